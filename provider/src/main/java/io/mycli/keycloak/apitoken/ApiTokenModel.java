package io.mycli.keycloak.apitoken;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stored API token, without its secret: no member can be turned back into the secret.
 *
 * @param id a UUID that stays the same through rotations
 * @param ownerId the user's id; for a federated user the storage id {@code f:<component>:<external>}
 * @param name as the owner wrote it
 * @param description what the token is for, or null
 * @param prefix the tag and the first six digits of the secret, {@code myc_3f12c4}
 * @param profile the slug that the token is scoped to, or null
 * @param scope optional client scopes, separated by spaces, or null
 * @param access what the owner chose that the token may do
 * @param createdAt when the token was created
 * @param rotatedAt when the last rotation replaced the secret, or null
 * @param previousIssuedAt when the replaced secret was issued, or null
 * @param previousValidUntil the first instant at which the replaced secret is no longer valid, not after
 *     {@code expiresAt}; null if none was replaced
 * @param expiresAt the first instant at which the token is no longer valid, a whole second; null if it never expires
 * @param revokedAt when the token was revoked, or null
 * @param revocationReason null if the token is not revoked, or was revoked by a release that kept no reason
 * @param lastUsedAt when a resource server last used the token, to the minute; null for never
 * @param lastUsedBy the client id of that resource server, or null
 */
public record ApiTokenModel(
        String id,
        String ownerId,
        String name,
        @Nullable String description,
        String prefix,
        @Nullable String profile,
        @Nullable String scope,
        ChosenAccess access,
        Instant createdAt,
        @Nullable Instant rotatedAt,
        @Nullable Instant previousIssuedAt,
        @Nullable Instant previousValidUntil,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable RevocationReason revocationReason,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedBy) {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Returns whether the token is expired at the given instant. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Returns whether a text has the form of a token's id. Other texts need no query. */
    public static boolean isId(String text) {
        return UUID.matcher(text).matches();
    }

    /** Returns when the current secret was issued. */
    public Instant issuedAt() {
        return rotatedAt == null ? createdAt : rotatedAt;
    }

    /** Returns whether the replaced secret is still valid, too. Of a token that ended none is. */
    public boolean isOverlapping(Instant now) {
        return previousValidUntil != null && now.isBefore(previousValidUntil) && !isRevoked() && !isExpired(now);
    }

    /** Returns whether the token was not used for a time. Issuing its secret counts as a use. */
    public boolean isUnusedFor(Duration period, Instant now) {
        Instant usedAt = lastUsedAt == null || lastUsedAt.isBefore(issuedAt()) ? issuedAt() : lastUsedAt;
        return !now.isBefore(usedAt.plus(period));
    }

    /** Returns whether the token is revoked. */
    public boolean isRevoked() {
        return revokedAt != null;
    }

    /**
     * Returns when the token was revoked, also if its row does not say so yet; null if it is not revoked.
     *
     * @param notBefore of the realm: a token issued earlier is revoked
     */
    public @Nullable Instant revokedAt(Optional<Instant> notBefore) {
        return revokedAt == null ? notBefore.filter(issuedAt()::isBefore).orElse(null) : revokedAt;
    }

    /** Returns why the token was revoked, as {@link #revokedAt(Optional)}. */
    public @Nullable RevocationReason revocationReason(Optional<Instant> notBefore) {
        return revokedAt == null && revokedAt(notBefore) != null ? RevocationReason.NOT_BEFORE : revocationReason;
    }
}
