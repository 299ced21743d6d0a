package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.mail.BackgroundHttpRequest;
import io.mycli.keycloak.apitoken.mail.OwnerMail;
import io.mycli.keycloak.apitoken.metrics.ApiTokenMetrics;
import io.mycli.keycloak.apitoken.policy.MailKind;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The mails of one realm that are due. For each, one transaction takes the slot of its owner and kind and writes the mail;
 * then it is sent, without a transaction and hence without a connection; then another one notes what came of it. A node that
 * dies in between leaves the slot taken for a while, and the mail is sent after that.
 */
final class RealmMails {

    /** Between two mails of a kind to an owner, and between two attempts at a mail server that is away. */
    static final Duration INTERVAL = Duration.ofHours(1);

    /** How long a slot is taken for a mail that is being sent. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    /** A mail at which the server went away is not the first one of the next attempt. */
    private static final Duration BEHIND_OTHERS = Duration.ofMinutes(1);

    private static final Duration LONGEST_RUN = Duration.ofMinutes(1);
    private static final int BATCH = 100;

    /** Connections to the database that the mails of all realms take at once. */
    private static final Semaphore connections = new Semaphore(2, true);

    private static final Logger logger = Logger.getLogger(RealmMails.class);

    private final KeycloakSessionFactory factory;
    private final String realmId;
    private int failures;

    RealmMails(KeycloakSessionFactory factory, String realmId) {
        this.factory = factory;
        this.realmId = realmId;
    }

    /** A mail that is written, and what it is about. */
    private record Letter(String ownerId, MailKind kind, List<ApiTokenEntity> rows, OwnerMail mail) {}

    /** Sends until nothing is due, the server is away, or others shall have their turn. */
    void send() {
        long start = System.nanoTime();
        Set<String> seen = new HashSet<>();
        List<String> owners = ownersDue();
        while (!seen.containsAll(owners) && System.nanoTime() - start < LONGEST_RUN.toNanos()) {
            for (String owner : owners) {
                if (seen.add(owner) && !tell(owner)) {
                    return;
                }
            }
            owners = ownersDue();
        }
        if (failures > 1) {
            logger.warnf("%d mails to owners of API tokens in realm %s failed", failures, realmId);
        }
    }

    /** Empty while the mail server is away; then all waits. */
    private List<String> ownersDue() {
        long now = Time.currentTimeMillis();
        long serverAt = withConnection(em -> MailSlots.freeAt(em, MailSlots.of(realmId)));
        if (serverAt > now) {
            while (withConnection(em -> PendingNews.putOffSome(em, realmId, now, serverAt))) {}
            return List.of();
        }
        return withConnection(em -> PendingNews.ownersDue(em, realmId, now, BATCH));
    }

    /** False if the mail server is away. */
    private boolean tell(String ownerId) {
        for (MailKind kind : PendingNews.kinds(withConnection(em -> PendingNews.of(em, realmId, ownerId)))) {
            if (!tell(ownerId, kind)) {
                return false;
            }
        }
        return true;
    }

    private boolean tell(String ownerId, MailKind kind) {
        try {
            return TransactionRetry.runOnce(factory, own -> {
                Optional<Letter> letter = prepared(own, ownerId, kind);
                return letter.isEmpty() || deliver(own, letter.get());
            });
        } catch (RuntimeException e) {
            if (!TransactionRetry.isConflict(e)) {
                fail(e, kind, ownerId);
                later(ownerId, kind, INTERVAL);
            }
            return true;
        }
    }

    /** Ends the transaction, whose connection the mail server must not hold. */
    private Optional<Letter> prepared(KeycloakSession own, String ownerId, MailKind kind) {
        connections.acquireUninterruptibly();
        try {
            Optional<Letter> letter = letter(own, ownerId, kind);
            own.getTransactionManager().commit();
            return letter;
        } finally {
            connections.release();
        }
    }

    private Optional<Letter> letter(KeycloakSession own, String ownerId, MailKind kind) {
        EntityManager em = JpaApiTokenProvider.entityManager(own);
        Instant now = UtcTime.now();
        List<ApiTokenEntity> rows = PendingNews.with(PendingNews.of(em, realmId, ownerId), kind);
        List<ApiTokenEntity> untrue = rows.stream()
                .filter(row -> !News.isTrue(kind, row.toModel(), now))
                .toList();
        PendingNews.forget(em, untrue, kind);
        untrue.forEach(row -> logger.debugf("No mail %s about API token %s: out of date", kind, row.getId()));
        List<ApiTokenEntity> all =
                rows.stream().filter(row -> !untrue.contains(row)).toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String slot = MailSlots.of(realmId, ownerId, kind);
        if (!MailSlots.take(em, slot, now.toEpochMilli(), now.plus(LEASE).toEpochMilli())) {
            PendingNews.putOff(em, all, now.toEpochMilli(), MailSlots.freeAt(em, slot));
            return Optional.empty();
        }
        int days = kind == MailKind.EXPIRING ? fewestDays(all, now) : 0;
        List<ApiTokenEntity> told = all.stream()
                .filter(row -> days == 0 || News.days(row.toModel(), now) == days)
                .toList();
        Optional<OwnerMail> mail = written(own, ownerId, kind, told, days);
        if (mail.isEmpty()) {
            PendingNews.forget(em, all, kind);
            MailSlots.set(em, slot, now.toEpochMilli());
        }
        return mail.map(it -> new Letter(ownerId, kind, told, it));
    }

    /** The most urgent ones; those of another stage have a mail of their own, an hour later. */
    private static int fewestDays(List<ApiTokenEntity> rows, Instant now) {
        return rows.stream()
                .map(row -> News.days(row.toModel(), now))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Empty if nobody is to be told. */
    private Optional<OwnerMail> written(
            KeycloakSession own, String ownerId, MailKind kind, List<ApiTokenEntity> rows, int days) {
        RealmModel realm = own.realms().getRealm(realmId);
        if (realm == null || !realm.isEnabled()) {
            return Optional.empty();
        }
        own.getContext().setRealm(realm);
        own.getContext().setHttpRequest(new BackgroundHttpRequest());
        UserModel owner = own.users().getUserById(realm, ownerId);
        List<ApiTokenModel> tokens = rows.stream().map(ApiTokenEntity::toModel).toList();
        return owner == null ? Optional.empty() : OwnerMail.write(own, owner, kind, tokens, days);
    }

    /** False if the mail server is away. */
    private boolean deliver(KeycloakSession own, Letter letter) {
        try {
            letter.mail().send(own);
        } catch (EmailException | RuntimeException e) {
            fail(e, letter.kind(), letter.ownerId());
            boolean isServerAway = !OwnerMail.isRejected(e);
            later(letter.ownerId(), letter.kind(), isServerAway ? INTERVAL.plus(BEHIND_OTHERS) : INTERVAL);
            if (isServerAway) {
                setSlot(MailSlots.of(realmId), INTERVAL);
            }
            return !isServerAway;
        }
        ApiTokenMetrics.mailed(true);
        later(letter.ownerId(), letter.kind(), INTERVAL);
        PendingNews.told(factory, letter.rows(), letter.kind());
        return true;
    }

    private void later(String ownerId, MailKind kind, Duration time) {
        setSlot(MailSlots.of(realmId, ownerId, kind), time);
    }

    private void setSlot(String slot, Duration time) {
        withConnection(em -> {
            MailSlots.set(em, slot, Time.currentTimeMillis() + time.toMillis());
            return true;
        });
    }

    /** Once in a run with its cause. */
    private void fail(Exception e, MailKind kind, String ownerId) {
        ApiTokenMetrics.mailed(false);
        failures++;
        if (failures == 1) {
            logger.warnf(
                    e,
                    "Cannot send the mail %s to user %s of realm %s: check the realm's mail settings",
                    kind,
                    ownerId,
                    realmId);
        }
    }

    /** In a transaction of its own, and once more if another was faster. */
    private <T> T withConnection(Function<EntityManager, T> work) {
        connections.acquireUninterruptibly();
        try {
            return TransactionRetry.run(factory, own -> work.apply(JpaApiTokenProvider.entityManager(own)));
        } finally {
            connections.release();
        }
    }
}
