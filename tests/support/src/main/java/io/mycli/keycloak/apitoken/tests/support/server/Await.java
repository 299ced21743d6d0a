package io.mycli.keycloak.apitoken.tests.support.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for a condition. It is asked for soon at first, and the longer it takes, the more rarely: most questions are
 * requests, and what waits for a timer of Keycloak's should leave the server to others.
 */
public final class Await {

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(50);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);

    private Await() {}

    /** Returns as soon as the condition holds; fails when it does not within 90 s, for three modules test at once. */
    public static void until(String description, BooleanSupplier condition) {
        until(description, Duration.ofSeconds(90), condition);
    }

    /** Returns as soon as the condition holds; fails when it does not within the timeout. */
    public static void until(String description, Duration timeout, BooleanSupplier condition) {
        long start = System.nanoTime();
        long deadline = start + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + timeout + ": " + description);
            }
            LockSupport.parkNanos(interval(System.nanoTime() - start));
        }
    }

    /** A fifth of the time that has passed, in bounds. */
    private static long interval(long passed) {
        return Math.max(SHORTEST_INTERVAL.toNanos(), Math.min(LONGEST_INTERVAL.toNanos(), passed / 5));
    }
}
