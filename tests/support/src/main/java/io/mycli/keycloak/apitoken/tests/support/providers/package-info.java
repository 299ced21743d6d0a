/** What the tests deploy into the server beside the provider: a user storage, and Keycloak's own introspection. */
package io.mycli.keycloak.apitoken.tests.support.providers;
