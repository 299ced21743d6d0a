package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenState;
import io.mycli.keycloak.apitoken.RevocationReason;
import io.mycli.keycloak.apitoken.TokenOwner;
import io.mycli.keycloak.apitoken.policy.EndingPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/**
 * A token as administrators see it, without its secret. A member without a value is null, not absent.
 *
 * @param token its members stand beside the others
 * @param ownerId the user's id
 * @param username null if the user does not exist
 * @param clientId the client whose service account has the token; null if the owner is a person
 * @param state {@code live}, {@code owner_disabled}, {@code owner_gone}, {@code expired} or {@code revoked}
 * @param revokedAt ISO 8601 in UTC, to the second
 * @param revocationReason of {@link RevocationReason#text}; null if the token is not revoked or the reason is unknown
 */
@JsonInclude
public record AdminApiTokenRepresentation(
        @JsonUnwrapped ApiTokenRepresentation token,
        String ownerId,
        @Nullable String username,
        @Nullable String clientId,
        String state,
        @Nullable String revokedAt,
        @Nullable String revocationReason) {

    /**
     * Returns a token as it is at a time.
     *
     * @param owner null if the user does not exist
     * @param realm has a not-before: a token from before is revoked, though its row may not say so yet
     */
    public static AdminApiTokenRepresentation of(
            ApiTokenModel token, @Nullable TokenOwner owner, RealmModel realm, Instant now) {
        EndingPolicy policy = EndingPolicy.of(realm);
        return new AdminApiTokenRepresentation(
                ApiTokenRepresentation.of(token, realm, now),
                token.ownerId(),
                owner == null ? null : owner.username(),
                owner == null ? null : owner.clientId(realm),
                state(token, owner, policy, now).text(),
                ApiTokenRepresentation.iso(token.revokedAt()),
                revocationReason(token, policy));
    }

    private static ApiTokenState state(
            ApiTokenModel token, @Nullable TokenOwner owner, EndingPolicy policy, Instant now) {
        if (token.revokedAt(policy.notBefore()) != null) {
            return ApiTokenState.REVOKED;
        }
        if (token.isExpired(now)) {
            return ApiTokenState.EXPIRED;
        }
        if (owner == null) {
            return ApiTokenState.OWNER_GONE;
        }
        return owner.isEnabled() ? ApiTokenState.LIVE : ApiTokenState.OWNER_DISABLED;
    }

    private static @Nullable String revocationReason(ApiTokenModel token, EndingPolicy policy) {
        RevocationReason reason = token.revocationReason(policy.notBefore());
        return reason == null ? null : reason.text();
    }
}
