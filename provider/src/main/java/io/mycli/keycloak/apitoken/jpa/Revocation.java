package io.mycli.keycloak.apitoken.jpa;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Set;
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
    static void end(KeycloakSession own, RealmModel realm, Collection<String> ids, Set<String> ownerIds) {
        long now = Time.currentTimeMillis();
        JpaApiTokenProvider.entityManager(own)
                .createQuery(END + " and t.id in (:ids)")
                .setParameter("now", now)
                .setParameter("notice", now)
                .setParameter("ids", ids)
                .executeUpdate();
        TokenCache.evictOwners(own, realm, ownerIds);
    }
}
