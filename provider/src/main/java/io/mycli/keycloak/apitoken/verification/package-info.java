/** The verification of API tokens and of derived JWTs, and every reason to reject one. */
package io.mycli.keycloak.apitoken.verification;
