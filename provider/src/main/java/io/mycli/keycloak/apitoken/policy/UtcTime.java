package io.mycli.keycloak.apitoken.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.keycloak.common.util.Time;

/**
 * Times in UTC. Their text is {@code 2026-11-25T12:00:00Z}, or a day such as {@code 2026-11-25}, which means its start
 * in UTC.
 */
public final class UtcTime {

    private static final Instant MIN = Instant.EPOCH;
    private static final Instant MAX = Instant.parse("9999-12-31T23:59:59Z");
    private static final int DAY_LENGTH = "2026-11-25".length();

    private UtcTime() {}

    /** Returns the current time of Keycloak's clock, to the millisecond. */
    public static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }

    /** Reads a time from 1970 to 9999; empty if the text is invalid. */
    public static Optional<Instant> parse(String text) {
        try {
            Instant time = text.length() == DAY_LENGTH
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            return Optional.of(time).filter(parsed -> !parsed.isBefore(MIN) && !parsed.isAfter(MAX));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
