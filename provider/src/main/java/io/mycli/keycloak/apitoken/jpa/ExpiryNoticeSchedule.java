package io.mycli.keycloak.apitoken.jpa;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The schedule of notices about a token's expiry: some days before, and when it has expired. A token with a lifetime
 * not longer than that has no such notice. Its owner has just received a mail about its creation.
 */
final class ExpiryNoticeSchedule {

    /** Days before the expiry, in the order of the notices. */
    private static final List<Integer> STAGES = List.of(14, 7, 1);

    private ExpiryNoticeSchedule() {}

    /** Returns when to check a token first, in milliseconds since the epoch; null if it never expires. */
    static @Nullable Long first(Instant issuedAt, @Nullable Instant expiresAt) {
        if (expiresAt == null) {
            return null;
        }
        Duration lifetime = Duration.between(issuedAt, expiresAt);
        return STAGES.stream()
                .filter(days -> lifetime.compareTo(Duration.ofDays(days)) > 0)
                .map(days -> expiresAt.minus(Duration.ofDays(days)))
                .findFirst()
                .orElse(expiresAt)
                .toEpochMilli();
    }

    /**
     * Returns the stage that is due: the smallest number of days for which a notice is due now; empty before the first.
     */
    static Optional<Integer> stage(Instant expiresAt, Instant now) {
        Duration remaining = Duration.between(now, expiresAt);
        return STAGES.stream()
                .filter(days -> remaining.compareTo(Duration.ofDays(days)) <= 0)
                .reduce((earlier, later) -> later);
    }

    /** Returns when to check a token next that is not expired, in milliseconds since the epoch. */
    static long next(Instant expiresAt, Instant now) {
        Duration remaining = Duration.between(now, expiresAt);
        return STAGES.stream()
                .filter(days -> remaining.compareTo(Duration.ofDays(days)) > 0)
                .map(days -> expiresAt.minus(Duration.ofDays(days)))
                .findFirst()
                .orElse(expiresAt)
                .toEpochMilli();
    }
}
