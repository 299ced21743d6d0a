package io.mycli.keycloak.apitoken;

import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import java.time.Instant;

/**
 * A secret that is to replace a token's own.
 *
 * @param hash {@link ApiTokenSecret#hash()}
 * @param prefix {@link ApiTokenSecret#prefix()}
 * @param issuedAt to the millisecond
 * @param expiresAt when the token ends from now on, a whole second, or null for never
 * @param previousValidUntil the first instant at which the replaced secret is no longer valid
 */
public record NewSecret(String hash, String prefix, Instant issuedAt, Instant expiresAt, Instant previousValidUntil) {}
