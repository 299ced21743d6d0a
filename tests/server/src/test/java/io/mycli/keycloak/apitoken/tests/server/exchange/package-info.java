/** Derived JWTs, by token exchange and otherwise. */
package io.mycli.keycloak.apitoken.tests.server.exchange;
