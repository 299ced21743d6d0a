package io.mycli.example.catalog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What Keycloak says of an API token beside its owner's claims.
 *
 * @param profile the only one it is for, or null
 * @param expiresAt its end, or null if it has none
 */
record ApiToken(String name, String profile, Instant expiresAt) {

    /** The API token that was introspected; empty if it was a JWT, which has no name. */
    static Optional<ApiToken> of(Map<String, Object> claims) {
        return Optional.ofNullable(claims.get("token_name"))
                .map(name -> new ApiToken(
                        name.toString(),
                        Objects.toString(claims.get("token_profile"), null),
                        instant(claims.get("token_expires_at"))));
    }

    /** Spring makes an Instant of the times it knows, and leaves the others as JSON has them. */
    private static Instant instant(Object claim) {
        if (claim instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.SECONDS);
        }
        return claim instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null;
    }
}
