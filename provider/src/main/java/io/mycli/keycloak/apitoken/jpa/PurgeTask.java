package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.timer.ScheduledTask;

/**
 * The task that removes the rows of tokens that have been revoked or expired for a long time. It also removes those
 * whose owner was removed without an event: users imported from a storage, and the users of a removed storage. The
 * transactions are small, so that a large purge holds no lock for long. Locked rows are left to the next purge.
 */
final class PurgeTask implements ScheduledTask {

    private static final Logger logger = Logger.getLogger(PurgeTask.class);

    /** The rows of one transaction, within Oracle's limit of 1000 values in a list. */
    private static final int BATCH = 500;

    private static final String EXPIRED = "t.expiresAt < :before";
    private static final String REVOKED = "t.revokedAt < :before";

    private final Duration retention;

    PurgeTask(Duration retention) {
        this.retention = retention;
    }

    @Override
    public void run(KeycloakSession session) {
        long before = Time.currentTimeMillis() - retention.toMillis();
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        purge(factory, EXPIRED, query -> query.setParameter("before", before));
        purge(factory, REVOKED, query -> query.setParameter("before", before));
        purge(factory, TokenConditions.OWNER_REMOVED, query -> query);
        purge(factory, TokenConditions.STORAGE_REMOVED, query -> query);
    }

    /**
     * Removes the rows that meet a condition.
     *
     * @param parameters sets the parameters of the condition
     */
    static void purge(
            KeycloakSessionFactory factory,
            String condition,
            Function<TypedQuery<String>, TypedQuery<String>> parameters) {
        int removed = 0;
        int batch;
        do {
            batch = TransactionRetry.runOnce(
                    factory,
                    newSession -> removeBatch(JpaApiTokenProvider.entityManager(newSession), condition, parameters));
            removed += batch;
        } while (batch == BATCH);
        if (removed > 0) {
            logger.infof("Removed %d rows of expired and revoked API tokens (%s)", removed, condition);
        }
    }

    private static int removeBatch(
            EntityManager em, String condition, Function<TypedQuery<String>, TypedQuery<String>> parameters) {
        List<String> ids = parameters
                .apply(em.createQuery("select t.id from ApiTokenEntity t where " + condition, String.class))
                .setMaxResults(BATCH)
                .getResultList();
        Set<String> free = ids.isEmpty() ? Set.of() : UnlockedRows.take(em, ids);
        if (!free.isEmpty()) {
            UnlockedRows.delete(em, free);
        }
        return free.size();
    }
}
