package io.mycli.keycloak.apitoken.jpa;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When an owner is warned that a token ends: so many days before, and when it has. A token that lives no longer than that
 * from its minting on is not warned of then: its owner has just been told.
 */
final class ExpiryNoticeSchedule {

    /** Days before the end, the first first. */
    private static final List<Integer> STAGES = List.of(14, 7, 1);

    private ExpiryNoticeSchedule() {}

    /** When to look first at a token with these times, or null where there is nothing to tell. */
    static Long first(Instant issuedAt, Instant expiresAt) {
        if (expiresAt == null) {
            return null;
        }
        Duration life = Duration.between(issuedAt, expiresAt);
        return STAGES.stream()
                .filter(days -> life.compareTo(Duration.ofDays(days)) > 0)
                .map(days -> expiresAt.minus(Duration.ofDays(days)))
                .findFirst()
                .orElse(expiresAt)
                .toEpochMilli();
    }

    /** How many days before the end a warning is due at that moment: the least of the stages; empty before the first. */
    static Optional<Integer> stage(Instant expiresAt, Instant now) {
        Duration left = Duration.between(now, expiresAt);
        return STAGES.stream()
                .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
                .reduce((earlier, later) -> later);
    }

    /** When to look next at a token that has not ended. */
    static long next(Instant expiresAt, Instant now) {
        Duration left = Duration.between(now, expiresAt);
        return STAGES.stream()
                .filter(days -> left.compareTo(Duration.ofDays(days)) > 0)
                .map(days -> expiresAt.minus(Duration.ofDays(days)))
                .findFirst()
                .orElse(expiresAt)
                .toEpochMilli();
    }
}
