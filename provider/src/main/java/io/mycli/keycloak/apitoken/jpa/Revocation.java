package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/** How tokens end for good: their slots and names are free, their rows stay a while (ADR 2). */
final class Revocation {

    private static final String END = "update ApiTokenEntity t"
            + " set t.revokedAt = :now, t.slotKey = t.id, t.nameKey = t.id, t.noticeAt = :notice where t.revokedAt is null";

    private Revocation() {}

    /** False if somebody else ended it first, who then has the event. Who ends it tells the owner, too. */
    static boolean end(EntityManager em, String id) {
        return em.createQuery(END + " and t.id = :id")
                        .setParameter("now", Time.currentTimeMillis())
                        .setParameter("notice", null)
                        .setParameter("id", id)
                        .executeUpdate()
                == 1;
    }

    /** Their owners are told by {@link OwnerNotices}. Says how many of the tokens there were, at most as many as asked for. */
    static int endSome(KeycloakSessionFactory factory, RealmModel realm, TokenQuery query, int max) {
        Map<String, String> ownerOfId =
                TransactionRetry.runOnce(factory, own -> query.some(JpaApiTokenProvider.entityManager(own), max));
        FreeRows.change(factory, ownerOfId.keySet(), (own, ids) -> {
            long now = Time.currentTimeMillis();
            int ended = JpaApiTokenProvider.entityManager(own)
                    .createQuery(END + " and t.id in (:ids)")
                    .setParameter("now", now)
                    .setParameter("notice", now)
                    .setParameter("ids", ids)
                    .executeUpdate();
            TokenCache.evictOwners(
                    own, realm, ids.stream().map(ownerOfId::get).collect(Collectors.toCollection(TreeSet::new)));
            return ended;
        });
        return ownerOfId.size();
    }
}
