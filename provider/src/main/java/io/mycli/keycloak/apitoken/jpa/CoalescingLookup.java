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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A lookup that coalesces concurrent requests. Requests that arrive while a lookup runs share the next one, so a flood
 * of them costs few lookups. A request that arrives alone looks up alone and waits for no other.
 *
 * <p>A shared lookup begins after all its requests have arrived, so it sees all that was committed before. No request
 * waits for longer than the timeout, and none fails because the lookup of another failed: it then looks up alone. The
 * calling thread must hold no connection, because the leader of a batch may have to wait for one.
 */
final class CoalescingLookup<K, V> {

    private static final Logger logger = Logger.getLogger(CoalescingLookup.class);

    private final Duration timeout;
    private final int maxKeys;

    /** Whether a lookup is running. Guarded by this, as is the pending batch. */
    private boolean isBusy;

    private @Nullable Batch pending;

    /**
     * Creates a lookup.
     *
     * @param timeout how long to wait for another request
     * @param maxKeys the maximum number of keys of a shared lookup
     */
    CoalescingLookup(Duration timeout, int maxKeys) {
        this.timeout = timeout;
        this.maxKeys = maxKeys;
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

    /** Looks up for a batch after the running lookup has ended, or after the timeout. */
    private void lookUpFor(Batch batch, Function<Set<K>, Map<K, V>> together) {
        await(batch.turn);
        close(batch);
        try {
            batch.found.complete(together.apply(batch.keys));
        } catch (RuntimeException e) {
            logger.warnf(
                    e, "The shared lookup of %d API tokens failed: each request looks up its own", batch.keys.size());
            batch.found.completeExceptionally(e);
        } finally {
            next();
        }
    }

    private synchronized void close(Batch batch) {
        if (pending == batch) {
            pending = null;
        }
    }

    private synchronized void next() {
        isBusy = pending != null;
        if (pending != null) {
            pending.turn.complete(null);
            pending = null;
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
