package io.mycli.keycloak.apitoken.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;

/**
 * The rows of an owner's revoked and expired tokens. The newest are kept until the purge, and the others are removed
 * with the owner's next creation. Otherwise an owner who creates and revokes in a loop would fill the table faster than
 * the purge empties it.
 */
final class EndedRows {

    private static final int MAX_PER_OWNER = 100;

    /** The maximum number of rows that one creation removes, within Oracle's limit of 1000 values in a list. */
    private static final int BATCH = 500;

    private EndedRows() {}

    /**
     * Removes the oldest rows above the maximum, in the creation's transaction. Locked rows are left to the next
     * creation.
     */
    static void trim(EntityManager em, String realmId, String userId, long now) {
        List<String> old = em.createQuery(
                        "select t.id from ApiTokenEntity t where t.realmId = :realm and t.userId = :user"
                                + " and t.slotKey = t.id and (t.revokedAt is not null or t.expiresAt <= :now)"
                                + " order by coalesce(t.revokedAt, t.expiresAt) desc, t.id desc",
                        String.class)
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .setParameter("now", now)
                .setFirstResult(MAX_PER_OWNER)
                .setMaxResults(BATCH)
                .getResultList();
        Set<String> free = old.isEmpty() ? Set.of() : UnlockedRows.take(em, old);
        if (!free.isEmpty()) {
            UnlockedRows.delete(em, free);
        }
    }
}
