/** Keycloak's own endpoints, none of which takes a token of ours. */
package io.mycli.keycloak.apitoken.tests.server.endpoints;
