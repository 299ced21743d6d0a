package io.mycli.keycloak.apitoken;

import io.mycli.keycloak.apitoken.policy.NameStart;
import io.mycli.keycloak.apitoken.policy.TokenName;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A filter of a realm's tokens. Each member narrows the result; a member that is null does not.
 *
 * @param ownerId the user's id
 * @param ownerIds the ids of the users whom a search found, at most 500
 * @param name compared folded, so in any case
 * @param nameStart what the folded name begins with
 * @param prefix the token prefix, {@code myc_3f12c4}
 * @param profile a slug
 * @param client the client id of the resource server that used the token last
 * @param state null for every token that is not revoked
 * @param fullAccess whether tokens have all roles of their owners; false for those with chosen roles
 * @param createdBefore exclusive, compared with the creation; a rotation does not change that
 * @param unusedSince the token was neither used nor issued nor rotated since this time
 * @param expiresBefore exclusive
 * @param issuedBefore exclusive, compared with the issue of the current secret
 */
public record ApiTokenFilter(
        @Nullable String ownerId,
        @Nullable Set<String> ownerIds,
        @Nullable TokenName name,
        @Nullable NameStart nameStart,
        @Nullable String prefix,
        @Nullable String profile,
        @Nullable String client,
        @Nullable ApiTokenState state,
        @Nullable Boolean fullAccess,
        @Nullable Instant createdBefore,
        @Nullable Instant unusedSince,
        @Nullable Instant expiresBefore,
        @Nullable Instant issuedBefore) {

    /** The filter that every token passes that is not revoked. */
    public static final ApiTokenFilter ALL = of(null);

    /** Returns the filter that an owner's tokens pass that are not revoked. */
    public static ApiTokenFilter of(@Nullable String ownerId) {
        return new ApiTokenFilter(ownerId, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Returns this filter for another state. */
    public ApiTokenFilter in(ApiTokenState newState) {
        return with(newState, issuedBefore);
    }

    /** Returns this filter, narrowed to tokens whose current secret was issued before a time. */
    public ApiTokenFilter issuedBefore(Instant time) {
        return with(state, issuedBefore == null || time.isBefore(issuedBefore) ? time : issuedBefore);
    }

    private ApiTokenFilter with(@Nullable ApiTokenState newState, @Nullable Instant newIssuedBefore) {
        return new ApiTokenFilter(
                ownerId,
                ownerIds,
                name,
                nameStart,
                prefix,
                profile,
                client,
                newState,
                fullAccess,
                createdBefore,
                unusedSince,
                expiresBefore,
                newIssuedBefore);
    }
}
