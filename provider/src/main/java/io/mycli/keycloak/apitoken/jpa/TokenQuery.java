package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenFilter;
import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenOrder;
import io.mycli.keycloak.apitoken.ApiTokenState;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.RealmModel;

/** A filter as a query: each of its conditions has an index that begins with the realm. */
final class TokenQuery {

    private final StringBuilder conditions = new StringBuilder(" from ApiTokenEntity t where t.realmId = :realm");
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    TokenQuery(RealmModel realm, ApiTokenFilter filter, long now) {
        parameters.put("realm", realm.getId());
        addState(filter.state(), now);
        add(" and t.userId = :user", "user", filter.ownerId());
        add(
                " and t.searchKey = :name",
                "name",
                filter.name() == null ? null : filter.name().key());
        add(" and t.prefix = :prefix", "prefix", filter.prefix());
        add(" and t.profile = :profile", "profile", filter.profile());
        add(" and t.lastUsedBy = :client", "client", filter.client());
        add(" and t.createdAt < :created", "created", millis(filter.createdBefore()));
        add(" and t.expiresAt < :ends", "ends", millis(filter.expiresBefore()));
        addUnused(millis(filter.unusedSince()));
        addMinted(millis(filter.mintedBefore()));
    }

    private void addState(ApiTokenState state, long now) {
        if (state == ApiTokenState.REVOKED) {
            conditions.append(" and t.revokedAt is not null");
            return;
        }
        conditions.append(" and t.revokedAt is null");
        if (state == ApiTokenState.LIVE) {
            add(" and (t.expiresAt is null or t.expiresAt > :now)", "now", now);
        } else if (state == ApiTokenState.EXPIRED) {
            add(" and t.expiresAt <= :now", "now", now);
        }
    }

    /** The day finds them by an index, the times decide. */
    private void addUnused(Long since) {
        if (since != null) {
            add(" and t.activeDay <= :day", "day", ActiveDay.of(since));
            add(
                    " and (t.lastUsedAt is null or t.lastUsedAt < :used) and coalesce(t.rotatedAt, t.createdAt) < :used",
                    "used",
                    since);
        }
    }

    /** When it was created finds them by an index. */
    private void addMinted(Long before) {
        add(" and t.createdAt < :minted and (t.rotatedAt is null or t.rotatedAt < :minted)", "minted", before);
    }

    private void add(String condition, String name, Object value) {
        if (value != null) {
            conditions.append(condition);
            parameters.put(name, value);
        }
    }

    private static Long millis(Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    long count(EntityManager em) {
        return with(em.createQuery("select count(t)" + conditions, Long.class)).getSingleResult();
    }

    List<ApiTokenModel> list(EntityManager em, ApiTokenOrder order, int first, int max) {
        String direction = order.descending() ? " desc" : " asc";
        // Where there is no null, to speak of them would keep PostgreSQL from the index.
        boolean hasNulls = order.by() == ApiTokenOrder.By.EXPIRES_AT || order.by() == ApiTokenOrder.By.LAST_USED_AT;
        String query = "select t" + conditions + " order by t." + order.by().text() + direction
                + (hasNulls ? " nulls last" : "") + ", t.id" + direction;
        return with(em.createQuery(query, ApiTokenEntity.class))
                .setFirstResult(first)
                .setMaxResults(max)
                .getResultList()
                .stream()
                .map(ApiTokenEntity::toModel)
                .toList();
    }

    /** Ids, each with that of its owner, of some of the tokens. */
    List<Object[]> some(EntityManager em, int max) {
        return with(em.createQuery("select t.id, t.userId" + conditions, Object[].class))
                .setMaxResults(max)
                .getResultList();
    }

    private <T> TypedQuery<T> with(TypedQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }
}
