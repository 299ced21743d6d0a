package io.mycli.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/** Times as people say them: "3 days ago", "in 68 days". Always rounded down, so that nothing is promised. */
public final class RelativeTime {

    private RelativeTime() {}

    public static String of(Instant time, Instant now) {
        Duration distance = Duration.between(now, time);
        String amount = amount(distance.abs());
        if (amount == null) {
            return distance.isNegative() ? "just now" : "in less than a minute";
        }
        return distance.isNegative() ? amount + " ago" : "in " + amount;
    }

    private static String amount(Duration distance) {
        if (distance.toDays() >= 730) {
            return count(distance.toDays() / 365, "year");
        }
        if (distance.toDays() >= 1) {
            return count(distance.toDays(), "day");
        }
        if (distance.toHours() >= 1) {
            return count(distance.toHours(), "hour");
        }
        return distance.toMinutes() >= 1 ? count(distance.toMinutes(), "minute") : null;
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
