/** What the tests deploy into the server beside the provider, such as a user storage, or quick copies of realms. */
package io.mycli.keycloak.apitoken.tests.support.providers;
