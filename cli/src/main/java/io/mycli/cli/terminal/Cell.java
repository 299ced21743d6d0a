package io.mycli.cli.terminal;

import java.time.Instant;

/**
 * One value of a table.
 *
 * @param text for a person
 * @param data for a program; empty if there is no value
 */
public record Cell(String text, String data, boolean needsAttention) {

    public static Cell of(String value) {
        return new Cell(Printable.line(value), Printable.line(value), false);
    }

    /** A value that may be missing, and what a person reads then. */
    public static Cell of(String value, String missing) {
        return value == null ? new Cell(missing, "", false) : of(value);
    }

    /** A time: relative for a person, RFC 3339 for a program. */
    public static Cell of(Instant time, Instant now, String missing, boolean needsAttention) {
        return time == null
                ? new Cell(missing, "", false)
                : new Cell(RelativeTime.of(time, now), time.toString(), needsAttention);
    }
}
