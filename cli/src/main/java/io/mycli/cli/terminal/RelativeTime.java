package io.mycli.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/** Times as people say them, rounded to the nearest as on the account page: "3 days ago", "in 90 days". */
public final class RelativeTime {

    private static final int HOURS_A_DAY = 24;
    private static final int DAYS_A_YEAR = 365;

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
        long minutes = rounded(distance, Duration.ofMinutes(1));
        if (minutes < 60) {
            return minutes == 0 ? null : count(minutes, "minute");
        }
        long hours = rounded(distance, Duration.ofHours(1));
        if (hours < HOURS_A_DAY) {
            return count(hours, "hour");
        }
        long days = rounded(distance, Duration.ofDays(1));
        return days < 2 * DAYS_A_YEAR
                ? count(days, "day")
                : count(rounded(distance, Duration.ofDays(DAYS_A_YEAR)), "year");
    }

    private static long rounded(Duration distance, Duration unit) {
        return distance.plus(unit.dividedBy(2)).dividedBy(unit);
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
