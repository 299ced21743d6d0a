package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.RevocationListener;
import io.mycli.keycloak.apitoken.RevocationReason;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/**
 * The revocation of tokens. It frees their slots and names, and keeps their rows for a while (ADR 2). {@link
 * OwnerMails} tells the owner about a revocation by others.
 */
final class Revocation {

    private static final String REVOKE = "update ApiTokenEntity t"
            + " set t.revokedAt = :now, t.revocationReason = :reason, t.slotKey = t.id, t.nameKey = t.id, t.noticeAt = null";
    private static final String ADD_NEWS = ", t.news = t.news + :news, t.newsAt = :now";

    private static final int ANNOUNCED_AT_ONCE = 50;
    private static final Duration MAX_ANNOUNCING = Duration.ofSeconds(10);

    private static final Logger logger = Logger.getLogger(Revocation.class);

    private final KeycloakSessionFactory factory;
    private final RealmModel realm;
    private final RevocationReason reason;
    private final @Nullable RevocationListener listener;

    /** @param listener of a revocation of many; null for none */
    Revocation(
            KeycloakSessionFactory factory,
            RealmModel realm,
            RevocationReason reason,
            @Nullable RevocationListener listener) {
        this.factory = factory;
        this.realm = realm;
        this.reason = reason;
        this.listener = listener;
    }

    /**
     * Revokes a token.
     *
     * @return false if the token was already revoked; only the call that returns true writes the event
     */
    static boolean revoke(EntityManager em, RealmModel realm, String id, RevocationReason reason) {
        return update(em, "t.id = :id", realm, reason).setParameter("id", id).executeUpdate() == 1;
    }

    private static Query update(EntityManager em, String condition, RealmModel realm, RevocationReason reason) {
        long news = reason.mail().map(kind -> News.of(kind, realm)).orElse(News.NONE);
        Query query = em.createQuery(
                        REVOKE + (news == News.NONE ? "" : ADD_NEWS) + " where t.revokedAt is null and " + condition)
                .setParameter("now", Time.currentTimeMillis())
                .setParameter("reason", reason);
        return news == News.NONE ? query : query.setParameter("news", news);
    }

    /**
     * Revokes some of the tokens of a query.
     *
     * @return how many tokens were found, at most {@code max}
     */
    int revokeSome(TokenQuery query, int max) {
        Map<String, String> ownerOfId = TransactionRetry.runOnce(
                factory, newSession -> query.some(JpaApiTokenProvider.entityManager(newSession), max));
        Map<String, ApiTokenModel> announced = new LinkedHashMap<>();
        UnlockedRows.change(factory, ownerOfId.keySet(), (newSession, ids) -> {
            EntityManager em = JpaApiTokenProvider.entityManager(newSession);
            List<ApiTokenModel> live = listener == null ? List.of() : live(em, ids);
            int revoked = update(em, "t.id in (:ids)", realm, reason)
                    .setParameter("ids", ids)
                    .executeUpdate();
            TokenCache.evictOwners(
                    newSession, realm, ids.stream().map(ownerOfId::get).collect(Collectors.toCollection(TreeSet::new)));
            if (revoked == live.size()) { // otherwise somebody else has revoked the only one meanwhile
                live.forEach(token -> announced.put(token.id(), token));
            }
            return revoked;
        });
        announce(List.copyOf(announced.values()));
        return ownerOfId.size();
    }

    private static List<ApiTokenModel> live(EntityManager em, Collection<String> ids) {
        return em
                .createQuery(
                        "select t from ApiTokenEntity t where t.id in (:ids) and t.revokedAt is null",
                        ApiTokenEntity.class)
                .setParameter("ids", ids)
                .getResultList()
                .stream()
                .map(row -> {
                    em.detach(row);
                    return row.toModel();
                })
                .toList();
    }

    /**
     * Tells the listener of tokens that are revoked, in transactions of their own. What listens may be slow, or fail:
     * that changes nothing about the revocation.
     */
    private void announce(List<ApiTokenModel> tokens) {
        long start = System.nanoTime();
        for (int from = 0; listener != null && from < tokens.size(); from += ANNOUNCED_AT_ONCE) {
            List<ApiTokenModel> some = tokens.subList(from, Math.min(tokens.size(), from + ANNOUNCED_AT_ONCE));
            try {
                TransactionRetry.runOnce(factory, newSession -> {
                    newSession.getContext().setRealm(newSession.realms().getRealm(realm.getId()));
                    some.forEach(token -> listener.onRevocation(newSession, token));
                    return some.size();
                });
            } catch (RuntimeException e) {
                logger.warnf(e, "Cannot announce the revocation of API tokens in realm %s", realm.getName());
                return;
            }
            if (System.nanoTime() - start > MAX_ANNOUNCING.toNanos()) {
                logger.warnf(
                        "The revocation of %d API tokens in realm %s is not announced: it takes too long",
                        tokens.size() - from - some.size(), realm.getName());
                return;
            }
        }
    }
}
