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

/**
 * Lets lookups that come while another is under way share the next one, so that a flood of them costs few. Who comes
 * alone looks alone, and waits for nobody. A shared lookup begins after all who share it have come, so it sees all that
 * was committed before; and nobody waits long, or fails because another did: they then look alone. Who comes must hold no
 * connection, for the one who looks for all may have to wait for one.
 */
final class CoalescingLookup<K, V> {

    private static final Logger logger = Logger.getLogger(CoalescingLookup.class);

    private final Duration timeout;
    private final int maxKeys;

    /** Both guarded by this. */
    private boolean isBusy;

    private Batch pending;

    /**
     * @param timeout how long to wait for somebody else
     * @param maxKeys of one shared lookup
     */
    CoalescingLookup(Duration timeout, int maxKeys) {
        this.timeout = timeout;
        this.maxKeys = maxKeys;
    }

    /** Those who wait for the lookup under way. The first of them looks for all. */
    private final class Batch {
        private final Thread leader = Thread.currentThread();
        private final Set<K> keys = new LinkedHashSet<>();
        private final CompletableFuture<Void> turn = new CompletableFuture<>();
        private final CompletableFuture<Map<K, V>> found = new CompletableFuture<>();
    }

    /**
     * @param alone looks for this key only
     * @param together looks for all the keys it is given
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

    /** Null for who shall look alone: because nobody is looking, or too many wait. */
    private synchronized Batch join(K key) {
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

    /** When the lookup under way has ended; if that takes too long, beside it. */
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
        if (isBusy) {
            pending.turn.complete(null);
            pending = null;
        }
    }

    /** Null if it failed or takes too long. */
    private <T> T await(CompletableFuture<T> future) {
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
