package io.mycli.keycloak.apitoken.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final long MINUTE = 60_000;

    private final RateLimiter rate = new RateLimiter();

    @Test
    void admitsTenInMinuteOfEachCaller() {
        assertThat(admitted("one", 11, MINUTE)).isEqualTo(RateLimiter.MAX);
        assertThat(admitted("other", 11, MINUTE)).isEqualTo(RateLimiter.MAX);
    }

    @Test
    void admitsAgainInTheNextMinute() {
        admitted("one", 11, MINUTE);

        assertThat(admitted("one", 11, 2 * MINUTE)).isEqualTo(RateLimiter.MAX);
    }

    /** A table with an entry for each caller would be full, or endless. */
    @Test
    void inventedCallersLockNobodyOut() {
        IntStream.range(0, 50_000).forEach(i -> rate.admits("invented " + i, MINUTE));

        long lockedOut = IntStream.range(0, 1000)
                .filter(i -> !rate.admits("caller " + i, MINUTE))
                .count();

        assertThat(lockedOut).isLessThan(10);
    }

    private long admitted(String caller, int requests, long now) {
        return IntStream.range(0, requests)
                .filter(i -> rate.admits(caller, now))
                .count();
    }
}
