package io.mycli.keycloak.apitoken.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
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

    /** Their owners are told by {@link OwnerNotices}. */
    static int endSome(KeycloakSession own, RealmModel realm, TokenQuery query, int max) {
        EntityManager em = JpaApiTokenProvider.entityManager(own);
        List<Object[]> rows = query.some(em, max);
        if (!rows.isEmpty()) {
            long now = Time.currentTimeMillis();
            em.createQuery(END + " and t.id in (:ids)")
                    .setParameter("now", now)
                    .setParameter("notice", now)
                    .setParameter(
                            "ids", rows.stream().map(row -> (String) row[0]).toList())
                    .executeUpdate();
            TokenCache.evictOwners(
                    own,
                    realm,
                    rows.stream().map(row -> (String) row[1]).collect(Collectors.toCollection(TreeSet::new)));
        }
        return rows.size();
    }
}
