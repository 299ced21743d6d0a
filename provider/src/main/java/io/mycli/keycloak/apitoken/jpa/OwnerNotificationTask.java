package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.policy.MailKind;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.timer.ScheduledTask;

/**
 * Notes which owners have to be told that a token ends soon or has ended, and lets {@link OwnerMails} tell all that has to be
 * told. A row says when to look at it, {@code NOTICE_AT}; whoever moves that time on to the next one notes it in the same
 * statement, once, on however many nodes.
 */
final class OwnerNotificationTask implements ScheduledTask {

    private static final int BATCH = 500;

    /** Keycloak's own transaction around a task ends after five minutes. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

    private final OwnerMails mails;

    OwnerNotificationTask(OwnerMails mails) {
        this.mails = mails;
    }

    private record Batch(int found, int moved) {}

    @Override
    public void run(KeycloakSession session) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        long start = System.nanoTime();
        Batch batch;
        do {
            batch = TransactionRetry.runOnce(factory, OwnerNotificationTask::noteSome);
        } while (batch.found() == BATCH && batch.moved() > 0 && System.nanoTime() - start < LONGEST_RUN.toNanos());
        mails.send(factory);
    }

    /** What another holds is for the next run. */
    private static Batch noteSome(KeycloakSession own) {
        EntityManager em = JpaApiTokenProvider.entityManager(own);
        Instant now = UtcTime.now();
        List<ApiTokenEntity> due = em.createQuery(
                        "select t from ApiTokenEntity t where t.noticeAt <= :now order by t.noticeAt, t.id",
                        ApiTokenEntity.class)
                .setParameter("now", now.toEpochMilli())
                .setMaxResults(BATCH)
                .getResultList();
        Set<String> free = due.isEmpty()
                ? Set.of()
                : UnlockedRows.take(em, due.stream().map(ApiTokenEntity::getId).toList());
        int moved = (int) due.stream()
                .filter(row -> free.contains(row.getId()))
                .filter(row -> note(em, row, now))
                .count();
        return new Batch(due.size(), moved);
    }

    private static boolean note(EntityManager em, ApiTokenEntity row, Instant now) {
        ApiTokenModel token = row.toModel();
        MailKind kind = News.ofTime(token, now);
        boolean isNews = kind != null && News.isTrue(kind, token, now);
        return em.createQuery("update ApiTokenEntity t set t.noticeAt = :next, t.news = :news, t.newsAt = :newsAt"
                                + " where t.id = :id and t.noticeAt = :seen and t.news = :seenNews")
                        .setParameter("next", next(token, now))
                        .setParameter("news", isNews ? row.getNews() | News.of(kind) : row.getNews())
                        .setParameter("newsAt", isNews ? Long.valueOf(now.toEpochMilli()) : row.getNewsAt())
                        .setParameter("id", row.getId())
                        .setParameter("seen", row.getNoticeAt())
                        .setParameter("seenNews", row.getNews())
                        .executeUpdate()
                == 1;
    }

    /** Null after the last notice. */
    private static Long next(ApiTokenModel token, Instant now) {
        boolean hasEnded = token.isRevoked() || token.expiresAt() == null || token.isExpired(now);
        return hasEnded ? null : Long.valueOf(ExpiryNoticeSchedule.next(token.expiresAt(), now));
    }
}
