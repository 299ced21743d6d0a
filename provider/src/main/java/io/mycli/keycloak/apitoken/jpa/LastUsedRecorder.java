package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.error.Outage;
import io.mycli.keycloak.apitoken.metrics.ApiTokenMetrics;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.util.JpaUtils;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Collects on this node when tokens were used, and writes it now and then. The time on disk is good to the minute, and
 * only ever moves forward, whichever node writes last.
 */
final class LastUsedRecorder {

    private static final Logger logger = Logger.getLogger(LastUsedRecorder.class);

    private static final long PRECISION = Duration.ofMinutes(1).toMillis();

    /** More are forgotten rather than kept: a database that is away must not fill the memory. */
    private static final int MOST_PENDING = 100_000;

    private static final int BATCH = 200;

    /** Of one flush: what fails more often is not the fault of a row. */
    private static final int MOST_FAILURES = 3;

    private record Use(long at, String clientId) {}

    private final Map<String, Use> pending = new ConcurrentHashMap<>();

    /** When this node recorded a token last; the token itself may come from a cache and not know. */
    private final LruMap<String, Long> recently = new LruMap<>(MOST_PENDING);

    void record(ApiTokenModel token, String clientId, long now) {
        Long recorded = recently.get(token.id());
        if (isRecent(recorded, now) || isRecent(lastUsed(token), now) || pending.size() >= MOST_PENDING) {
            return;
        }
        recently.put(token.id(), now);
        pending.put(token.id(), new Use(now, clientId));
    }

    private static Long lastUsed(ApiTokenModel token) {
        return token.lastUsedAt() == null ? null : token.lastUsedAt().toEpochMilli();
    }

    private static boolean isRecent(Long time, long now) {
        return time != null && now - time < PRECISION;
    }

    /**
     * Writes what was collected, a few hundred rows to a transaction, so that none is locked for long. While the database is
     * away or read-only, all of it waits for the next time, and so does what another holds.
     */
    void flush(KeycloakSessionFactory factory) {
        Deque<Map.Entry<String, Use>> uses = takePending();
        int found = uses.size();
        Map<String, Use> held = new HashMap<>();
        int failures = 0;
        try {
            while (!uses.isEmpty() && failures < MOST_FAILURES) {
                failures += writeBatch(factory, uses, held);
            }
        } catch (RuntimeException e) {
            logger.debugf(e, "The database cannot store the last use of API tokens at the moment");
        }
        if (found > 0) {
            ApiTokenMetrics.lastUsedFlushed(found - uses.size() - held.size() - failures, failures);
        }
        held.forEach(pending::putIfAbsent);
        if (!uses.isEmpty()) {
            logger.warnf("The last use of %d API tokens is written with the next flush", uses.size());
            uses.forEach(use -> pending.putIfAbsent(use.getKey(), use.getValue()));
        }
    }

    /** Synchronized, for a shutdown may meet the timer. */
    private synchronized Deque<Map.Entry<String, Use>> takePending() {
        Map<String, Use> taken = new HashMap<>();
        Set.copyOf(pending.keySet()).forEach(id -> taken.put(id, pending.remove(id)));
        return new ArrayDeque<>(taken.entrySet());
    }

    /**
     * Takes a batch off the uses; if it fails as one, each alone, for a single row may be why.
     *
     * @return how many failed
     * @throws RuntimeException if the database is not available; what is not written stays with the uses
     */
    private static int writeBatch(
            KeycloakSessionFactory factory, Deque<Map.Entry<String, Use>> uses, Map<String, Use> held) {
        List<Map.Entry<String, Use>> batch = uses.stream().limit(BATCH).toList();
        try {
            held.putAll(writeFree(factory, batch));
            batch.forEach(use -> uses.remove());
            return 0;
        } catch (RuntimeException e) {
            logger.debugf(e, "Writing the last use of %d API tokens one by one", batch.size());
        }
        int failures = 0;
        for (int i = 0; i < batch.size() && failures < MOST_FAILURES; i++) {
            Map.Entry<String, Use> use = uses.remove();
            try {
                held.putAll(writeFree(factory, List.of(use)));
            } catch (RuntimeException e) {
                logger.warnf("Cannot write the last use of API token %s: %s", use.getKey(), e.getMessage());
                if (Outage.isOfDatabase(e)) {
                    uses.addFirst(use);
                    throw e;
                }
                failures++;
            }
        }
        return failures;
    }

    /** Those that nobody else holds; gives back the others, but for those whose row is gone. */
    private static Map<String, Use> writeFree(KeycloakSessionFactory factory, List<Map.Entry<String, Use>> uses) {
        return TransactionRetry.runOnce(factory, session -> {
            EntityManager em = JpaApiTokenProvider.entityManager(session);
            Map<String, Use> others = new HashMap<>();
            uses.forEach(use -> others.put(use.getKey(), use.getValue()));
            Set<String> free = UnlockedRows.take(em, others.keySet());
            write(em, uses.stream().filter(use -> free.contains(use.getKey())).toList());
            others.keySet().removeAll(free);
            if (!others.isEmpty()) {
                others.keySet().retainAll(UnlockedRows.existing(em, others.keySet()));
            }
            return others;
        });
    }

    /** As one JDBC batch, a single round trip: row by row it would cost more than the checks of the tokens. */
    private static void write(EntityManager em, List<Map.Entry<String, Use>> uses) {
        String update = "update " + JpaUtils.getTableNameForNativeQuery("MYC_API_TOKEN", em)
                + " set LAST_USED_AT = ?, LAST_USED_BY = ?, ACTIVE_DAY = ?"
                + " where ID = ? and (LAST_USED_AT is null or LAST_USED_AT < ?)";
        em.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(update)) {
                for (Map.Entry<String, Use> use : uses) {
                    statement.setLong(1, use.getValue().at());
                    statement.setString(2, use.getValue().clientId());
                    statement.setLong(3, ActiveDay.of(use.getValue().at()));
                    statement.setString(4, use.getKey());
                    statement.setLong(5, use.getValue().at());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }
}
