package io.mycli.keycloak.apitoken;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A presented secret and its token. The secret is the token's current one, or the one that the last rotation replaced.
 *
 * @param token the token, in any state
 * @param issuedAt when this secret was issued
 * @param expiresAt the first instant at which this secret is no longer valid; null if it never expires
 * @param isReplaced whether the last rotation replaced this secret
 */
public record StoredSecret(
        ApiTokenModel token, Instant issuedAt, @Nullable Instant expiresAt, boolean isReplaced) {

    /** Returns whether this secret is expired at the given instant. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
