package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.secret.Sha256;
import java.util.Arrays;
import java.util.UUID;

/**
 * A limit of requests per minute, caller and node, for endpoints that require no login.
 *
 * <p>Callers share a fixed number of counters. A hash with a secret key selects the counter, so an attacker cannot choose
 * it. To block all callers takes some 650,000 requests a minute; one invented caller has the counter of another one in
 * one of 65,536 cases.
 */
final class RateLimiter {

    /** The requests per minute of one caller. */
    static final int MAX = 10;

    /** The number of values of four hex digits. */
    private static final int COUNTERS = 0x10000;

    private static final long MINUTE = 60_000;

    private final String seed = UUID.randomUUID().toString();
    private final byte[] counts = new byte[COUNTERS];
    private long minute;

    /** Counts a request, and returns whether it is within the limit. */
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
