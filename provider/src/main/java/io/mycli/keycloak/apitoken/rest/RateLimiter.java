package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.secret.Sha256;
import java.util.Arrays;
import java.util.UUID;

/**
 * A limit for requests that need no login: so many a minute, per caller and node.
 *
 * <p>Callers share a fixed number of counters, chosen by a hash that nobody outside can compute. The table cannot be filled:
 * some 650,000 requests a minute are needed to lock everybody out, and one invented caller
 * meets another's counter in one of 65,536 cases.
 */
final class RateLimiter {

    /** Requests per minute of one caller. */
    static final int MAX = 10;

    /** As many as four hex digits tell apart. */
    private static final int COUNTERS = 0x10000;

    private static final long MINUTE = 60_000;

    private final String seed = UUID.randomUUID().toString();
    private final byte[] counts = new byte[COUNTERS];
    private long minute;

    /** Returns whether the caller may go on. */
    synchronized boolean admits(String caller, long now) {
        if (now / MINUTE != minute) {
            minute = now / MINUTE;
            Arrays.fill(counts, (byte) 0);
        }
        int counter = Integer.parseInt(Sha256.hex(seed + caller).substring(0, 4), 16);
        if (counts[counter] >= MAX) {
            return false;
        }
        counts[counter]++;
        return true;
    }
}
