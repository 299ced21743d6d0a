package io.mycli.keycloak.apitoken.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.keycloak.common.util.Time;

/** Times in UTC, also as people write them: {@code 2026-11-25T12:00:00Z}, or a day, {@code 2026-11-25}, which means its start in UTC. */
public final class UtcTime {

    private static final Instant MIN = Instant.EPOCH;
    private static final Instant MAX = Instant.parse("9999-12-31T23:59:59Z");
    private static final int LENGTH_OF_DAY = "2026-11-25".length();

    private UtcTime() {}

    /** Returns the time of Keycloak's clock. */
    public static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }

    /** Reads a time from 1970 to 9999; empty if the text is none. */
    public static Optional<Instant> parse(String text) {
        try {
            Instant time = text.length() == LENGTH_OF_DAY
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            return Optional.of(time).filter(it -> !it.isBefore(MIN) && !it.isAfter(MAX));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
