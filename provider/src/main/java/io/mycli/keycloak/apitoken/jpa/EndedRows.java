package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The rows of an owner's revoked and expired tokens. The newest are kept until the purge, and the others are removed
 * with the owner's next creation. Otherwise an owner who creates and revokes in a loop would fill the table faster than
 * the purge empties it. A row whose end must still be told to the owner counts as newer than those without: a thief
 * with the owner's session must not be able to keep a mail from them. A mail about a revocation comes first,
 * because the thief may let tokens expire.
 */
final class EndedRows {

    private static final int MAX_PER_OWNER = 100;

    /** The maximum number of rows that one creation removes, within Oracle's limit of 1000 values in a list. */
    private static final int BATCH = 500;

    /**
     * The rank of a row by its unsent mail, which is about a revocation (bits 8 and 16 of {@link News}), or the expiry
     * (bit 4, or the notice is due).
     */
    private static final String RANK = "case when mod(t.news, 32) >= 8 then 0"
            + " when mod(t.news, 32) >= 4 or t.noticeAt is not null then 1 else 2 end";

    private EndedRows() {}

    /** Returns the owner's tokens that ended, the last to end first. */
    static List<ApiTokenModel> list(EntityManager em, RealmModel realm, UserModel owner, long now, int max) {
        NotBefore notBefore = NotBefore.of(realm);
        return notBefore
                .in(em.createQuery(
                        "select t from ApiTokenEntity t where t.realmId = :realm and t.userId = :user and ("
                                + notBefore.revoked() + " or t.expiresAt <= :now)"
                                + " order by coalesce(t.revokedAt, t.expiresAt) desc, t.id desc",
                        ApiTokenEntity.class))
                .setParameter("realm", realm.getId())
                .setParameter("user", owner.getId())
                .setParameter("now", now)
                .setMaxResults(max)
                .getResultStream()
                .filter(token -> token.isOf(realm.getId(), owner.getId()))
                .map(ApiTokenEntity::toModel)
                .toList();
    }

    /**
     * Removes the oldest rows above the maximum, in the creation's transaction. Locked rows are left to the next
     * creation.
     */
    static void trim(EntityManager em, String realmId, String userId, long now) {
        List<String> old = em.createQuery(
                        "select t.id from ApiTokenEntity t where t.realmId = :realm and t.userId = :user"
                                + " and t.slotKey = t.id and (t.revokedAt is not null or t.expiresAt <= :now)"
                                + " order by " + RANK + ", coalesce(t.revokedAt, t.expiresAt) desc, t.id desc",
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
