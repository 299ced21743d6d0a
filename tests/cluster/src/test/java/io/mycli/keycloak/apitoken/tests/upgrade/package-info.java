/** Servers that go to another release of Keycloak or of ours. */
package io.mycli.keycloak.apitoken.tests.upgrade;
