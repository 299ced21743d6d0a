package io.mycli.keycloak.apitoken.jpa;

import java.time.Duration;

/**
 * Days since the epoch in UTC, as the column {@code ACTIVE_DAY} has them. A column of days can have an index. With a
 * column of minutes, each write of the last use would insert into every index of the table on PostgreSQL.
 */
final class ActiveDay {

    private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    private ActiveDay() {}

    /** Returns the day of a time in milliseconds since the epoch. */
    static long of(long millis) {
        return Math.floorDiv(millis, MILLIS_PER_DAY);
    }
}
