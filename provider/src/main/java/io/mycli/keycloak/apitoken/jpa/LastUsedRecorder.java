package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.error.Outage;
import io.mycli.keycloak.apitoken.metrics.ApiTokenMetrics;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.util.JpaUtils;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * A recorder of the last use of tokens on this node, which writes the times at intervals. The stored time is exact to
 * the minute. It never decreases, whichever node writes last.
 */
final class LastUsedRecorder {

    private static final Logger logger = Logger.getLogger(LastUsedRecorder.class);

    private static final long PRECISION_MILLIS = Duration.ofMinutes(1).toMillis();

    /**
     * The maximum number of unwritten uses. Further ones are dropped, so that an unavailable database does not fill the
     * memory.
     */
    private static final int MAX_PENDING = 100_000;

    private static final int BATCH = 200;

    /** The number of failed rows after which a flush stops, because the cause is then not a single row. */
    private static final int MAX_FAILURES = 3;

    private record Use(long at, String clientId) {}

    private final Map<String, Use> pending = new ConcurrentHashMap<>();

    /**
     * The times when this node last recorded a token, in milliseconds since the epoch. The token itself may come from a
     * cache with an older time.
     */
    private final LruMap<String, Long> recordedAt = new LruMap<>(MAX_PENDING);

    /** Records the use of a token, unless one was recorded within the last minute. */
    void record(ApiTokenModel token, String clientId, long now) {
        Long recorded = recordedAt.get(token.id());
        if (isRecent(recorded, now) || isRecent(lastUsed(token), now) || pending.size() >= MAX_PENDING) {
            return;
        }
        recordedAt.put(token.id(), now);
        pending.put(token.id(), new Use(now, clientId));
    }

    private static @Nullable Long lastUsed(ApiTokenModel token) {
        return token.lastUsedAt() == null ? null : token.lastUsedAt().toEpochMilli();
    }

    private static boolean isRecent(@Nullable Long time, long now) {
        return time != null && now - time < PRECISION_MILLIS;
    }

    /**
     * Writes the recorded uses in batches of a few hundred rows, so that no row is locked for long. Other uses wait for
     * the next flush: those of locked rows, and all if the database is unavailable or read-only.
     */
    void flush(KeycloakSessionFactory factory) {
        Deque<Map.Entry<String, Use>> uses = takePending();
        int found = uses.size();
        Map<String, Use> held = new HashMap<>();
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
        held.forEach(pending::putIfAbsent);
        if (!uses.isEmpty()) {
            logger.warnf("The last use of %d API tokens is written with the next flush", uses.size());
            uses.forEach(use -> pending.putIfAbsent(use.getKey(), use.getValue()));
        }
    }

    /** Takes all recorded uses. Synchronized, because a shutdown may coincide with the timer. */
    private synchronized Deque<Map.Entry<String, Use>> takePending() {
        Map<String, Use> taken = new HashMap<>();
        Set.copyOf(pending.keySet()).forEach(id -> taken.put(id, pending.remove(id)));
        return new ArrayDeque<>(taken.entrySet());
    }

    /**
     * Writes a batch and removes it from the uses. If the batch fails, writes its rows one by one, because a single row
     * may be the cause.
     *
     * @param held receives the uses whose rows are locked
     * @return how many rows failed
     * @throws RuntimeException if the database is unavailable; unwritten uses are left in {@code uses}
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
            return writeOneByOne(factory, batch, uses, held);
        }
    }

    private static int writeOneByOne(
            KeycloakSessionFactory factory,
            List<Map.Entry<String, Use>> batch,
            Deque<Map.Entry<String, Use>> uses,
            Map<String, Use> held) {
        int failures = 0;
        for (int i = 0; i < batch.size() && failures < MAX_FAILURES; i++) {
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

    /**
     * Writes the uses whose rows are not locked.
     *
     * @return the others, except for those whose row was removed
     */
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

    /**
     * Writes uses as one JDBC batch, in one round trip. Row by row, this would cost more than the checks of the tokens.
     */
    private static void write(EntityManager em, List<Map.Entry<String, Use>> uses) {
        String update = "update " + JpaUtils.getTableNameForNativeQuery("MYC_API_TOKEN", em)
                + " set LAST_USED_AT = ?, LAST_USED_BY = ?, ACTIVE_DAY = ?"
                + " where ID = ? and (LAST_USED_AT is null or LAST_USED_AT < ?)";
        em.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(update)) {
                for (Map.Entry<String, Use> use : uses) {
                    addBatch(statement, use.getKey(), use.getValue());
                }
                statement.executeBatch();
            }
        });
    }

    private static void addBatch(PreparedStatement statement, String tokenId, Use use) throws SQLException {
        statement.setLong(1, use.at());
        statement.setString(2, use.clientId());
        statement.setLong(3, ActiveDay.of(use.at()));
        statement.setString(4, tokenId);
        statement.setLong(5, use.at());
        statement.addBatch();
    }
}
