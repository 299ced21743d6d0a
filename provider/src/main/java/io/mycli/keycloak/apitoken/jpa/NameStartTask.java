package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.policy.NameStart;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.util.JpaUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.timer.ScheduledTask;

/**
 * The task that sets the beginning of the name in rows from before that column, so that a search finds them. It works
 * in small transactions, and leaves locked rows to its next run. When no row is left, it looks again after an hour only:
 * a node with an older release may have written one.
 */
final class NameStartTask implements ScheduledTask {

    private static final Logger logger = Logger.getLogger(NameStartTask.class);

    /** The rows of one transaction, within Oracle's limit of 1000 values in a list. */
    private static final int BATCH = 500;

    private static final Duration MAX_DURATION = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofHours(1);

    private record Batch(int found, int changed) {}

    /** The time of the next look, in milliseconds since the epoch. */
    private long nextAt;

    @Override
    public synchronized void run(KeycloakSession session) {
        long now = Time.currentTimeMillis();
        if (now < nextAt) {
            return;
        }
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        long deadline = System.nanoTime() + MAX_DURATION.toNanos();
        boolean isDone = true;
        for (String realmId : realmIds(factory)) {
            isDone &= fill(factory, realmId, deadline);
        }
        nextAt = isDone ? now + PAUSE.toMillis() : 0;
    }

    private static List<String> realmIds(KeycloakSessionFactory factory) {
        return TransactionRetry.runOnce(
                factory,
                session -> session.realms()
                        .getRealmsStream()
                        .map(RealmModel::getId)
                        .toList());
    }

    /** Returns whether no row of the realm is left. */
    private static boolean fill(KeycloakSessionFactory factory, String realmId, long deadline) {
        int filled = 0;
        int found;
        int changed;
        do {
            Batch batch = TransactionRetry.runOnce(
                    factory, session -> fillBatch(JpaApiTokenProvider.entityManager(session), realmId));
            found = batch.found();
            changed = batch.changed();
            filled += changed;
        } while (found == BATCH && changed > 0 && System.nanoTime() < deadline);
        if (filled > 0) {
            logger.infof("Made %d API tokens of realm %s searchable by name", filled, realmId);
        }
        return found == changed && found < BATCH;
    }

    private static Batch fillBatch(EntityManager em, String realmId) {
        Map<String, String> nameOfId = new HashMap<>();
        em.createQuery(
                        "select t.id, t.name from ApiTokenEntity t where t.realmId = :realm and t.nameStart is null",
                        Object[].class)
                .setParameter("realm", realmId)
                .setMaxResults(BATCH)
                .getResultStream()
                .forEach(row -> nameOfId.put((String) row[0], (String) row[1]));
        int found = nameOfId.size();
        if (found > 0) {
            nameOfId.keySet().retainAll(UnlockedRows.take(em, nameOfId.keySet()));
            write(em, nameOfId);
        }
        return new Batch(found, nameOfId.size());
    }

    private static void write(EntityManager em, Map<String, String> nameOfId) {
        String update = "update " + JpaUtils.getTableNameForNativeQuery("MYC_API_TOKEN", em)
                + " set NAME_START = ? where ID = ? and NAME_START is null";
        em.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(update)) {
                for (Map.Entry<String, String> row : nameOfId.entrySet()) {
                    statement.setString(1, NameStart.of(row.getValue()).digits());
                    statement.setString(2, row.getKey());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }
}
