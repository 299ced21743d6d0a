package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * The sender of due mails and notices, with a thread for each realm: a mail server that does not respond delays neither
 * Keycloak's timer nor the mails of other realms.
 */
final class OwnerMails implements AutoCloseable {

    private static final Logger logger = Logger.getLogger(OwnerMails.class);

    /** The maximum number of mail servers that this node waits for at once. */
    private static final int MAX_REALMS = 32;

    private final Set<String> busyRealms = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, MAX_REALMS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), OwnerMails::thread);

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "api-token-mail");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts to record due notices and to send due mails, and returns. Skips a realm whose previous mails are still
     * being sent.
     */
    void send(KeycloakSessionFactory factory) {
        for (String realmId : TransactionRetry.runOnce(factory, OwnerMails::realmsDue)) {
            if (busyRealms.add(realmId) && !begin(factory, realmId)) {
                logger.debugf(
                        "%d mail servers are slow: the mails of other realms are sent in the next round", MAX_REALMS);
                return;
            }
        }
    }

    /**
     * Starts to send the mails of a realm.
     *
     * @return false if all threads are busy
     */
    private boolean begin(KeycloakSessionFactory factory, String realmId) {
        try {
            threads.execute(() -> {
                try {
                    ExpiryNotices.record(factory, realmId);
                    new RealmMails(factory, realmId).send();
                } catch (RuntimeException e) {
                    logger.warnf(e, "Cannot tell owners of API tokens in realm %s", realmId);
                } finally {
                    busyRealms.remove(realmId);
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            busyRealms.remove(realmId);
            return false;
        }
    }

    /** Purges old slots, and returns the realms with due mails or notices, sorted by how long the mails have waited. */
    private static Set<String> realmsDue(KeycloakSession newSession) {
        long now = Time.currentTimeMillis();
        MailSlots.purge(JpaApiTokenProvider.entityManager(newSession), now - RealmMails.INTERVAL.toMillis());
        Set<String> realms = new LinkedHashSet<>(realmsDue(newSession, "newsAt", " and t.news <> 0", now));
        realms.addAll(realmsDue(newSession, "noticeAt", "", now));
        return realms;
    }

    private static List<String> realmsDue(KeycloakSession newSession, String column, String condition, long now) {
        return JpaApiTokenProvider.entityManager(newSession)
                .createQuery(
                        "select t.realmId from ApiTokenEntity t where t." + column + " <= :now" + condition
                                + " group by t.realmId order by min(t." + column + ")",
                        String.class)
                .setParameter("now", now)
                .getResultList();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
