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
final class SharedLookup<K, V> {

    private static final Logger logger = Logger.getLogger(SharedLookup.class);

    private final Duration patience;
    private final int most;

    /** Both guarded by this. */
    private boolean busy;

    private Party gathering;

    /**
     * @param patience how long to wait for somebody else
     * @param most keys of one shared lookup
     */
    SharedLookup(Duration patience, int most) {
        this.patience = patience;
        this.most = most;
    }

    /** Those who wait for the lookup under way. The first of them looks for all. */
    private final class Party {
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
        Party party = join(key);
        if (party == null) {
            try {
                return alone.get();
            } finally {
                next();
            }
        }
        if (party.leader == Thread.currentThread()) {
            lead(party, together);
        }
        Map<K, V> found = await(party.found);
        return found == null ? alone.get() : Optional.ofNullable(found.get(key));
    }

    /** Null for who shall look alone: because nobody is looking, or too many wait. */
    private synchronized Party join(K key) {
        if (!busy) {
            busy = true;
            return null;
        }
        if (gathering == null) {
            gathering = new Party();
        }
        if (gathering.keys.size() == most) {
            return null;
        }
        gathering.keys.add(key);
        return gathering;
    }

    /** When the lookup under way has ended; if that takes too long, beside it. */
    private void lead(Party party, Function<Set<K>, Map<K, V>> together) {
        await(party.turn);
        close(party);
        try {
            party.found.complete(together.apply(party.keys));
        } catch (RuntimeException e) {
            logger.warnf(e, "Looking %d API tokens up failed: each request now looks its own up", party.keys.size());
            party.found.completeExceptionally(e);
        } finally {
            next();
        }
    }

    private synchronized void close(Party party) {
        if (gathering == party) {
            gathering = null;
        }
    }

    private synchronized void next() {
        busy = gathering != null;
        if (busy) {
            gathering.turn.complete(null);
            gathering = null;
        }
    }

    /** Null if it failed or takes too long. */
    private <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
