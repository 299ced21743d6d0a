package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.NewApiToken;
import io.mycli.keycloak.apitoken.policy.ApiTokenException;
import io.mycli.keycloak.apitoken.policy.ErrorCode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
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
final class OwnerKeys {

    private static final String OF_OWNER = " where t.realmId = :realm and t.userId = :user and t.slotKey <> t.id";

    private static final int MOST_CHOICES = 64;

    private final String realmId;
    private final String userId;

    OwnerKeys(String realmId, String userId) {
        this.realmId = realmId;
        this.userId = userId;
    }

    /**
     * Inserts a token into one of the owner's free slots, and flushes.
     *
     * @throws ApiTokenException TOKEN_NAME_EXISTS or TOKEN_LIMIT_REACHED
     */
    ApiTokenModel insert(EntityManager em, NewApiToken token, int maxPerUser, long now) {
        releaseExpired(em, now);
        List<Object[]> held = held(em);
        requireFreeName(held, token);
        ApiTokenEntity entity = entity(token, freeSlot(held, maxPerUser), now);
        em.persist(entity);
        em.flush();
        return entity.toModel();
    }

    private void releaseExpired(EntityManager em, long now) {
        ofOwner(em.createQuery("update ApiTokenEntity t set t.slotKey = t.id, t.nameKey = t.id" + OF_OWNER
                        + " and t.expiresAt <= :now"))
                .setParameter("now", now)
                .executeUpdate();
    }

    private List<Object[]> held(EntityManager em) {
        return em.createQuery("select t.slotKey, t.nameKey from ApiTokenEntity t" + OF_OWNER, Object[].class)
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .getResultList();
    }

    private Query ofOwner(Query query) {
        return query.setParameter("realm", realmId).setParameter("user", userId);
    }

    private static void requireFreeName(List<Object[]> held, NewApiToken token) {
        String key = token.name().key();
        if (held.stream().anyMatch(keys -> key.equals(keys[1]))) {
            throw new ApiTokenException(
                    ErrorCode.TOKEN_NAME_EXISTS, "You have a token of this name: choose another, or revoke that one.");
        }
    }

    /**
     * Any of the first so many free slots as there are tokens to go until the cap. Even tokens in slots beyond the
     * cap, from before it was lowered, cannot make parallel inserts exceed it; and picking at random spreads these. A
     * few choices spread enough, and a cap of a billion takes no longer than one of ten.
     */
    private static String freeSlot(List<Object[]> held, int maxPerUser) {
        int room = maxPerUser - held.size();
        if (room <= 0) {
            throw new ApiTokenException(
                    ErrorCode.TOKEN_LIMIT_REACHED,
                    "You have " + held.size() + " of " + maxPerUser + " tokens: revoke one first.");
        }
        int choices = Math.min(room, MOST_CHOICES);
        Set<Object> taken = held.stream().map(keys -> keys[0]).collect(Collectors.toSet());
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
        return entity;
    }
}
