package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/** The live tokens of a realm that expire later than a maximum lifetime allows. */
final class TokensBeyondLifetime {

    private static final String LIVE =
            " from ApiTokenEntity t where t.realmId = :realm and " + TokenConditions.NOT_REVOKED + " and ";
    private static final String UNENDING = "t.expiresAt is null";
    private static final String OVERLONG = "(t.expiresAt is null or (t.expiresAt > :now"
            + " and t.expiresAt > coalesce(t.rotatedAt, t.createdAt) + :longest))";

    private final RealmModel realm;
    private final Duration maxLifetime;
    private final boolean onlyUnending;
    private final long now;

    TokensBeyondLifetime(RealmModel realm, Duration maxLifetime, boolean onlyUnending, long now) {
        this.realm = realm;
        this.maxLifetime = maxLifetime;
        this.onlyUnending = onlyUnending;
        this.now = now;
    }

    List<ApiTokenModel> list(EntityManager em, @Nullable String after, int max) {
        return with(em.createQuery(
                        "select t" + LIVE + condition() + " and t.id > :after order by t.id", ApiTokenEntity.class))
                .setParameter("after", after == null ? "" : after)
                .setMaxResults(max)
                .getResultList()
                .stream()
                .map(ApiTokenEntity::toModel)
                .toList();
    }

    long count(EntityManager em) {
        return with(em.createQuery("select count(t)" + LIVE + condition(), Long.class))
                .getSingleResult();
    }

    private String condition() {
        return onlyUnending ? UNENDING : OVERLONG;
    }

    private <T> TypedQuery<T> with(TypedQuery<T> query) {
        query.setParameter("realm", realm.getId());
        return onlyUnending ? query : query.setParameter("now", now).setParameter("longest", maxLifetime.toMillis());
    }

    /**
     * Shortens the lifetimes of tokens to an expiry by id, on all nodes.
     *
     * @return how many were changed
     */
    static int shorten(KeycloakSessionFactory factory, RealmModel realm, Map<String, Instant> expiryOfId) {
        return UnlockedRows.change(factory, expiryOfId.keySet(), (newSession, ids) -> {
            int changed = shorten(JpaApiTokenProvider.entityManager(newSession), realm, ids, expiryOfId);
            TokenCache.evictAll(newSession, realm);
            return changed;
        });
    }

    private static int shorten(
            EntityManager em, RealmModel realm, Collection<String> ids, Map<String, Instant> expiryOfId) {
        int changed = 0;
        for (String id : ids) {
            changed += em.createQuery(
                            "update ApiTokenEntity t set t.expiresAt = :at, t.noticeAt = :now where t.id = :id"
                                    + " and t.realmId = :realm and t.revokedAt is null"
                                    + " and (t.expiresAt is null or t.expiresAt > :at)")
                    .setParameter(
                            "at", Objects.requireNonNull(expiryOfId.get(id)).toEpochMilli())
                    .setParameter("now", Time.currentTimeMillis())
                    .setParameter("id", id)
                    .setParameter("realm", realm.getId())
                    .executeUpdate();
        }
        return changed;
    }
}
