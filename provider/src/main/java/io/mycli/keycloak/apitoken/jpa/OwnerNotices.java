package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.mail.NoRequest;
import io.mycli.keycloak.apitoken.mail.OwnerMail;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.timer.ScheduledTask;

/**
 * Tells owners that tokens end soon, have ended, or were revoked with many others.
 *
 * <p>A row says when to look at it, {@code NOTICE_AT}. Whoever moves that time on to the next one, in a transaction of its
 * own, has the mail to send: once, on however many nodes. A mail server that is away for a while is tried again an hour
 * later; a node that dies between the two has told nobody.
 */
final class OwnerNotices implements ScheduledTask {

    private static final Logger logger = Logger.getLogger(OwnerNotices.class);

    private static final int BATCH = 500;
    private static final Duration RETRY = Duration.ofHours(1);

    /** What is older is no news. */
    private static final Duration NEWS = Duration.ofDays(3);

    /** Keycloak's own transaction around a task ends after five minutes. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

    /** What a mail is about. */
    private enum Kind {
        NOTHING,
        EXPIRING,
        EXPIRED,
        REVOKED
    }

    /** One mail: tokens with the same of all of these. */
    private record Topic(String realmId, String ownerId, Kind kind, int days) {}

    private record Due(ApiTokenModel token, long noticeAt) {}

    @Override
    public void run(KeycloakSession session) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        Set<String> realmsWithoutMail = new HashSet<>();
        long start = System.nanoTime();
        int found;
        int moved;
        do {
            Map<Topic, List<Due>> topics = TransactionRetry.runOnce(factory, OwnerNotices::due);
            found = topics.values().stream().mapToInt(List::size).sum();
            moved = topics.entrySet().stream()
                    .mapToInt(topic -> tell(factory, topic.getKey(), topic.getValue(), realmsWithoutMail))
                    .sum();
        } while (found == BATCH && moved > 0 && System.nanoTime() - start < LONGEST_RUN.toNanos());
    }

    private static Map<Topic, List<Due>> due(KeycloakSession own) {
        Instant now = now();
        Map<Topic, List<Due>> topics = new LinkedHashMap<>();
        JpaApiTokenProvider.entityManager(own)
                .createQuery(
                        "select t from ApiTokenEntity t where t.noticeAt <= :now"
                                + " order by t.noticeAt, t.realmId, t.userId, t.id",
                        ApiTokenEntity.class)
                .setParameter("now", now.toEpochMilli())
                .setMaxResults(BATCH)
                .getResultList()
                .forEach(row -> topics.computeIfAbsent(topic(row, now), topic -> new ArrayList<>())
                        .add(new Due(row.toModel(), row.getNoticeAt())));
        return topics;
    }

    private static Topic topic(ApiTokenEntity row, Instant now) {
        ApiTokenModel token = row.toModel();
        int days = token.isRevoked() || token.expiresAt() == null
                ? 0
                : Notice.stage(token.expiresAt(), now).orElse(0);
        return new Topic(row.getRealmId(), token.ownerId(), kind(token, days, now), days);
    }

    private static Kind kind(ApiTokenModel token, int days, Instant now) {
        if (token.isRevoked()) {
            return now.isBefore(token.revokedAt().plus(NEWS)) ? Kind.REVOKED : Kind.NOTHING;
        }
        if (token.isExpired(now)) {
            return now.isBefore(token.expiresAt().plus(NEWS)) ? Kind.EXPIRED : Kind.NOTHING;
        }
        return days > 0 ? Kind.EXPIRING : Kind.NOTHING;
    }

    /** What another holds is for the next run. Says of how many tokens the time has moved. */
    private static int tell(KeycloakSessionFactory factory, Topic topic, List<Due> due, Set<String> realmsWithoutMail) {
        boolean isLater = topic.kind() != Kind.NOTHING && realmsWithoutMail.contains(topic.realmId());
        List<Due> mine = TransactionRetry.runOnce(factory, own -> {
            EntityManager em = JpaApiTokenProvider.entityManager(own);
            Set<String> free = FreeRows.take(
                    em, due.stream().map(token -> token.token().id()).toList());
            return due.stream()
                    .filter(token -> free.contains(token.token().id()))
                    .filter(token -> move(em, token, isLater ? Long.valueOf(retryAt()) : next(token.token())))
                    .toList();
        });
        if (isLater || mine.isEmpty() || topic.kind() == Kind.NOTHING) {
            return mine.size();
        }
        if (!isTold(factory, topic, mine.stream().map(Due::token).toList())) {
            realmsWithoutMail.add(topic.realmId());
            FreeRows.change(
                    factory, mine.stream().map(token -> token.token().id()).toList(), OwnerNotices::retry);
        }
        return mine.size();
    }

    /** Null after the last notice. */
    private static Long next(ApiTokenModel token) {
        Instant now = now();
        boolean hasEnded = token.isRevoked() || token.expiresAt() == null || token.isExpired(now);
        return hasEnded ? null : Long.valueOf(Notice.next(token.expiresAt(), now));
    }

    private static boolean move(EntityManager em, Due due, Long next) {
        return em.createQuery("update ApiTokenEntity t set t.noticeAt = :next where t.id = :id and t.noticeAt = :seen")
                        .setParameter("next", next)
                        .setParameter("id", due.token().id())
                        .setParameter("seen", due.noticeAt())
                        .executeUpdate()
                == 1;
    }

    /** Unless something else is due before. */
    private static int retry(KeycloakSession own, Collection<String> ids) {
        return JpaApiTokenProvider.entityManager(own)
                .createQuery("update ApiTokenEntity t set t.noticeAt = :retry where t.id in (:ids)"
                        + " and (t.noticeAt is null or t.noticeAt > :retry)")
                .setParameter("retry", retryAt())
                .setParameter("ids", ids)
                .executeUpdate();
    }

    private static long retryAt() {
        return now().plus(RETRY).toEpochMilli();
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }

    private static boolean isTold(KeycloakSessionFactory factory, Topic topic, List<ApiTokenModel> tokens) {
        try {
            return TransactionRetry.runOnce(factory, own -> send(own, topic, tokens));
        } catch (RuntimeException e) {
            logger.warnf(e, "Cannot tell user %s about API tokens", topic.ownerId());
            return false;
        }
    }

    private static boolean send(KeycloakSession own, Topic topic, List<ApiTokenModel> tokens) {
        RealmModel realm = own.realms().getRealm(topic.realmId());
        if (realm == null || !realm.isEnabled()) {
            return true;
        }
        own.getContext().setRealm(realm);
        own.getContext().setHttpRequest(new NoRequest());
        UserModel owner = own.users().getUserById(realm, topic.ownerId());
        if (owner == null) {
            return true;
        }
        OwnerMail mail = OwnerMail.to(own, owner);
        return switch (topic.kind()) {
            case EXPIRING -> mail.expiring(tokens, topic.days());
            case EXPIRED -> mail.expired(tokens);
            case REVOKED -> mail.revoked(tokens);
            case NOTHING -> true;
        };
    }
}
