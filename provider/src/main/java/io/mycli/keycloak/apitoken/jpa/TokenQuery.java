package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenCounts;
import io.mycli.keycloak.apitoken.ApiTokenFilter;
import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenSort;
import io.mycli.keycloak.apitoken.ApiTokenState;
import io.mycli.keycloak.apitoken.policy.NameStart;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/** The query of a filter. Each of its conditions has an index that begins with the realm. */
final class TokenQuery {

    private static final String NOT_EXPIRED = " and (t.expiresAt is null or t.expiresAt > :now)";

    private final StringBuilder conditions = new StringBuilder(" where t.realmId = :realm");
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final NotBefore notBefore;
    private final boolean isRevoked;
    private boolean joinsOwner;

    TokenQuery(RealmModel realm, ApiTokenFilter filter, long now) {
        this(realm, filter, NotBefore.of(realm));
        addState(filter.state(), now);
    }

    /** Returns the query of the tokens that a not-before ended, and whose rows are not revoked yet. */
    static TokenQuery endedBy(RealmModel realm, Instant time) {
        TokenQuery query = new TokenQuery(realm, ApiTokenFilter.ALL.issuedBefore(time), new NotBefore(null));
        query.conditions.append(" and " + TokenConditions.NOT_REVOKED);
        return query;
    }

    /** Creates a query for tokens in any state. The state of the filter only affects the order. */
    TokenQuery(RealmModel realm, ApiTokenFilter filter) {
        this(realm, filter, NotBefore.of(realm));
    }

    private TokenQuery(RealmModel realm, ApiTokenFilter filter, NotBefore notBefore) {
        this.notBefore = notBefore;
        isRevoked = filter.state() == ApiTokenState.REVOKED;
        parameters.put("realm", realm.getId());
        add(" and t.userId = :user", "user", filter.ownerId());
        addOwners(filter.ownerIds());
        addNameStart(filter.nameStart());
        add(
                " and t.searchKey in (:names)",
                "names",
                filter.name() == null ? null : filter.name().keys());
        add(" and t.prefix = :prefix", "prefix", filter.prefix());
        add(" and t.profile = :profile", "profile", filter.profile());
        add(" and t.lastUsedBy = :client", "client", filter.client());
        add(" and t.access.rolesChosen = :chosen", "chosen", filter.fullAccess() == null ? null : !filter.fullAccess());
        add(" and t.createdAt < :created", "created", millis(filter.createdBefore()));
        add(" and t.expiresAt < :ends", "ends", millis(filter.expiresBefore()));
        addUnused(millis(filter.unusedSince()));
        add(" and " + TokenConditions.issuedBefore("issued"), "issued", millis(filter.issuedBefore()));
    }

    private void addState(@Nullable ApiTokenState state, long now) {
        if (state == null) {
            conditions.append(" and " + notBefore.notRevoked());
        } else {
            conditions.append(" and " + condition(state));
            joinsOwner = ownerCondition(state) != null;
            if (state != ApiTokenState.REVOKED) {
                parameters.put("now", now);
            }
        }
    }

    /** Returns the condition of a state. The conditions exclude each other. */
    private String condition(ApiTokenState state) {
        String owner = ownerCondition(state);
        if (state == ApiTokenState.REVOKED) {
            return notBefore.revoked();
        }
        return notBefore.notRevoked() + (owner == null ? " and t.expiresAt <= :now" : NOT_EXPIRED + " and " + owner);
    }

    private static @Nullable String ownerCondition(ApiTokenState state) {
        return switch (state) {
            case LIVE -> TokenConditions.OWNER_ACTIVE;
            case OWNER_DISABLED -> TokenConditions.OWNER_DISABLED;
            case OWNER_GONE -> TokenConditions.OWNER_GONE;
            case EXPIRED, REVOKED -> null;
        };
    }

    private String from() {
        return " from ApiTokenEntity t" + (joinsOwner ? TokenConditions.JOIN_OWNER : "") + conditions;
    }

    private void addOwners(@Nullable Set<String> ownerIds) {
        if (ownerIds != null && ownerIds.isEmpty()) {
            conditions.append(" and 1 = 0"); // a list of values must not be empty
        } else {
            add(" and t.userId in (:owners)", "owners", ownerIds);
        }
    }

    /** Adds a range of the index. A pattern of {@code like} would use it with some collations only. */
    private void addNameStart(@Nullable NameStart nameStart) {
        if (nameStart != null) {
            add(" and t.nameStart >= :start", "start", nameStart.digits());
            add(" and t.nameStart < :end", "end", nameStart.end());
        }
    }

    /**
     * Adds the condition that a token was not used since a time. An index finds the rows by day or by creation; the
     * times decide.
     */
    private void addUnused(@Nullable Long since) {
        if (since != null) {
            add(" and t.activeDay <= :day", "day", ActiveDay.of(since));
            add(" and " + TokenConditions.unusedSince("used"), "used", since);
        }
    }

    private void add(String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.append(condition);
            parameters.put(name, value);
        }
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    long count(EntityManager em) {
        return with(em.createQuery("select count(t)" + from(), Long.class)).getSingleResult();
    }

    /** Counts all states in one scan of the rows. */
    ApiTokenCounts counts(EntityManager em, long now, long soon, long since) {
        joinsOwner = true;
        String live = condition(ApiTokenState.LIVE);
        Object[] sums = with(em.createQuery(
                        "select " + sum(live) + ", " + sum(condition(ApiTokenState.OWNER_DISABLED)) + ", "
                                + sum(condition(ApiTokenState.OWNER_GONE)) + ", "
                                + sum(condition(ApiTokenState.EXPIRED)) + ", "
                                + sum(condition(ApiTokenState.REVOKED)) + ", "
                                + sum(live + " and t.expiresAt < :soon") + ", "
                                + sum(live + " and " + TokenConditions.unusedSince("since"))
                                + from(),
                        Object[].class))
                .setParameter("now", now)
                .setParameter("soon", soon)
                .setParameter("since", since)
                .getSingleResult();
        return new ApiTokenCounts(
                (long) sums[0], (long) sums[1], (long) sums[2], (long) sums[3], (long) sums[4], (long) sums[5], (long)
                        sums[6]);
    }

    private static String sum(String condition) {
        return "coalesce(sum(case when " + condition + " then 1L else 0L end), 0L)";
    }

    List<ApiTokenModel> list(EntityManager em, ApiTokenSort order, int first, int max) {
        return with(em.createQuery("select t" + from() + orderBy(order), ApiTokenEntity.class))
                .setFirstResult(first)
                .setMaxResults(max)
                .getResultList()
                .stream()
                .map(ApiTokenEntity::toModel)
                .toList();
    }

    /** Returns tokens by id, from the one after the given id on. */
    List<ApiTokenModel> listAfter(EntityManager em, @Nullable String after, int max) {
        TypedQuery<ApiTokenEntity> query = with(em.createQuery(
                "select t" + from() + (after == null ? "" : " and t.id > :after") + " order by t.id",
                ApiTokenEntity.class));
        return (after == null ? query : query.setParameter("after", after))
                .setMaxResults(max).getResultList().stream()
                        .map(ApiTokenEntity::toModel)
                        .toList();
    }

    /** Returns the ids of the first tokens, each with the id of its owner. */
    Map<String, String> owners(EntityManager em, ApiTokenSort order, int max) {
        Map<String, String> ownerOfId = new LinkedHashMap<>();
        with(em.createQuery("select t.id, t.userId" + from() + orderBy(order), Object[].class))
                .setMaxResults(max)
                .getResultStream()
                .forEach(row -> ownerOfId.put((String) row[0], (String) row[1]));
        return ownerOfId;
    }

    /**
     * Returns the order, as an index has it if there is one. PostgreSQL reads an index in its order only if the order
     * names each of its columns. This includes a column that the filter requires to be null. Without nulls in a column,
     * an order of nulls would prevent that.
     */
    private String orderBy(ApiTokenSort order) {
        String direction = order.descending() ? " desc" : " asc";
        boolean isIndexed = order.by() == ApiTokenSort.By.CREATED_AT && !isRevoked;
        boolean hasNulls = order.by() == ApiTokenSort.By.EXPIRES_AT || order.by() == ApiTokenSort.By.LAST_USED_AT;
        return " order by " + (isIndexed ? "t.revokedAt" + direction + ", " : "") + "t."
                + order.by().text() + direction + (hasNulls ? " nulls last" : "") + ", t.id" + direction;
    }

    /** Returns the ids of some of the tokens, each with the id of its owner. */
    Map<String, String> some(EntityManager em, int max) {
        return with(em.createQuery("select t.id, t.userId" + from(), Object[].class))
                .setMaxResults(max)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
    }

    private <T> TypedQuery<T> with(TypedQuery<T> query) {
        parameters.forEach(query::setParameter);
        return notBefore.in(query);
    }
}
