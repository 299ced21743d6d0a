package io.mycli.example.catalog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The claims that only API tokens have.
 *
 * @param profile the profile that the token is scoped to, or null
 * @param expiresAt null if the token does not expire
 */
record ApiToken(String name, String profile, Instant expiresAt) {

    /** Returns the introspected API token; empty for a JWT, which has no {@code token_name}. */
    static Optional<ApiToken> of(Map<String, Object> claims) {
        return Optional.ofNullable(claims.get("token_name"))
                .map(name -> new ApiToken(
                        name.toString(),
                        Objects.toString(claims.get("token_profile"), null),
                        instant(claims.get("token_expires_at"))));
    }

    /** Returns a time: Spring converts the standard claims to {@link Instant}, and leaves the others as numbers. */
    private static Instant instant(Object claim) {
        if (claim instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.SECONDS);
        }
        return claim instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null;
    }
}
