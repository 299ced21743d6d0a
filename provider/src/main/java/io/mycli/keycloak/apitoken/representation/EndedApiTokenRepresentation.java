package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.RevocationReason;
import io.mycli.keycloak.apitoken.policy.EndingPolicy;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/**
 * A token that ended, as its owner sees it.
 *
 * @param endedAt ISO 8601 in UTC, to the second
 * @param endReason {@code expired}, or {@link RevocationReason#text}; null if the token was revoked by a release that
 *     kept no reason
 */
@JsonInclude
public record EndedApiTokenRepresentation(
        @JsonUnwrapped ApiTokenRepresentation token,
        String endedAt,
        @Nullable String endReason) {

    private static final String EXPIRED = "expired";

    /** Returns a revoked or expired token. One that was revoked after it had expired is expired. */
    public static EndedApiTokenRepresentation of(ApiTokenModel token, RealmModel realm, Instant now) {
        Optional<Instant> notBefore = EndingPolicy.of(realm).notBefore();
        ApiTokenRepresentation shown = ApiTokenRepresentation.of(token, realm, now);
        Instant revokedAt = token.revokedAt(notBefore);
        if (revokedAt == null || token.isExpired(revokedAt)) {
            return new EndedApiTokenRepresentation(
                    shown, ApiTokenRepresentation.text(Objects.requireNonNull(token.expiresAt())), EXPIRED);
        }
        RevocationReason reason = token.revocationReason(notBefore);
        return new EndedApiTokenRepresentation(
                shown, ApiTokenRepresentation.text(revokedAt), reason == null ? null : reason.text());
    }
}
