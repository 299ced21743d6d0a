package io.mycli.keycloak.apitoken;

import java.time.Instant;

/**
 * An API token as it is stored, without its secret: nothing here can be turned back into one.
 *
 * @param id UUID, for good: a token keeps it through rotation
 * @param ownerId the user's id; for a federated user the storage id {@code f:<component>:<external>}
 * @param name as the owner wrote it
 * @param prefix tag and first six digits of the secret, {@code myc_3f12c4}
 * @param profile slug the token is scoped to, or null
 * @param scope optional client scopes, space-separated, or null
 * @param createdAt when it was minted
 * @param expiresAt the first instant at which it is no longer valid, a whole second, or null for never
 * @param revokedAt when it was revoked, or null
 * @param lastUsedAt when a resource server last asked about it, to the minute, or null for never
 * @param lastUsedBy client id of that resource server, or null
 */
public record ApiTokenModel(
        String id,
        String ownerId,
        String name,
        String prefix,
        String profile,
        String scope,
        Instant createdAt,
        Instant expiresAt,
        Instant revokedAt,
        Instant lastUsedAt,
        String lastUsedBy) {

    /** Whether the token's time is over at the given instant. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether it was ended for good. */
    public boolean isRevoked() {
        return revokedAt != null;
    }
}
