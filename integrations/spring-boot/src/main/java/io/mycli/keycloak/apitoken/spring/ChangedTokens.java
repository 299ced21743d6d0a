package io.mycli.keycloak.apitoken.spring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * The tokens that signals said were changed, each with the time of its last signal. It remembers them for longer than an
 * answer is kept.
 */
final class ChangedTokens {

    private static final int MAX_SIZE = 100_000;

    private final Cache<String, Long> changedAt;
    private final Ticker ticker;

    /** The time of the ticker before which no answer counts. */
    private volatile long distrustedAt;

    private volatile boolean isDistrusting;

    /** @param kept how long an answer is kept at most */
    ChangedTokens(Duration kept, Ticker ticker) {
        this.ticker = ticker;
        changedAt = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(kept.multipliedBy(2))
                .maximumSize(MAX_SIZE)
                .executor(Runnable::run)
                .removalListener((String id, Long time, RemovalCause cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        distrustAll();
                    }
                })
                .build();
    }

    /** Remembers that a token was changed now. */
    void add(String id) {
        changedAt.put(id, ticker.read());
    }

    /** Lets all answers up to now count as changed, because a signal may have been missed. */
    void distrustAll() {
        distrustedAt = ticker.read();
        isDistrusting = true;
    }

    /** Returns whether a token may have changed since a time of the ticker. */
    boolean hasChangedSince(String id, long time) {
        Long changed = changedAt.getIfPresent(id);
        return (changed != null && changed - time >= 0) || (isDistrusting && distrustedAt - time >= 0);
    }
}
