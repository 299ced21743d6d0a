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
 * Changes to many rows that block no other transaction. The removal of a user or a realm locks rows in the order in
 * which the database finds them. No fixed order of ours prevents a deadlock with it. This is why no method here waits
 * for a row while it holds another. A deadlock never undoes the removal.
 */
final class UnlockedRows {

    private static final String SELECT = "select t.id from ApiTokenEntity t where t.id in (:ids)";

    /** The result of one transaction. */
    private record Result(Set<String> ids, int changed) {}

    private UnlockedRows() {}

    /**
     * Locks the rows that no other transaction holds, until the end of the transaction, and skips the others.
     *
     * @return the ids of the locked rows
     */
    static Set<String> take(EntityManager em, Collection<String> ids) {
        return new TreeSet<>(em.unwrap(Session.class)
                .createSelectionQuery(SELECT, String.class)
                .setParameterList("ids", ids)
                .setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .getResultList());
    }

    /** Deletes rows that this transaction has locked. */
    static void delete(EntityManager em, Set<String> ids) {
        em.createQuery("delete from ApiTokenEntity t where t.id in (:ids)")
                .setParameter("ids", ids)
                .executeUpdate();
    }

    /** Returns the ids that have a row, locked or not. */
    static List<String> existing(EntityManager em, Collection<String> ids) {
        return em.createQuery(SELECT, String.class).setParameter("ids", ids).getResultList();
    }

    /**
     * Changes all of these rows: the unlocked ones in one transaction, and then each of the others in its own.
     *
     * @param change changes the rows of some ids in the session of its transaction, and returns how many it changed. A
     *     row may have been removed by then.
     * @return how many rows were changed in all
     */
    static int change(
            KeycloakSessionFactory factory,
            Collection<String> ids,
            ToIntBiFunction<KeycloakSession, Collection<String>> change) {
        if (ids.isEmpty()) {
            return 0;
        }
        Result result = TransactionRetry.run(factory, newSession -> {
            Set<String> free = take(JpaApiTokenProvider.entityManager(newSession), ids);
            return new Result(free, free.isEmpty() ? 0 : change.applyAsInt(newSession, free));
        });
        int changed = result.changed();
        for (String id : ids) {
            if (!result.ids().contains(id)) {
                changed += TransactionRetry.run(factory, newSession -> change.applyAsInt(newSession, List.of(id)));
            }
        }
        return changed;
    }
}
