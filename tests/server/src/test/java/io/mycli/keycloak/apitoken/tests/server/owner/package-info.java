/** What owners do with their tokens over REST, and who may. */
package io.mycli.keycloak.apitoken.tests.server.owner;
