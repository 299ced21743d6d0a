package io.mycli.keycloak.apitoken.rest;

import java.util.HashMap;
import java.util.Map;

/** Counts the requests that need no login: so many a minute, per caller and node. */
final class RequestRate {

    /** Requests per minute of one caller. */
    static final int MOST = 10;

    /** More are refused unseen: a flood must not fill the memory. */
    private static final int MOST_CALLERS = 10_000;

    private static final long MINUTE = 60_000;

    private final Map<String, Integer> counts = new HashMap<>();
    private long minute;

    /** Whether the caller may go on. */
    synchronized boolean admits(String caller, long now) {
        if (now / MINUTE != minute) {
            minute = now / MINUTE;
            counts.clear();
        }
        boolean isCounted = counts.size() < MOST_CALLERS || counts.containsKey(caller);
        return isCounted && counts.merge(caller, 1, Integer::sum) <= MOST;
    }
}
