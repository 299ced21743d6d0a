/** The claims of API tokens and derived JWTs, and the resource servers that may receive them. */
@NullMarked
package io.mycli.keycloak.apitoken.claims;

import org.jspecify.annotations.NullMarked;
