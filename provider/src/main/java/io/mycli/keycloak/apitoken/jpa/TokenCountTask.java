package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.metrics.TokenGauges;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.timer.ScheduledTask;

/** The task that counts the tokens of all realms for this node's metrics endpoint, if the node has one. */
final class TokenCountTask implements ScheduledTask {

    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration UNUSED_PERIOD = Duration.ofDays(90);
    private static final String EXPIRING =
            TokenConditions.NOT_REVOKED + " and t.expiresAt > :now and t.expiresAt < :soon";
    private static final String UNUSED =
            TokenConditions.LIVE + " and t.activeDay <= :day and " + TokenConditions.unusedSince("since");

    private final TokenGauges gauges = new TokenGauges();

    @Override
    public void run(KeycloakSession session) {
        if (!TokenGauges.areRead()) {
            return;
        }
        long now = Time.currentTimeMillis();
        long since = now - UNUSED_PERIOD.toMillis();
        long soon = now + SOON.toMillis();
        List<TokenGauges.Count> counts = new ArrayList<>();
        counts.addAll(count(session, "live", TokenConditions.LIVE, Map.of("now", now)));
        counts.addAll(count(session, "expiring", EXPIRING, Map.of("now", now, "soon", soon)));
        counts.addAll(count(session, "unused", UNUSED, Map.of("now", now, "since", since, "day", ActiveDay.of(since))));
        gauges.set(counts);
    }

    private static List<TokenGauges.Count> count(
            KeycloakSession session, String state, String condition, Map<String, Long> parameters) {
        TypedQuery<Object[]> query = JpaApiTokenProvider.entityManager(session)
                .createQuery(
                        "select t.realmId, count(t) from ApiTokenEntity t where " + condition + " group by t.realmId",
                        Object[].class);
        parameters.forEach(query::setParameter);
        List<TokenGauges.Count> counts = new ArrayList<>();
        for (Object[] row : query.getResultList()) {
            RealmModel realm = session.realms().getRealm((String) row[0]);
            if (realm != null) {
                counts.add(new TokenGauges.Count(realm.getName(), state, (Long) row[1]));
            }
        }
        return counts;
    }
}
