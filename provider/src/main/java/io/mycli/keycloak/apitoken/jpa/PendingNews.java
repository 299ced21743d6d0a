package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.policy.MailKind;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.keycloak.models.KeycloakSessionFactory;

/** Tokens of which somebody has to be told. */
final class PendingNews {

    private static final int BATCH = 500;

    private PendingNews() {}

    /** The owners in a realm whose mails are due, the one that waits longest first. */
    static List<String> ownersDue(EntityManager em, String realmId, long now, int max) {
        return em.createQuery(
                        "select t.userId from ApiTokenEntity t where t.newsAt <= :now and t.realmId = :realm"
                                + " group by t.userId order by min(t.newsAt), t.userId",
                        String.class)
                .setParameter("now", now)
                .setParameter("realm", realmId)
                .setMaxResults(max)
                .getResultList();
    }

    /** All of an owner, also what is not due: the next mail of a kind collects it. */
    static List<ApiTokenEntity> of(EntityManager em, String realmId, String ownerId) {
        // Equal once more in Java: ids of federated users may differ in case only, which some collations overlook.
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

    static List<MailKind> kinds(List<ApiTokenEntity> rows) {
        return Arrays.stream(MailKind.values())
                .filter(kind -> !with(rows, kind).isEmpty())
                .toList();
    }

    static List<ApiTokenEntity> with(List<ApiTokenEntity> rows, MailKind kind) {
        return rows.stream().filter(row -> News.has(row.getNews(), kind)).toList();
    }

    /** What another holds, or has changed meanwhile, is looked at again. */
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
        long rest = News.without(row.getNews(), kind);
        return em.createQuery("update ApiTokenEntity t set t.news = :rest"
                        + (rest == News.NONE ? ", t.newsAt = null" : "")
                        + " where t.id = :id and t.news = :news")
                .setParameter("rest", rest)
                .setParameter("id", row.getId())
                .setParameter("news", row.getNews())
                .executeUpdate();
    }

    /**
     * Forgets what was told in a mail, also where another holds the row just now.
     *
     * @param told as it was when the mail was written; a rotation since is told by the next mail
     */
    static int told(KeycloakSessionFactory factory, List<ApiTokenEntity> told, MailKind kind) {
        return UnlockedRows.change(
                factory, told.stream().map(ApiTokenEntity::getId).toList(), (own, ids) -> {
                    EntityManager em = JpaApiTokenProvider.entityManager(own);
                    return current(em, ids).stream()
                            .filter(row -> News.has(row.getNews(), kind) && isUnrotated(row, told))
                            .mapToInt(row -> forget(em, row, kind))
                            .sum();
                });
    }

    private static List<ApiTokenEntity> current(EntityManager em, Collection<String> ids) {
        return em.createQuery("select t from ApiTokenEntity t where t.id in (:ids)", ApiTokenEntity.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    private static boolean isUnrotated(ApiTokenEntity row, List<ApiTokenEntity> told) {
        return told.stream()
                .anyMatch(old -> old.getId().equals(row.getId())
                        && Objects.equals(
                                old.toModel().rotatedAt(), row.toModel().rotatedAt()));
    }

    /** Lets these wait until then; a row whose other news is due earlier waits until that. */
    static void putOff(EntityManager em, List<ApiTokenEntity> rows, long now, long until) {
        Set<String> free = free(em, rows);
        for (ApiTokenEntity row : rows) {
            if (free.contains(row.getId())) {
                putOff(em, List.of(row.getId()), row.getNewsAt() > now ? Math.min(row.getNewsAt(), until) : until);
            }
        }
    }

    private static void putOff(EntityManager em, Collection<String> ids, long until) {
        em.createQuery("update ApiTokenEntity t set t.newsAt = :until where t.id in (:ids) and t.newsAt is not null")
                .setParameter("until", until)
                .setParameter("ids", ids)
                .executeUpdate();
    }

    /** Lets some of what is due in a realm wait until then. Returns whether there may be more. */
    static boolean putOffSome(EntityManager em, String realmId, long now, long until) {
        List<String> due = em.createQuery(
                        "select t.id from ApiTokenEntity t where t.newsAt <= :now and t.realmId = :realm", String.class)
                .setParameter("now", now)
                .setParameter("realm", realmId)
                .setMaxResults(BATCH)
                .getResultList();
        Set<String> free = due.isEmpty() ? Set.of() : UnlockedRows.take(em, due);
        if (!free.isEmpty()) {
            putOff(em, free, until);
        }
        return free.size() == BATCH;
    }
}
