package io.mycli.keycloak.apitoken;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

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
 * @param rotatedAt when its secret was last replaced by a new one, or null
 * @param previousIssuedAt when the secret was minted that was replaced then, or null
 * @param previousValidUntil the first instant at which the secret that was replaced is no longer valid, or null
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
        Instant rotatedAt,
        Instant previousIssuedAt,
        Instant previousValidUntil,
        Instant expiresAt,
        Instant revokedAt,
        Instant lastUsedAt,
        String lastUsedBy) {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Whether the token's time is over at the given instant. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether a text can be the id of a token at all. What is none, no database has to read. */
    public static boolean isId(String text) {
        return UUID.matcher(text).matches();
    }

    /** When the secret it has now was minted. */
    public Instant issuedAt() {
        return rotatedAt == null ? createdAt : rotatedAt;
    }

    /** Whether the secret before the last rotation is still good, too. */
    public boolean isOverlapping(Instant now) {
        return previousValidUntil != null && now.isBefore(previousValidUntil);
    }

    /** Whether nobody has used it for so long; to mint its secret is to use it. */
    public boolean isUnusedFor(Duration time, Instant now) {
        Instant used = lastUsedAt == null || lastUsedAt.isBefore(issuedAt()) ? issuedAt() : lastUsedAt;
        return !now.isBefore(used.plus(time));
    }

    /** Whether it was ended for good. */
    public boolean isRevoked() {
        return revokedAt != null;
    }
}
