package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.policy.MailKind;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.keycloak.models.KeycloakSessionFactory;

/** The rows of tokens with mails that are not sent yet. */
final class PendingNews {

    private static final int BATCH = 500;

    private PendingNews() {}

    /** Returns the owners in a realm whose mails are due, sorted by how long they have waited. */
    static List<String> ownersDue(EntityManager em, String realmId, long now, int max) {
        return em.createQuery(
                        "select t.userId from ApiTokenEntity t where t.newsAt <= :now and t.news <> 0"
                                + " and t.realmId = :realm group by t.userId order by min(t.newsAt), t.userId",
                        String.class)
                .setParameter("now", now)
                .setParameter("realm", realmId)
                .setMaxResults(max)
                .getResultList();
    }

    /**
     * Returns an owner's rows with unsent mails. This includes mails that are not due, because the next mail of a kind
     * collects them.
     */
    static List<ApiTokenEntity> of(EntityManager em, String realmId, String ownerId) {
        // Compared again in Java: ids of federated users may differ in case only, which some collations overlook.
        return em.createQuery(
                        "select t from ApiTokenEntity t where t.realmId = :realm and t.userId = :user"
                                + " and t.newsAt is not null order by t.newsAt, t.createdAt, t.id",
                        ApiTokenEntity.class)
                .setParameter("realm", realmId)
                .setParameter("user", ownerId)
                .setMaxResults(BATCH)
                .getResultStream()
                .filter(row -> row.getUserId().equals(ownerId))
                .toList();
    }

    /** Returns the kinds of unsent mails of some rows. */
    static List<MailKind> kinds(List<ApiTokenEntity> rows) {
        return Arrays.stream(MailKind.values())
                .filter(kind -> !with(rows, kind).isEmpty())
                .toList();
    }

    static List<ApiTokenEntity> with(List<ApiTokenEntity> rows, MailKind kind) {
        return rows.stream().filter(row -> News.has(row.getNews(), kind)).toList();
    }

    /** Removes a kind of mail from rows. A row that is locked, or was changed meanwhile, is checked again later. */
    static void forget(EntityManager em, List<ApiTokenEntity> rows, MailKind kind) {
        Set<String> free = free(em, rows);
        rows.stream().filter(row -> free.contains(row.getId())).forEach(row -> forget(em, row, kind));
    }

    private static Set<String> free(EntityManager em, List<ApiTokenEntity> rows) {
        return rows.isEmpty()
                ? Set.of()
                : UnlockedRows.take(em, rows.stream().map(ApiTokenEntity::getId).toList());
    }

    private static int forget(EntityManager em, ApiTokenEntity row, MailKind kind) {
        long remaining = News.without(row.getNews(), kind);
        return em.createQuery("update ApiTokenEntity t set t.news = :rest"
                        + (remaining == News.NONE ? ", t.newsAt = null" : "")
                        + " where t.id = :id and t.news = :news and t.newsAt = :newsAt")
                .setParameter("rest", remaining)
                .setParameter("id", row.getId())
                .setParameter("news", row.getNews())
                .setParameter("newsAt", row.getNewsAt())
                .executeUpdate();
    }

    /**
     * Removes a kind of mail from rows after it was sent, also from rows that others change at the same time.
     *
     * @param sent the rows when the mail was written; a rotation or a notice since then is in the next mail
     */
    static int forgetSent(KeycloakSessionFactory factory, List<ApiTokenEntity> sent, MailKind kind) {
        return UnlockedRows.change(
                factory, sent.stream().map(ApiTokenEntity::getId).toList(), (newSession, ids) -> {
                    EntityManager em = JpaApiTokenProvider.entityManager(newSession);
                    return current(em, ids).stream()
                            .filter(row -> News.has(row.getNews(), kind))
                            .filter(row -> sent.stream().anyMatch(sentRow -> isToldBy(sentRow, row, kind)))
                            .mapToInt(row -> forget(em, row, kind))
                            .sum();
                });
    }

    /** Returns rows as they are after the changes of others. They stay as they are until the end of the transaction. */
    private static List<ApiTokenEntity> current(EntityManager em, Collection<String> ids) {
        return em.createQuery("select t from ApiTokenEntity t where t.id in (:ids)", ApiTokenEntity.class)
                .setParameter("ids", ids)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** Returns whether the mail about a row as it was sent says what there is to say about the row as it is. */
    private static boolean isToldBy(ApiTokenEntity sent, ApiTokenEntity row, MailKind kind) {
        return sent.getId().equals(row.getId())
                && switch (kind) {
                    case ROTATED, EXPIRED -> isSameSecret(sent, row);
                    case EXPIRING -> isSameSecret(sent, row) && Objects.equals(sent.getNoticeAt(), row.getNoticeAt());
                    default -> true;
                };
    }

    private static boolean isSameSecret(ApiTokenEntity sent, ApiTokenEntity row) {
        return Objects.equals(sent.getRotatedAt(), row.getRotatedAt());
    }

    /**
     * Postpones the mails of rows. A row waits until the first of its mails can be sent. A row that is locked, or was
     * changed meanwhile, is checked again later.
     *
     * @param freeAt returns when the slot of a kind is free, in milliseconds since the epoch
     */
    static void postpone(EntityManager em, List<ApiTokenEntity> rows, long now, ToLongFunction<MailKind> freeAt) {
        Set<String> free = free(em, rows);
        for (ApiTokenEntity row : rows) {
            if (free.contains(row.getId())) {
                long until =
                        kinds(List.of(row)).stream().mapToLong(freeAt).min().orElse(now);
                long dueAt = Objects.requireNonNull(row.getNewsAt());
                if (until > now && (dueAt <= now || dueAt > until)) {
                    postpone(em, row, dueAt, until);
                }
            }
        }
    }

    private static void postpone(EntityManager em, ApiTokenEntity row, long dueAt, long until) {
        em.createQuery("update ApiTokenEntity t set t.newsAt = :until"
                        + " where t.id = :id and t.news = :news and t.newsAt = :dueAt")
                .setParameter("until", until)
                .setParameter("id", row.getId())
                .setParameter("news", row.getNews())
                .setParameter("dueAt", dueAt)
                .executeUpdate();
    }

    private static void postpone(EntityManager em, Collection<String> ids, long until) {
        em.createQuery("update ApiTokenEntity t set t.newsAt = :until where t.id in (:ids) and t.newsAt is not null")
                .setParameter("until", until)
                .setParameter("ids", ids)
                .executeUpdate();
    }

    /**
     * Postpones some of the due mails of a realm.
     *
     * @return whether there may be more
     */
    static boolean postponeSome(EntityManager em, String realmId, long now, long until) {
        List<String> due = em.createQuery(
                        "select t.id from ApiTokenEntity t where t.newsAt <= :now and t.realmId = :realm", String.class)
                .setParameter("now", now)
                .setParameter("realm", realmId)
                .setMaxResults(BATCH)
                .getResultList();
        Set<String> free = due.isEmpty() ? Set.of() : UnlockedRows.take(em, due);
        if (!free.isEmpty()) {
            postpone(em, free, until);
        }
        return free.size() == BATCH;
    }
}
