package io.mycli.keycloak.apitoken.tests.support.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition. */
public final class Await {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private Await() {}

    /** Returns as soon as the condition holds; fails when it does not within 90 s, for three modules test at once. */
    public static void until(String description, BooleanSupplier condition) {
        until(description, Duration.ofSeconds(90), condition);
    }

    /** Returns as soon as the condition holds; fails when it does not within the timeout. */
    public static void until(String description, Duration timeout, BooleanSupplier condition) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + timeout + ": " + description);
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }
}
