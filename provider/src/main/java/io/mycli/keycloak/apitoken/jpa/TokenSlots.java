package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.NewApiToken;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The slots and names that an owner's live tokens hold, and how a new token gets its own.
 *
 * <p>Looking first gives the friendly errors; the two unique keys give the guarantee. Of two inserts that saw the same
 * free slot, the database lets one through, and the other looks again.
 */
final class TokenSlots {

    private static final int MOST_CHOICES = 64;

    private final String realmId;
    private final String userId;

    TokenSlots(String realmId, String userId) {
        this.realmId = realmId;
        this.userId = userId;
    }

    /**
     * Inserts a token into one of the owner's free slots, flushes, and removes the oldest of too many ended ones.
     *
     * @param news that its owner has to be told, {@link News}
     * @throws ApiTokenException TOKEN_NAME_EXISTS or TOKEN_LIMIT_REACHED
     */
    ApiTokenModel insert(EntityManager em, NewApiToken token, int maxPerUser, long news, long now) {
        List<Holder> holders = holders(em);
        releaseExpired(em, holders, now);
        List<Holder> live =
                holders.stream().filter(holder -> !holder.isExpired(now)).toList();
        requireFreeName(live, token);
        ApiTokenEntity entity = entity(token, freeSlot(live, maxPerUser), now);
        entity.addNews(news, now);
        em.persist(entity);
        em.flush();
        EndedRows.trim(em, realmId, userId, now);
        return entity.toModel();
    }

    /**
     * By their ids, and only where there are any: an update of all that the owner has locks the gaps between the keys on
     * MySQL and MariaDB, where parallel creations would then wait for each other in a ring. The time once more, for a
     * rotation may have been faster.
     */
    private static void releaseExpired(EntityManager em, List<Holder> holders, long now) {
        holders.stream()
                .filter(holder -> holder.isExpired(now))
                .forEach(holder -> em.createQuery("update ApiTokenEntity t set t.slotKey = t.id, t.nameKey = t.id"
                                + " where t.id = :id and t.expiresAt <= :now")
                        .setParameter("id", holder.id())
                        .setParameter("now", now)
                        .executeUpdate());
    }

    private List<Holder> holders(EntityManager em) {
        return em.createQuery(
                        "select t.id, t.slotKey, t.name, t.expiresAt from ApiTokenEntity t"
                                + " where t.realmId = :realm and t.userId = :user and t.slotKey <> t.id",
                        Object[].class)
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .getResultStream()
                .map(row -> new Holder((String) row[0], (String) row[1], (String) row[2], (Long) row[3]))
                .toList();
    }

    private record Holder(String id, String slotKey, String name, Long expiresAt) {

        boolean isExpired(long now) {
            return expiresAt != null && expiresAt <= now;
        }
    }

    /** By the names: a row from before names were folded by NFKC has another key than a name that looks like its own. */
    private static void requireFreeName(List<Holder> live, NewApiToken token) {
        if (live.stream().map(Holder::name).anyMatch(token.name()::looksLike)) {
            throw new ApiTokenException(
                    ErrorCode.TOKEN_NAME_EXISTS, "You have a token with this name. Choose another name.", "name");
        }
    }

    /**
     * Any of the first so many free slots as there are tokens to go until the cap. Even tokens in slots beyond the
     * cap, from before it was lowered, cannot make parallel inserts exceed it; and picking at random spreads these. A
     * few choices spread enough, and a cap of a billion takes no longer than one of ten.
     */
    private static String freeSlot(List<Holder> live, int maxPerUser) {
        int room = maxPerUser - live.size();
        if (room <= 0) {
            throw new ApiTokenException(
                    ErrorCode.TOKEN_LIMIT_REACHED,
                    "You have " + live.size() + " of " + maxPerUser + " tokens. Revoke one first.");
        }
        int choices = Math.min(room, MOST_CHOICES);
        Set<String> taken = live.stream().map(Holder::slotKey).collect(Collectors.toSet());
        return IntStream.range(0, maxPerUser)
                .mapToObj(Integer::toString)
                .filter(slot -> !taken.contains(slot))
                .limit(choices)
                .skip(ThreadLocalRandom.current().nextInt(choices))
                .findFirst()
                .orElseThrow();
    }

    private ApiTokenEntity entity(NewApiToken token, String slot, long now) {
        ApiTokenEntity entity = new ApiTokenEntity();
        entity.setId(UUID.randomUUID().toString());
        entity.setRealmId(realmId);
        entity.setUserId(userId);
        entity.setTokenHash(token.hash());
        entity.setPrefix(token.prefix());
        entity.setName(token.name().value());
        entity.setNameKey(token.name().key());
        entity.setSlotKey(slot);
        entity.setProfile(token.profile());
        entity.setScope(token.scope());
        entity.setCreatedAt(now);
        entity.setExpiresAt(token.expiresAt());
        entity.setNoticeAt(ExpiryNoticeSchedule.first(Instant.ofEpochMilli(now), token.expiresAt()));
        return entity;
    }
}
