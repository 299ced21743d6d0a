package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenEdit;
import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.NewApiToken;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.policy.TokenName;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The slots and names of an owner's live tokens, and their assignment to a new token.
 *
 * <p>The check before the insert gives readable errors, and the two unique keys enforce the limits. If two inserts
 * choose the same free slot, the database accepts one, and the other is repeated.
 */
final class TokenSlots {

    private static final int MAX_CHOICES = 64;

    private final String realmId;
    private final String userId;
    private final NotBefore notBefore;

    TokenSlots(RealmModel realm, UserModel owner) {
        this.realmId = realm.getId();
        this.userId = owner.getId();
        this.notBefore = NotBefore.of(realm);
    }

    /**
     * Inserts a token into one of the owner's free slots, flushes, and removes the oldest of too many ended tokens.
     *
     * @param news mails to the owner, bits of {@link News}
     * @param now in milliseconds since the epoch
     * @throws ApiTokenException TOKEN_NAME_EXISTS or TOKEN_LIMIT_REACHED
     */
    ApiTokenModel insert(EntityManager em, NewApiToken token, int maxPerUser, long news, long now) {
        List<Holder> holders = holders(em);
        releaseEnded(em, holders, now);
        List<Holder> live = holders.stream()
                .filter(holder -> !holder.isEnded(now, notBefore))
                .toList();
        requireFreeName(live, token.name());
        ApiTokenEntity entity = ApiTokenEntity.of(realmId, userId, token, freeSlot(live, maxPerUser));
        entity.addNews(news, now);
        em.persist(entity);
        em.flush();
        EndedRows.trim(em, realmId, userId, now);
        return entity.toModel();
    }

    /**
     * Changes what a token is called.
     *
     * @param now in milliseconds since the epoch
     * @throws ApiTokenException TOKEN_NAME_EXISTS, or TOKEN_NOT_FOUND if the owner has no such token or it is revoked
     */
    ApiTokenModel edit(EntityManager em, String id, ApiTokenEdit edit, long now) {
        List<Holder> holders = holders(em);
        releaseEnded(em, holders, now);
        ApiTokenEntity row = em.find(ApiTokenEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null || !row.isOf(realmId, userId) || row.toModel().isRevoked()) {
            throw new ApiTokenException(ErrorCode.TOKEN_NOT_FOUND, "You have no token with this id. List your tokens.");
        }
        if (edit.name() != null) {
            List<Holder> others = holders.stream()
                    .filter(holder ->
                            !holder.isEnded(now, notBefore) && !holder.id().equals(id))
                    .toList();
            requireFreeName(others, edit.name());
            row.rename(edit.name());
        }
        if (edit.description() != null) {
            row.setDescription(edit.description().isEmpty() ? null : edit.description());
        }
        em.flush();
        return row.toModel();
    }

    /**
     * Releases the slots and names of tokens that expired or that a not-before ended, by id, and only if there are any. On MySQL and MariaDB, an update
     * of all rows of the owner would lock the gaps between the keys. Parallel creations would deadlock. The condition
     * on the time is repeated, because a rotation may have been faster.
     */
    private void releaseEnded(EntityManager em, List<Holder> holders, long now) {
        holders.stream()
                .filter(holder -> holder.isEnded(now, notBefore))
                .forEach(holder -> em.createQuery(
                                "update ApiTokenEntity t set t.slotKey = t.id, t.nameKey = t.id"
                                        + " where t.id = :id and (t.expiresAt <= :now or coalesce(t.rotatedAt, t.createdAt) = :issued)")
                        .setParameter("id", holder.id())
                        .setParameter("now", now)
                        .setParameter("issued", holder.issuedAt())
                        .executeUpdate());
    }

    private List<Holder> holders(EntityManager em) {
        return em.createQuery(
                        "select t.id, t.slotKey, t.name, t.expiresAt, coalesce(t.rotatedAt, t.createdAt) from ApiTokenEntity t"
                                + " where t.realmId = :realm and t.userId = :user and t.slotKey <> t.id",
                        Object[].class)
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .getResultStream()
                .map(row -> new Holder((String) row[0], (String) row[1], (String) row[2], (Long) row[3], (Long) row[4]))
                .toList();
    }

    /**
     * A token that holds a slot.
     *
     * @param expiresAt in milliseconds since the epoch; null if it never expires
     * @param issuedAt when the secret was issued, in milliseconds since the epoch
     */
    private record Holder(
            String id,
            String slotKey,
            String name,
            @Nullable Long expiresAt,
            long issuedAt) {

        boolean isEnded(long now, NotBefore notBefore) {
            return (expiresAt != null && expiresAt <= now) || notBefore.ends(issuedAt);
        }
    }

    /**
     * Rejects a name that a live token has. Names are compared, not their keys: a row from before names were folded by
     * NFKC has another key.
     */
    private static void requireFreeName(List<Holder> live, TokenName name) {
        if (live.stream().map(Holder::name).anyMatch(name::looksLike)) {
            throw new ApiTokenException(
                    ErrorCode.TOKEN_NAME_EXISTS, "You have a token with this name. Choose another name.", "name");
        }
    }

    /**
     * Returns a random slot of the first {@code n} free ones, where {@code n} tokens may still be created. Even tokens
     * in slots above the limit, from before it was lowered, cannot make parallel inserts exceed it. A random choice
     * reduces conflicts between them. Few choices are enough, and a limit of a billion costs no more than one of ten.
     */
    private static String freeSlot(List<Holder> live, int maxPerUser) {
        int available = maxPerUser - live.size();
        if (available <= 0) {
            throw new ApiTokenException(
                    ErrorCode.TOKEN_LIMIT_REACHED,
                    "You have " + live.size() + " of " + maxPerUser + " tokens. Revoke one first.");
        }
        int choices = Math.min(available, MAX_CHOICES);
        Set<String> taken = live.stream().map(Holder::slotKey).collect(Collectors.toSet());
        return IntStream.range(0, maxPerUser)
                .mapToObj(Integer::toString)
                .filter(slot -> !taken.contains(slot))
                .limit(choices)
                .skip(ThreadLocalRandom.current().nextInt(choices))
                .findFirst()
                .orElseThrow();
    }
}
