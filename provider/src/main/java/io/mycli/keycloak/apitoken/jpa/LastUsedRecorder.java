package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.cache.LruMap;
import io.mycli.keycloak.apitoken.error.Outage;
import io.mycli.keycloak.apitoken.metrics.ApiTokenMetrics;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * A recorder of the last use of tokens by resource servers on this node, which writes the times at intervals. The stored
 * times are exact to the minute. They never decrease, whichever node writes last.
 */
final class LastUsedRecorder {

    private static final Logger logger = Logger.getLogger(LastUsedRecorder.class);

    static final long PRECISION_MILLIS = Duration.ofMinutes(1).toMillis();

    /**
     * The maximum number of unwritten uses. Further ones are dropped, so that an unavailable database does not fill the
     * memory.
     */
    private static final int MAX_PENDING = 100_000;

    private static final int BATCH = 200;

    /** The number of failed rows after which a flush stops, because the cause is then not a single row. */
    private static final int MAX_FAILURES = 3;

    /** The pair whose uses within a minute are recorded once. */
    private record Pair(String tokenId, String clientId) {}

    /**
     * A use that is not written yet.
     *
     * @param at in milliseconds since the epoch, a whole second, so that many uses have the same
     */
    record Use(String tokenId, String clientId, long at) {

        private Pair pair() {
            return new Pair(tokenId, clientId);
        }
    }

    private final Map<Pair, Use> pending = new ConcurrentHashMap<>();

    /**
     * The times when this node last recorded a use by a resource server, in milliseconds since the epoch. The token
     * itself may come from a cache with an older time.
     */
    private final LruMap<Pair, Long> recordedAt = new LruMap<>(MAX_PENDING);

    /** Records the use of a token by a resource server, unless one was recorded within the last minute. */
    void record(ApiTokenModel token, String clientId, long now) {
        Pair pair = new Pair(token.id(), clientId);
        if (isRecent(recordedAt.get(pair), now)
                || isRecent(lastUsed(token, clientId), now)
                || pending.size() >= MAX_PENDING) {
            return;
        }
        recordedAt.put(pair, now);
        pending.put(pair, new Use(token.id(), clientId, now - now % 1000));
    }

    private static @Nullable Long lastUsed(ApiTokenModel token, String clientId) {
        return token.lastUsedAt() == null || !clientId.equals(token.lastUsedBy())
                ? null
                : token.lastUsedAt().toEpochMilli();
    }

    private static boolean isRecent(@Nullable Long time, long now) {
        return time != null && now - time < PRECISION_MILLIS;
    }

    /**
     * Writes the recorded uses in batches of a few hundred rows, so that no row is locked for long. Other uses wait for
     * the next flush: those of locked rows, and all if the database is unavailable or read-only.
     */
    void flush(KeycloakSessionFactory factory) {
        Deque<Use> uses = takePending();
        int found = uses.size();
        List<Use> held = new ArrayList<>();
        int failures = 0;
        try {
            while (!uses.isEmpty() && failures < MAX_FAILURES) {
                failures += writeBatch(factory, uses, held);
            }
        } catch (RuntimeException e) {
            logger.debugf(e, "The database cannot store the last use of API tokens at the moment");
        }
        if (found > 0) {
            ApiTokenMetrics.lastUsedFlushed(found - uses.size() - held.size() - failures, failures);
        }
        held.forEach(this::keep);
        if (!uses.isEmpty()) {
            logger.warnf("The last use of %d API tokens is written with the next flush", uses.size());
            uses.forEach(this::keep);
        }
    }

    /** Keeps a use for the next flush, unless there is a newer one. */
    private void keep(Use use) {
        pending.putIfAbsent(use.pair(), use);
    }

    /** Takes all recorded uses, those that are written together one after the other. Synchronized, because a shutdown may coincide with the timer. */
    private synchronized Deque<Use> takePending() {
        List<Use> taken = new ArrayList<>();
        for (Pair pair : Set.copyOf(pending.keySet())) {
            Use use = pending.remove(pair);
            if (use != null) {
                taken.add(use);
            }
        }
        taken.sort(Comparator.comparingLong(Use::at).thenComparing(Use::clientId));
        return new ArrayDeque<>(taken);
    }

    /**
     * Writes a batch and removes it from the uses. If the batch fails, writes its rows one by one, because a single row
     * may be the cause.
     *
     * @param held receives the uses whose rows are locked
     * @return how many rows failed
     * @throws RuntimeException if the database is unavailable; unwritten uses are left in {@code uses}
     */
    private static int writeBatch(KeycloakSessionFactory factory, Deque<Use> uses, List<Use> held) {
        List<Use> batch = uses.stream().limit(BATCH).toList();
        try {
            held.addAll(writeFree(factory, batch));
            batch.forEach(use -> uses.remove());
            return 0;
        } catch (RuntimeException e) {
            logger.debugf(e, "Writing the last use of %d API tokens one by one", batch.size());
            return writeOneByOne(factory, batch, uses, held);
        }
    }

    private static int writeOneByOne(KeycloakSessionFactory factory, List<Use> batch, Deque<Use> uses, List<Use> held) {
        int failures = 0;
        for (int i = 0; i < batch.size() && failures < MAX_FAILURES; i++) {
            Use use = uses.remove();
            try {
                held.addAll(writeFree(factory, List.of(use)));
            } catch (RuntimeException e) {
                logger.warnf("Cannot write the last use of API token %s: %s", use.tokenId(), e.getMessage());
                if (Outage.isOfDatabase(e)) {
                    uses.addFirst(use);
                    throw e;
                }
                failures++;
            }
        }
        return failures;
    }

    /**
     * Writes the uses whose rows are not locked.
     *
     * @return the others, except for those whose row was removed
     */
    private static List<Use> writeFree(KeycloakSessionFactory factory, List<Use> uses) {
        return TransactionRetry.runOnce(factory, session -> {
            EntityManager em = JpaApiTokenProvider.entityManager(session);
            Set<String> others = uses.stream().map(Use::tokenId).collect(Collectors.toCollection(HashSet::new));
            Set<String> free = UnlockedRows.take(em, others);
            new LastUseRows(em)
                    .write(uses.stream()
                            .filter(use -> free.contains(use.tokenId()))
                            .toList());
            others.removeAll(free);
            if (!others.isEmpty()) {
                others.retainAll(UnlockedRows.existing(em, others));
            }
            return uses.stream().filter(use -> others.contains(use.tokenId())).toList();
        });
    }
}
