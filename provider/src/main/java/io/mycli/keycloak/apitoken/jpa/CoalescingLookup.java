package io.mycli.keycloak.apitoken.jpa;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A lookup that coalesces concurrent requests. Requests that arrive while a lookup runs share the next one, so a flood
 * of them costs few lookups. A request that arrives alone looks up alone and waits for no other. After a shared lookup
 * that missed a key, the next one begins twice as long after it as it took, at most 5 ms, because a flood of unknown
 * keys must leave time to others. More requests join it meanwhile.
 *
 * <p>A shared lookup begins after all its requests have arrived, so it sees all that was committed before. No request
 * waits for longer than the timeout and a rest, and none fails because the lookup of another failed: it then looks up
 * alone. The calling thread must hold no connection, because the leader of a batch may have to wait for one.
 */
final class CoalescingLookup<K, V> {

    private static final Logger logger = Logger.getLogger(CoalescingLookup.class);

    /** The longest rest. A key that is looked up beside a flood of unknown ones waits that much longer. */
    private static final long MAX_REST = Duration.ofMillis(5).toNanos();

    /** The number of keys from which a batch does not rest. */
    private static final int LARGE = 16;

    private final Duration timeout;
    private final int maxKeys;
    private final LongSupplier clock;
    private final LongConsumer park;

    /** Whether a lookup is running. Guarded by this, as is the pending batch. */
    private boolean isBusy;

    private @Nullable Batch pending;

    /** When the next shared lookup may begin, by the clock. */
    private volatile long restUntil;

    /**
     * Creates a lookup.
     *
     * @param timeout how long to wait for another request
     * @param maxKeys the maximum number of keys of a shared lookup
     */
    CoalescingLookup(Duration timeout, int maxKeys) {
        this(timeout, maxKeys, System::nanoTime, LockSupport::parkNanos);
    }

    /** With a clock in nanoseconds, and what waits for that many of them or fewer. */
    CoalescingLookup(Duration timeout, int maxKeys, LongSupplier clock, LongConsumer park) {
        this.timeout = timeout;
        this.maxKeys = maxKeys;
        this.clock = clock;
        this.park = park;
        this.restUntil = clock.getAsLong();
    }

    /** The requests that wait for the running lookup. The first of them is the leader, which looks up for all. */
    private final class Batch {
        private final Thread leader = Thread.currentThread();
        private final Set<K> keys = new LinkedHashSet<>();
        private final CompletableFuture<Void> turn = new CompletableFuture<>();
        private final CompletableFuture<Map<K, V>> found = new CompletableFuture<>();
    }

    /**
     * Looks up a key, alone or with others.
     *
     * @param alone looks up only this key
     * @param together looks up all given keys
     */
    Optional<V> find(K key, Supplier<Optional<V>> alone, Function<Set<K>, Map<K, V>> together) {
        Batch batch = join(key);
        if (batch == null) {
            try {
                return alone.get();
            } finally {
                next();
            }
        }
        if (batch.leader == Thread.currentThread()) {
            lookUpFor(batch, together);
        }
        Map<K, V> found = await(batch.found);
        return found == null ? alone.get() : Optional.ofNullable(found.get(key));
    }

    /**
     * Returns the batch of a request; null if the request looks up alone. No lookup is running then, or the batch is
     * full.
     */
    private synchronized @Nullable Batch join(K key) {
        if (!isBusy) {
            isBusy = true;
            return null;
        }
        if (pending == null) {
            pending = new Batch();
        }
        if (pending.keys.size() == maxKeys) {
            return null;
        }
        pending.keys.add(key);
        return pending;
    }

    /** Looks up for a batch after the running lookup has ended, or after the timeout, and after the rest. */
    private void lookUpFor(Batch batch, Function<Set<K>, Map<K, V>> together) {
        await(batch.turn);
        rest(batch);
        close(batch);
        try {
            long start = clock.getAsLong();
            Map<K, V> found = together.apply(batch.keys);
            if (found.size() < batch.keys.size()) {
                long end = clock.getAsLong();
                restUntil = end + Math.min(2 * (end - start), MAX_REST);
            }
            batch.found.complete(found);
        } catch (RuntimeException e) {
            logger.warnf(
                    e, "The shared lookup of %d API tokens failed: each request looks up its own", batch.keys.size());
            batch.found.completeExceptionally(e);
        } finally {
            next();
        }
    }

    /** Waits until the next shared lookup may begin, unless the batch is large: its requests keep threads waiting. */
    private void rest(Batch batch) {
        long end = restUntil;
        for (long left = end - clock.getAsLong();
                left > 0 && size(batch) < LARGE && !Thread.currentThread().isInterrupted();
                left = end - clock.getAsLong()) {
            park.accept(left);
        }
    }

    private synchronized int size(Batch batch) {
        return batch.keys.size();
    }

    private synchronized void close(Batch batch) {
        if (pending == batch) {
            pending = null;
        }
    }

    /** Gives the pending batch its turn. Requests join it until its leader has rested and closes it. */
    private synchronized void next() {
        isBusy = pending != null;
        if (pending != null) {
            pending.turn.complete(null);
        }
    }

    /** Returns the result; null if the lookup failed or takes longer than the timeout. */
    private <T> @Nullable T await(CompletableFuture<T> future) {
        try {
            return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
