package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Collects on this node when tokens were used, and writes it now and then. The time on disk is good to the minute, and
 * only ever moves forward, whichever node writes last.
 */
final class LastUsedRecorder {

    private static final Logger logger = Logger.getLogger(LastUsedRecorder.class);

    private static final long PRECISION = Duration.ofMinutes(1).toMillis();

    /** More are forgotten rather than kept: a database that is away must not fill the memory. */
    private static final int MOST_PENDING = 100_000;

    private record Use(long at, String clientId) {}

    private final Map<String, Use> pending = new ConcurrentHashMap<>();

    /** When this node recorded a token last; the token itself may come from a cache and not know. */
    private final RecentMap<String, Long> recently = new RecentMap<>(MOST_PENDING);

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

    /** Writes what was collected; what cannot be written is logged and forgotten. */
    void flush(KeycloakSessionFactory factory) {
        Map<String, Use> uses = takePending();
        if (uses.isEmpty()) {
            return;
        }
        try {
            KeycloakModelUtils.runJobInTransaction(
                    factory, session -> uses.forEach((id, use) -> write(session, id, use)));
        } catch (RuntimeException e) {
            logger.debugf(e, "Writing the last use of %d API tokens one by one", uses.size());
            uses.forEach((id, use) -> writeAlone(factory, id, use));
        }
    }

    /** Synchronized, for a shutdown may meet the timer. */
    private synchronized Map<String, Use> takePending() {
        // Sorted by id, so that two nodes lock rows in the same order.
        Map<String, Use> taken = new TreeMap<>();
        Set.copyOf(pending.keySet()).forEach(id -> taken.put(id, pending.remove(id)));
        return taken;
    }

    private static void writeAlone(KeycloakSessionFactory factory, String id, Use use) {
        try {
            KeycloakModelUtils.runJobInTransaction(factory, session -> write(session, id, use));
        } catch (RuntimeException e) {
            logger.warnf("Cannot write the last use of API token %s: %s", id, e.getMessage());
        }
    }

    private static void write(KeycloakSession session, String id, Use use) {
        JpaApiTokenProvider.entityManager(session)
                .createQuery("update ApiTokenEntity t set t.lastUsedAt = :at, t.lastUsedBy = :client"
                        + " where t.id = :id and (t.lastUsedAt is null or t.lastUsedAt < :at)")
                .setParameter("at", use.at())
                .setParameter("client", use.clientId())
                .setParameter("id", id)
                .executeUpdate();
    }
}
