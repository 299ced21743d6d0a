package io.mycli.keycloak.apitoken;

import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret that replaces a token's current one.
 *
 * @param hash {@link ApiTokenSecret#hash()}
 * @param prefix {@link ApiTokenSecret#prefix()}
 * @param issuedAt to the millisecond
 * @param expiresAt the new expiry of the token, a whole second; null if it never expires
 * @param previousValidUntil the first instant at which the replaced secret is no longer valid
 */
public record NewSecret(
        String hash,
        String prefix,
        Instant issuedAt,
        @Nullable Instant expiresAt,
        Instant previousValidUntil) {}
