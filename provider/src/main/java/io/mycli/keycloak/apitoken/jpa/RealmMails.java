package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.client.ServiceAccount;
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
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * The due mails of one realm. For each mail, one transaction takes the slot of its owner and kind, and writes the mail.
 * The mail is sent without a transaction, hence without a connection. Another transaction then records the result. If
 * the node stops in between, the slot stays taken until its lease ends. The mail is sent after that.
 */
final class RealmMails {

    /** The time between two mails of a kind to an owner, and between two attempts at an unavailable mail server. */
    static final Duration INTERVAL = Duration.ofHours(1);

    /** The time for which a slot is taken by a mail that is being sent. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    /**
     * The additional delay of a mail during which the mail server became unavailable. The next attempt then begins with
     * another mail.
     */
    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);

    private static final Duration MAX_DURATION = Duration.ofMinutes(1);
    private static final int BATCH = 100;

    /** The number of database connections that the mails of all realms use at once. */
    private static final Semaphore connections = new Semaphore(2, true);

    private static final Logger logger = Logger.getLogger(RealmMails.class);

    private final KeycloakSessionFactory factory;
    private final String realmId;
    private int failures;

    RealmMails(KeycloakSessionFactory factory, String realmId) {
        this.factory = factory;
        this.realmId = realmId;
    }

    /** A written mail, and the rows that it is about. */
    private record Letter(String ownerId, MailKind kind, List<ApiTokenEntity> rows, OwnerMail mail) {}

    /**
     * Sends mails until none is due, the mail server is unavailable, or the maximum duration is over. Other realms then
     * get their turn.
     */
    void send() {
        long start = System.nanoTime();
        Set<String> seen = new HashSet<>();
        List<String> owners = ownersDue(BATCH);
        while (!seen.containsAll(owners)) {
            for (String owner : owners) {
                if (System.nanoTime() - start > MAX_DURATION.toNanos() || (seen.add(owner) && !tell(owner))) {
                    return;
                }
            }
            // Those who could not be told are still due.
            owners = ownersDue(BATCH + seen.size());
        }
        if (failures > 1) {
            logger.warnf("%d mails to owners of API tokens in realm %s failed", failures, realmId);
        }
    }

    /**
     * Returns the owners with due mails. While the mail server is unavailable, returns none and postpones all mails.
     */
    private List<String> ownersDue(int max) {
        long now = Time.currentTimeMillis();
        long serverAt = withConnection(em -> MailSlots.freeAt(em, MailSlots.of(realmId)));
        if (serverAt > now) {
            while (withConnection(em -> PendingNews.postponeSome(em, realmId, now, serverAt))) {}
            return List.of();
        }
        return withConnection(em -> PendingNews.ownersDue(em, realmId, now, max));
    }

    /** Sends the due mails of an owner. Returns false if the mail server is unavailable. */
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
            return TransactionRetry.runOnce(factory, newSession -> {
                Optional<Letter> letter = prepared(newSession, ownerId, kind);
                return letter.isEmpty() || deliver(newSession, letter.get());
            });
        } catch (RuntimeException e) {
            if (!TransactionRetry.isConflict(e)) {
                fail(e, kind, ownerId);
                postpone(ownerId, kind, INTERVAL);
            }
            return true;
        }
    }

    /** Returns the written mail, and ends its transaction. No connection is held while the mail server responds. */
    private Optional<Letter> prepared(KeycloakSession newSession, String ownerId, MailKind kind) {
        connections.acquireUninterruptibly();
        try {
            Optional<Letter> letter = letter(newSession, ownerId, kind);
            newSession.getTransactionManager().commit();
            return letter;
        } finally {
            connections.release();
        }
    }

    private Optional<Letter> letter(KeycloakSession newSession, String ownerId, MailKind kind) {
        EntityManager em = JpaApiTokenProvider.entityManager(newSession);
        Instant now = UtcTime.now();
        List<ApiTokenEntity> rows = correct(em, ownerId, kind, now);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String slot = MailSlots.of(realmId, ownerId, kind);
        if (!MailSlots.take(em, slot, now.toEpochMilli(), now.plus(LEASE).toEpochMilli())) {
            Map<MailKind, Long> freeAt = new EnumMap<>(MailKind.class);
            PendingNews.postpone(
                    em,
                    rows,
                    now.toEpochMilli(),
                    of -> freeAt.computeIfAbsent(of, k -> MailSlots.freeAt(em, MailSlots.of(realmId, ownerId, k))));
            return Optional.empty();
        }
        Optional<Letter> letter = letter(newSession, ownerId, kind, rows, now);
        if (letter.isEmpty()) {
            PendingNews.forget(em, rows, kind);
            MailSlots.set(em, slot, now.toEpochMilli());
        }
        return letter;
    }

    /**
     * Returns the rows whose mail is still correct. Removes the mail from the others. A row whose next notice is due
     * waits until it is recorded: a mail now would be about that notice, and the notice would be sent again. It does not
     * wait for long: what records notices may fail.
     */
    private List<ApiTokenEntity> correct(EntityManager em, String ownerId, MailKind kind, Instant now) {
        List<ApiTokenEntity> rows = PendingNews.with(PendingNews.of(em, realmId, ownerId), kind);
        List<ApiTokenEntity> outdated = rows.stream()
                .filter(row -> !News.isTrue(kind, row.toModel(), now))
                .toList();
        PendingNews.forget(em, outdated, kind);
        outdated.forEach(row -> logger.debugf("No mail %s about API token %s: out of date", kind, row.getId()));
        return rows.stream()
                .filter(row -> !outdated.contains(row))
                .filter(row -> kind != MailKind.EXPIRING || !row.isNoticeDueSince(now.minus(INTERVAL), now))
                .toList();
    }

    private Optional<Letter> letter(
            KeycloakSession newSession, String ownerId, MailKind kind, List<ApiTokenEntity> rows, Instant now) {
        int days = kind == MailKind.EXPIRING ? fewestDays(rows, now) : 0;
        List<ApiTokenEntity> ofStage = rows.stream()
                .filter(row -> days == 0 || News.days(row.toModel(), now) == days)
                .toList();
        return write(newSession, ownerId, kind, ofStage, days).map(mail -> new Letter(ownerId, kind, ofStage, mail));
    }

    /** Returns the days of the most urgent notice. Tokens of another stage have a mail of their own, an hour later. */
    private static int fewestDays(List<ApiTokenEntity> rows, Instant now) {
        return rows.stream()
                .map(row -> News.days(row.toModel(), now))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Writes a mail; empty if the owner does not receive it. Nobody reads the mails of a service account. */
    private Optional<OwnerMail> write(
            KeycloakSession newSession, String ownerId, MailKind kind, List<ApiTokenEntity> rows, int days) {
        RealmModel realm = newSession.realms().getRealm(realmId);
        if (realm == null || !realm.isEnabled()) {
            return Optional.empty();
        }
        newSession.getContext().setRealm(realm);
        newSession.getContext().setHttpRequest(new BackgroundHttpRequest());
        UserModel owner = newSession.users().getUserById(realm, ownerId);
        List<ApiTokenModel> tokens = rows.stream().map(ApiTokenEntity::toModel).toList();
        return owner == null || ServiceAccount.is(owner)
                ? Optional.empty()
                : OwnerMail.write(newSession, owner, kind, tokens, days);
    }

    /** Sends a mail and records the result. Returns false if the mail server is unavailable. */
    private boolean deliver(KeycloakSession newSession, Letter letter) {
        try {
            letter.mail().send(newSession);
        } catch (EmailException | RuntimeException e) {
            fail(e, letter.kind(), letter.ownerId());
            boolean isServerUnavailable = !OwnerMail.isRejected(e);
            postpone(letter.ownerId(), letter.kind(), isServerUnavailable ? INTERVAL.plus(RETRY_DELAY) : INTERVAL);
            if (isServerUnavailable) {
                setSlot(MailSlots.of(realmId), INTERVAL);
            }
            return !isServerUnavailable;
        }
        ApiTokenMetrics.mailed(true);
        postpone(letter.ownerId(), letter.kind(), INTERVAL);
        PendingNews.forgetSent(factory, letter.rows(), letter.kind());
        return true;
    }

    private void postpone(String ownerId, MailKind kind, Duration time) {
        setSlot(MailSlots.of(realmId, ownerId, kind), time);
    }

    /** Sets the time for which a slot is taken from now on. */
    private void setSlot(String slot, Duration time) {
        withConnection(em -> {
            MailSlots.set(em, slot, Time.currentTimeMillis() + time.toMillis());
            return true;
        });
    }

    /** Records a failed mail. The first one of a run is logged with its cause. */
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

    /** Runs work in a new transaction, and again if there is a conflict. */
    private <T> T withConnection(Function<EntityManager, T> work) {
        connections.acquireUninterruptibly();
        try {
            return TransactionRetry.run(
                    factory, newSession -> work.apply(JpaApiTokenProvider.entityManager(newSession)));
        } finally {
            connections.release();
        }
    }
}
