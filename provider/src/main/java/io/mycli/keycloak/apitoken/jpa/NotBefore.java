package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.policy.EndingPolicy;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/**
 * The not-before of a realm in queries: a token issued earlier counts as revoked at once, though {@link NotBeforeTask}
 * has not revoked its row yet.
 *
 * @param millis since the epoch; null if the realm has none
 */
record NotBefore(@Nullable Long millis) {

    private static final String PARAMETER = "notBefore";

    static NotBefore of(RealmModel realm) {
        return new NotBefore(
                EndingPolicy.of(realm).notBefore().map(Instant::toEpochMilli).orElse(null));
    }

    /** Returns the condition that a token {@code t} is revoked. */
    String revoked() {
        return millis == null
                ? "t.revokedAt is not null"
                : "(t.revokedAt is not null or (" + TokenConditions.issuedBefore(PARAMETER) + "))";
    }

    /** Returns the condition that a token {@code t} is not revoked. */
    String notRevoked() {
        return millis == null
                ? TokenConditions.NOT_REVOKED
                : TokenConditions.NOT_REVOKED + " and (t.createdAt >= :notBefore or t.rotatedAt >= :notBefore)";
    }

    /** Sets the parameter of the conditions. */
    <T> TypedQuery<T> in(TypedQuery<T> query) {
        return millis == null ? query : query.setParameter(PARAMETER, millis);
    }

    /** Returns whether a secret issued at a time, in milliseconds since the epoch, counts as revoked. */
    boolean ends(long issuedAt) {
        return millis != null && issuedAt < millis;
    }
}
