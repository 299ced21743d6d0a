/** Token exchange (RFC 8693) of API tokens for derived JWTs. */
@NullMarked
package io.mycli.keycloak.apitoken.exchange;

import org.jspecify.annotations.NullMarked;
