/** What resource servers learn of a token, and what it costs. */
package io.mycli.keycloak.apitoken.tests.server.introspection;
