package io.mycli.keycloak.apitoken;

import io.mycli.keycloak.apitoken.policy.TokenName;
import java.time.Instant;

/**
 * Which of a realm's tokens. Each member narrows; null does not.
 *
 * @param ownerId the user's id
 * @param name as the owner wrote it, whatever the case
 * @param prefix {@code myc_3f12c4}
 * @param profile slug
 * @param client client id of the resource server that asked last
 * @param state null for those that are not revoked
 * @param createdBefore when it was minted for the first time; exclusive
 * @param unusedSince neither used nor minted nor rotated from then on
 * @param expiresBefore when it ends; exclusive
 * @param issuedBefore when the secret was minted that it has now; exclusive
 */
public record ApiTokenFilter(
        String ownerId,
        TokenName name,
        String prefix,
        String profile,
        String client,
        ApiTokenState state,
        Instant createdBefore,
        Instant unusedSince,
        Instant expiresBefore,
        Instant issuedBefore) {

    /** Every token that is not revoked. */
    public static final ApiTokenFilter ALL =
            new ApiTokenFilter(null, null, null, null, null, null, null, null, null, null);

    /** The same in another state. */
    public ApiTokenFilter in(ApiTokenState other) {
        return with(other, unusedSince, issuedBefore);
    }

    /** Those of them that nobody has used from then on. */
    public ApiTokenFilter unusedSince(Instant time) {
        return with(state, earlier(unusedSince, time), issuedBefore);
    }

    /** Those of them whose secret was minted before then. */
    public ApiTokenFilter issuedBefore(Instant time) {
        return with(state, unusedSince, earlier(issuedBefore, time));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private ApiTokenFilter with(ApiTokenState inState, Instant unused, Instant minted) {
        return new ApiTokenFilter(
                ownerId, name, prefix, profile, client, inState, createdBefore, unused, expiresBefore, minted);
    }
}
