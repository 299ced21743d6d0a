package io.mycli.keycloak.apitoken.jpa;

import java.time.Duration;

/**
 * Days since the epoch, in UTC. A column of days can have an index: one of minutes would make each writing of last use
 * an insertion into every index of the table, on PostgreSQL.
 */
final class ActiveDay {

    private static final long MILLIS = Duration.ofDays(1).toMillis();

    private ActiveDay() {}

    static long of(long time) {
        return Math.floorDiv(time, MILLIS);
    }
}
