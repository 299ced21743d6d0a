package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntBiFunction;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Changes to many rows that cannot be in anybody's way. The removal of a user or a realm locks rows in whatever order the
 * database finds them, so no order of ours keeps both from waiting for each other. Hence nobody here waits for a row while
 * holding another, and it is never the removal that a deadlock undoes.
 */
final class UnlockedRows {

    private static final String SELECT = "select t.id from ApiTokenEntity t where t.id in (:ids)";

    /** What one transaction did. */
    private record Done(Set<String> ids, int changed) {}

    private UnlockedRows() {}

    /** Locks those rows that nobody else holds, to the end of the transaction, and passes the others over. */
    static Set<String> take(EntityManager em, Collection<String> ids) {
        return new TreeSet<>(em.unwrap(Session.class)
                .createSelectionQuery(SELECT, String.class)
                .setParameterList("ids", ids)
                .setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .getResultList());
    }

    /** Deletes rows that this transaction holds. */
    static void delete(EntityManager em, Set<String> ids) {
        em.createQuery("delete from ApiTokenEntity t where t.id in (:ids)")
                .setParameter("ids", ids)
                .executeUpdate();
    }

    /** Those of the ids that have a row, whoever holds it. */
    static List<String> existing(EntityManager em, Collection<String> ids) {
        return em.createQuery(SELECT, String.class).setParameter("ids", ids).getResultList();
    }

    /**
     * Changes all of these rows: the free ones in one transaction, and then each of the others in one of its own.
     *
     * @param change runs in the session of its transaction, for some of the ids, of which a row may be gone by then, and says
     *     how many rows it changed
     * @return how many were changed in all
     */
    static int change(
            KeycloakSessionFactory factory,
            Collection<String> ids,
            ToIntBiFunction<KeycloakSession, Collection<String>> change) {
        if (ids.isEmpty()) {
            return 0;
        }
        Done done = TransactionRetry.run(factory, own -> {
            Set<String> free = take(JpaApiTokenProvider.entityManager(own), ids);
            return new Done(free, free.isEmpty() ? 0 : change.applyAsInt(own, free));
        });
        int changed = done.changed();
        for (String id : ids) {
            if (!done.ids().contains(id)) {
                changed += TransactionRetry.run(factory, own -> change.applyAsInt(own, List.of(id)));
            }
        }
        return changed;
    }
}
