/** Files that an operator installs. */
package io.mycli.keycloak.apitoken.tests.server.deployment;
