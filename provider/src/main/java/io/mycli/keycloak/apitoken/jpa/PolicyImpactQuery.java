package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.PolicyImpact;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.Set;
import org.keycloak.models.RealmModel;

/** The query for the impact that a policy would have. */
final class PolicyImpactQuery {

    private static final String LIVE = " from ApiTokenEntity t where t.realmId = :realm and " + TokenConditions.LIVE;

    private final EntityManager em;
    private final RealmModel realm;
    private final long now;

    PolicyImpactQuery(EntityManager em, RealmModel realm, long now) {
        this.em = em;
        this.realm = realm;
        this.now = now;
    }

    PolicyImpact of(ApiTokenPolicy policy) {
        return new PolicyImpact(
                policy.maxLifetime().map(max -> overlong(max.duration(), false)).orElse(0L),
                policy.isExpiryRequired() ? overlong(Duration.ZERO, true) : 0,
                profileNotAllowed(policy.profiles()),
                policy.inactivity().map(this::unused).orElse(0L),
                policy.endsOnLogoutAll() ? signedOut() : 0,
                policy.allowsFullAccess() ? 0 : fullAccess(),
                ownersOver(policy.maxPerUser()));
    }

    private long overlong(Duration maxLifetime, boolean onlyUnending) {
        return new TokensBeyondLifetime(realm, maxLifetime, onlyUnending, now).count(em);
    }

    private long unused(Duration time) {
        long since = now - time.toMillis();
        return number(em.createQuery(
                        "select count(t)" + LIVE + " and t.activeDay <= :day and "
                                + TokenConditions.unusedSince("since"),
                        Long.class)
                .setParameter("day", ActiveDay.of(since))
                .setParameter("since", since));
    }

    /** Of users in Keycloak's own table only: the not-before of a federated user is elsewhere. */
    private long signedOut() {
        return number(em.createQuery(
                "select count(t) from ApiTokenEntity t join UserEntity u on u.id = t.userId where t.realmId = :realm and "
                        + TokenConditions.LIVE
                        + " and u.notBefore > 0 and coalesce(t.rotatedAt, t.createdAt) / 1000 < u.notBefore",
                Long.class));
    }

    private long fullAccess() {
        return number(em.createQuery("select count(t)" + LIVE + " and t.access.rolesChosen = false", Long.class));
    }

    private long profileNotAllowed(Set<String> profiles) {
        return profiles.isEmpty()
                ? 0
                : number(em.createQuery("select count(t)" + LIVE + " and t.profile not in (:profiles)", Long.class)
                        .setParameter("profiles", profiles));
    }

    private long ownersOver(int limit) {
        return number(em.createQuery(
                        "select count(*) from (select t.userId as owner" + LIVE
                                + " group by t.userId having count(*) > :limit) o",
                        Long.class)
                .setParameter("limit", (long) limit));
    }

    private long number(TypedQuery<Long> query) {
        return query.setParameter("realm", realm.getId())
                .setParameter("now", now)
                .getSingleResult();
    }
}
