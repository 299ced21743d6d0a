package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenFilter;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.policy.EndingPolicy;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.timer.ScheduledTask;

/**
 * Ends the tokens whose secret is older than their realm's not-before for API tokens. They are refused since that was set;
 * now their rows say so, their slots and names are free and their owners are told. What a run does not finish, the next does. A not-before
 * that cannot be read revokes nothing: those tokens are inactive until it is corrected.
 */
final class NotBeforeTask implements ScheduledTask {

    private static final Logger logger = Logger.getLogger(NotBeforeTask.class);

    private static final int BATCH = 500;

    /** Keycloak's own transaction around a task ends after five minutes. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

    @Override
    public void run(KeycloakSession session) {
        long start = System.nanoTime();
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        TransactionRetry.runOnce(factory, NotBeforeTask::realmsWithNotBefore)
                .forEach((realm, notBefore) -> sweep(session, realm, notBefore, start));
    }

    /** By their attributes, for a server may have thousands of realms. */
    private static Map<RealmModel, Instant> realmsWithNotBefore(KeycloakSession own) {
        Map<RealmModel, Instant> notBefores = new LinkedHashMap<>();
        JpaApiTokenProvider.entityManager(own)
                .createQuery("select a.realm.id from RealmAttributeEntity a where a.name = :name", String.class)
                .setParameter("name", EndingPolicy.NOT_BEFORE.attribute())
                .getResultList()
                .stream()
                .map(own.realms()::getRealm)
                .filter(Objects::nonNull)
                .forEach(realm -> EndingPolicy.of(realm).notBefore().ifPresent(time -> notBefores.put(realm, time)));
        return notBefores;
    }

    private static void sweep(KeycloakSession session, RealmModel realm, Instant notBefore, long start) {
        ApiTokenProvider tokens = session.getProvider(ApiTokenProvider.class);
        ApiTokenFilter older = ApiTokenFilter.ALL.issuedBefore(notBefore);
        int ended = 0;
        int found;
        do {
            found = tokens.revokeSome(realm, older, BATCH);
            ended += found;
        } while (found == BATCH && System.nanoTime() - start < LONGEST_RUN.toNanos());
        if (ended > 0) {
            logger.infof("Revoked %d API tokens of realm %s issued before %s", ended, realm.getName(), notBefore);
        }
    }
}
