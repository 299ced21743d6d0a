/** API tokens as passwords. */
package io.mycli.keycloak.apitoken.tests.server.authentication;
