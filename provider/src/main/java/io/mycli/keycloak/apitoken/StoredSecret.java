package io.mycli.keycloak.apitoken;

import java.time.Instant;

/**
 * A secret that somebody presented, by what is stored of it: the token it belongs to, and whether it is the token's
 * own or the one that the last rotation replaced.
 *
 * @param token the token, in whatever state
 * @param issuedAt when this secret was minted
 * @param expiresAt the first instant at which this secret is no longer valid, or null for never
 * @param isReplaced whether the last rotation replaced it
 */
public record StoredSecret(ApiTokenModel token, Instant issuedAt, Instant expiresAt, boolean isReplaced) {

    /** Whether the time of this secret is over at the given instant. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
