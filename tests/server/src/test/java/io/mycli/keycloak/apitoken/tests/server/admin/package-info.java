/** What administrators do over REST: inventory, revocation, policy. */
package io.mycli.keycloak.apitoken.tests.server.admin;
