package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.policy.MailKind;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/**
 * How tokens end for good: their slots and names are free, their rows stay a while (ADR 2). The owner is told by
 * {@link OwnerMails} of what somebody else did.
 */
final class Revocation {

    private static final String END = "update ApiTokenEntity t"
            + " set t.revokedAt = :now, t.slotKey = t.id, t.nameKey = t.id, t.noticeAt = null";
    private static final String TELL = ", t.news = t.news + :news, t.newsAt = :now";

    private Revocation() {}

    /**
     * Ends a token.
     *
     * @param news that its owner has to be told, {@link News}
     * @return false if somebody else ended it first, who then has the event
     */
    static boolean end(EntityManager em, String id, long news) {
        return update(em, "t.id = :id", news).setParameter("id", id).executeUpdate() == 1;
    }

    private static Query update(EntityManager em, String which, long news) {
        Query query = em.createQuery(END + (news == News.NONE ? "" : TELL) + " where t.revokedAt is null and " + which)
                .setParameter("now", Time.currentTimeMillis());
        return news == News.NONE ? query : query.setParameter("news", news);
    }

    /** Says how many of the tokens there were, at most as many as asked for. */
    static int endSome(KeycloakSessionFactory factory, RealmModel realm, TokenQuery query, int max) {
        long news = News.of(MailKind.REVOKED, realm);
        Map<String, String> ownerOfId =
                TransactionRetry.runOnce(factory, own -> query.some(JpaApiTokenProvider.entityManager(own), max));
        UnlockedRows.change(factory, ownerOfId.keySet(), (own, ids) -> {
            int ended = update(JpaApiTokenProvider.entityManager(own), "t.id in (:ids)", news)
                    .setParameter("ids", ids)
                    .executeUpdate();
            TokenCache.evictOwners(
                    own, realm, ids.stream().map(ownerOfId::get).collect(Collectors.toCollection(TreeSet::new)));
            return ended;
        });
        return ownerOfId.size();
    }
}
