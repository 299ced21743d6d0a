/** The verification of API tokens and of derived JWTs, and every reason to reject one. */
@NullMarked
package io.mycli.keycloak.apitoken.verification;

import org.jspecify.annotations.NullMarked;
