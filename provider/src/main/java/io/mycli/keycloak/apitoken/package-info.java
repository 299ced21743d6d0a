/**
 * Long-lived personal API tokens for Keycloak: the SPI and its values. Storage is behind
 * {@link io.mycli.keycloak.apitoken.ApiTokenProvider}; the entry points (REST, introspection, exchange, authentication) ask
 * the package {@code verification} whether a secret is valid.
 */
@NullMarked
package io.mycli.keycloak.apitoken;

import org.jspecify.annotations.NullMarked;
