package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.event.EndEvents;
import io.mycli.keycloak.apitoken.metrics.ApiTokenMetrics;
import io.mycli.keycloak.apitoken.policy.MailKind;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * The due notices of one realm: which owners must be told that a token expires soon or is expired, and the events
 * of both. The column {@code NOTICE_AT} says when to check a row. One statement moves that time on and records the
 * mail, so that only one node of a cluster records it.
 *
 * <p>A realm with Keycloak's event listener {@code email} sends a mail for each event, and waits for the mail server.
 * The notices of a realm are therefore recorded in the thread of its mails, not in Keycloak's timer.
 */
final class ExpiryNotices {

    /** Few rows, because they stay locked until the events of their expiry are written. */
    private static final int BATCH = 50;

    private static final Duration MAX_DURATION = Duration.ofMinutes(1);

    private static final Logger logger = Logger.getLogger(ExpiryNotices.class);

    private ExpiryNotices() {}

    /**
     * Some of the due rows.
     *
     * @param expiring the tokens that expire soon
     */
    private record Batch(int found, int moved, List<ApiTokenModel> expiring) {}

    /** Records the due notices of a realm. A failure, perhaps of an event listener, is logged and delays no mail. */
    static void record(KeycloakSessionFactory factory, String realmId) {
        try {
            recordAll(factory, realmId);
        } catch (RuntimeException e) {
            logger.warnf(e, "Cannot record all expiries of API tokens in realm %s: check its event listeners", realmId);
        }
    }

    /** Records notices until none is left, or the maximum duration is over. */
    private static void recordAll(KeycloakSessionFactory factory, String realmId) {
        long start = System.nanoTime();
        Batch batch;
        do {
            batch = TransactionRetry.runOnce(factory, newSession -> recordSome(newSession, realmId));
            announce(factory, realmId, batch.expiring());
        } while (batch.found() == BATCH && batch.moved() > 0 && System.nanoTime() - start < MAX_DURATION.toNanos());
    }

    /** Records some of the due notices. Locked rows are left to the next run. */
    private static Batch recordSome(KeycloakSession newSession, String realmId) {
        EntityManager em = JpaApiTokenProvider.entityManager(newSession);
        Instant now = UtcTime.now();
        List<ApiTokenEntity> due = em.createQuery(
                        "select t from ApiTokenEntity t where t.noticeAt <= :now and t.realmId = :realm"
                                + " order by t.noticeAt, t.id",
                        ApiTokenEntity.class)
                .setParameter("realm", realmId)
                .setParameter("now", now.toEpochMilli())
                .setMaxResults(BATCH)
                .getResultList();
        Set<String> free = due.isEmpty()
                ? Set.of()
                : UnlockedRows.take(em, due.stream().map(ApiTokenEntity::getId).toList());
        List<ApiTokenModel> moved = due.stream()
                .filter(row -> free.contains(row.getId()))
                .filter(row -> record(newSession, row, now))
                .map(ApiTokenEntity::toModel)
                .toList();
        List<ApiTokenModel> expiring = moved.stream()
                .filter(token -> !token.isRevoked() && News.days(token, now) > 0)
                .toList();
        return new Batch(due.size(), moved.size(), expiring);
    }

    private static boolean record(KeycloakSession newSession, ApiTokenEntity row, Instant now) {
        EntityManager em = JpaApiTokenProvider.entityManager(newSession);
        ApiTokenModel token = row.toModel();
        Optional<MailKind> kind =
                Optional.ofNullable(News.ofTime(token, now)).filter(due -> News.isTrue(due, token, now));
        long news = row.getNews() | kind.map(News::of).orElse(News.NONE);
        boolean isRecorded = em.createQuery(
                                "update ApiTokenEntity t set t.noticeAt = :next, t.news = :news, t.newsAt = :newsAt"
                                        + " where t.id = :id and t.noticeAt = :seen and t.news = :seenNews")
                        .setParameter("next", next(token, now))
                        .setParameter("news", news)
                        .setParameter("newsAt", kind.isPresent() ? Long.valueOf(now.toEpochMilli()) : row.getNewsAt())
                        .setParameter("id", row.getId())
                        .setParameter("seen", row.getNoticeAt())
                        .setParameter("seenNews", row.getNews())
                        .executeUpdate()
                == 1;
        if (isRecorded && token.isExpired(now) && !token.isRevoked()) {
            BackgroundEvents.record(newSession, row.getRealmId(), token, EndEvents.Reason.EXPIRED);
            ApiTokenMetrics.expired();
        }
        return isRecorded;
    }

    /** Records the events of live tokens without a lock on their rows, which a listener could hold for long. */
    private static void announce(KeycloakSessionFactory factory, String realmId, List<ApiTokenModel> expiring) {
        if (!expiring.isEmpty()) {
            TransactionRetry.runOnce(factory, newSession -> {
                BackgroundEvents.recordExpiring(newSession, realmId, expiring);
                return null;
            });
        }
    }

    /** Returns when to check a token next, in milliseconds since the epoch; null after the last notice. */
    private static @Nullable Long next(ApiTokenModel token, Instant now) {
        return token.isRevoked() || token.expiresAt() == null || token.isExpired(now)
                ? null
                : Long.valueOf(ExpiryNoticeSchedule.next(token.expiresAt(), now));
    }
}
