package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.metrics.TokenGauges;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.timer.ScheduledTask;

/** Counts the tokens of all realms, in the database and for this node's metrics endpoint, if it has one. */
final class TokenCountTask implements ScheduledTask {

    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration LONG = Duration.ofDays(90);
    private static final String EXPIRING = TokenConditions.LIVE + " and t.expiresAt < :soon";
    private static final String UNUSED =
            TokenConditions.LIVE + " and t.activeDay <= :day and " + TokenConditions.unusedSince("since");

    private final TokenGauges gauges = new TokenGauges();

    @Override
    public void run(KeycloakSession session) {
        if (!TokenGauges.areRead()) {
            return;
        }
        long now = Time.currentTimeMillis();
        long since = now - LONG.toMillis();
        List<TokenGauges.Count> counts = new ArrayList<>();
        count(session, "live", TokenConditions.LIVE, query -> query.setParameter("now", now), counts);
        count(
                session,
                "expiring",
                EXPIRING,
                query -> query.setParameter("now", now).setParameter("soon", now + SOON.toMillis()),
                counts);
        count(
                session,
                "unused",
                UNUSED,
                query -> query.setParameter("now", now)
                        .setParameter("since", since)
                        .setParameter("day", ActiveDay.of(since)),
                counts);
        gauges.set(counts);
    }

    private static void count(
            KeycloakSession session,
            String state,
            String condition,
            UnaryOperator<TypedQuery<Object[]>> parameters,
            List<TokenGauges.Count> counts) {
        EntityManager em = JpaApiTokenProvider.entityManager(session);
        parameters
                .apply(em.createQuery(
                        "select t.realmId, count(t) from ApiTokenEntity t where " + condition + " group by t.realmId",
                        Object[].class))
                .getResultList()
                .forEach(row -> {
                    RealmModel realm = session.realms().getRealm((String) row[0]);
                    if (realm != null) {
                        counts.add(new TokenGauges.Count(realm.getName(), state, (Long) row[1]));
                    }
                });
    }
}
