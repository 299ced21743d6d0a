package io.mycli.keycloak.apitoken.claims;

import java.time.Instant;

/**
 * The claims {@code iat} and {@code exp} of a token.
 *
 * @param iat in seconds; never in the future
 * @param exp in seconds; later than {@code iat}
 */
record TimeClaims(long iat, long exp) {

    /**
     * Returns the claims of a token that expires. If the clocks disagree, {@code iat} gives way: a later {@code exp} would
     * keep an answer in caches for longer than a revocation may take.
     *
     * @param issuedAt by the clock of the node that issued it, which may be ahead, or was set back since
     */
    static TimeClaims of(Instant issuedAt, long exp, Instant now) {
        return new TimeClaims(Math.min(Math.min(issuedAt.getEpochSecond(), now.getEpochSecond()), exp - 1), exp);
    }
}
