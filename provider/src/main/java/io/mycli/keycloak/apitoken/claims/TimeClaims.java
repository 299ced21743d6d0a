package io.mycli.keycloak.apitoken.claims;

import java.time.Instant;

/**
 * The claims {@code iat} and {@code exp} of a token.
 *
 * @param iat in seconds since the epoch; never in the future
 * @param exp in seconds since the epoch; later than {@code iat}
 */
record TimeClaims(long iat, long exp) {

    /**
     * Returns the claims of a token that expires. If clocks disagree, {@code iat} becomes earlier: with a later {@code
     * exp}, caches would keep a response for longer than a revocation may take.
     *
     * @param issuedAt by the clock of the node that issued the token, which may be ahead or was set back
     * @param exp in seconds since the epoch
     */
    static TimeClaims of(Instant issuedAt, long exp, Instant now) {
        return new TimeClaims(Math.min(Math.min(issuedAt.getEpochSecond(), now.getEpochSecond()), exp - 1), exp);
    }
}
