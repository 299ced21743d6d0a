/** Realms, their clients and their users come, change and go. */
package io.mycli.keycloak.apitoken.tests.server.realm;
