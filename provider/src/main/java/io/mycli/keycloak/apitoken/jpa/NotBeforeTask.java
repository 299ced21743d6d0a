package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.RevocationListener;
import io.mycli.keycloak.apitoken.event.EndEvents;
import io.mycli.keycloak.apitoken.event.SharedSignals;
import io.mycli.keycloak.apitoken.policy.EndingPolicy;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.timer.ScheduledTask;

/**
 * The task that revokes the tokens whose secret was issued before their realm's not-before for API tokens. They have
 * been inactive since that was set. The task updates their rows, frees their slots and names, and lets their owners
 * receive mails. The next run does what a run does not finish. A not-before that cannot be read revokes nothing: the
 * tokens are inactive until it is corrected.
 */
final class NotBeforeTask implements ScheduledTask {

    private static final Logger logger = Logger.getLogger(NotBeforeTask.class);

    private static final int BATCH = 500;

    /** The maximum duration of a run. Keycloak's own transaction around a task ends after five minutes. */
    private static final Duration MAX_DURATION = Duration.ofMinutes(2);

    @Override
    public void run(KeycloakSession session) {
        long start = System.nanoTime();
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        TransactionRetry.runOnce(factory, NotBeforeTask::realmsWithNotBefore)
                .forEach((realm, notBefore) -> sweep(session, realm, notBefore, start));
    }

    /**
     * Returns the realms with a not-before, found by their attributes, because a server may have thousands of realms.
     */
    private static Map<RealmModel, Instant> realmsWithNotBefore(KeycloakSession newSession) {
        Map<RealmModel, Instant> notBefores = new LinkedHashMap<>();
        JpaApiTokenProvider.entityManager(newSession)
                .createQuery("select a.realm.id from RealmAttributeEntity a where a.name = :name", String.class)
                .setParameter("name", EndingPolicy.NOT_BEFORE.attribute())
                .getResultList()
                .stream()
                .map(newSession.realms()::getRealm)
                .filter(Objects::nonNull)
                .forEach(realm -> EndingPolicy.of(realm).notBefore().ifPresent(time -> notBefores.put(realm, time)));
        return notBefores;
    }

    /**
     * Returns the listener of the first tokens, which are announced one by one. With Keycloak's event listener {@code
     * email} none is: it would wait for the mail server, and the tasks of all realms with it.
     */
    private static @Nullable RevocationListener listener(RealmModel realm) {
        return SharedSignals.areSent(realm) && !EndEvents.areMailed(realm)
                ? (newSession, token) ->
                        BackgroundEvents.record(newSession, realm.getId(), token, EndEvents.Reason.NOT_BEFORE)
                : null;
    }

    private static void sweep(KeycloakSession session, RealmModel realm, Instant notBefore, long start) {
        ApiTokenProvider tokens = session.getProvider(ApiTokenProvider.class);
        int revoked = 0;
        int found;
        do {
            found = tokens.revokeSome(realm, notBefore, BATCH, revoked == 0 ? listener(realm) : null);
            revoked += found;
        } while (found == BATCH && System.nanoTime() - start < MAX_DURATION.toNanos());
        if (revoked > 0) {
            logger.infof("Revoked %d API tokens of realm %s issued before %s", revoked, realm.getName(), notBefore);
        }
    }
}
