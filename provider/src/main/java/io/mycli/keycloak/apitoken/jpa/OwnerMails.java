package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
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
 * Sends the mails that are due, each realm's in a thread of its own: a mail server that says nothing stops neither
 * Keycloak's timer nor the mails of other realms.
 */
final class OwnerMails implements AutoCloseable {

    private static final Logger logger = Logger.getLogger(OwnerMails.class);

    /** Mail servers that this node waits for at once. */
    private static final int MAX_REALMS = 32;

    private final Set<String> busyRealms = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, MAX_REALMS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), OwnerMails::thread);

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "api-token-mail");
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to send, and returns. A realm whose last mail still waits for the server is left alone. */
    void send(KeycloakSessionFactory factory) {
        for (String realmId : TransactionRetry.runOnce(factory, OwnerMails::realmsDue)) {
            if (busyRealms.add(realmId) && !begin(factory, realmId)) {
                logger.debugf(
                        "%d mail servers are slow: the mails of other realms are sent in the next round", MAX_REALMS);
                return;
            }
        }
    }

    /** False if all threads are busy. */
    private boolean begin(KeycloakSessionFactory factory, String realmId) {
        try {
            threads.execute(() -> {
                try {
                    new RealmMails(factory, realmId).send();
                } catch (RuntimeException e) {
                    logger.warnf(e, "Cannot send mails to owners of API tokens in realm %s", realmId);
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

    /** The realm that waits longest first. And rows that say nothing any more go. */
    private static List<String> realmsDue(KeycloakSession own) {
        long now = Time.currentTimeMillis();
        MailSlots.purge(JpaApiTokenProvider.entityManager(own), now - RealmMails.INTERVAL.toMillis());
        return JpaApiTokenProvider.entityManager(own)
                .createQuery(
                        "select t.realmId from ApiTokenEntity t where t.newsAt <= :now"
                                + " group by t.realmId order by min(t.newsAt)",
                        String.class)
                .setParameter("now", now)
                .getResultList();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
