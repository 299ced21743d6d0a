/** Tokens that may do less than their owners: chosen roles and resource servers. */
package io.mycli.keycloak.apitoken.tests.server.access;
