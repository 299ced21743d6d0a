package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.cache.UserCache;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.UserModelDelegate;
import org.keycloak.storage.UserStorageUtil;

/**
 * Keeps tokens beside their owner in Keycloak's user cache, so that a check needs no SQL. What drops the owner from that
 * cache drops the tokens with them, on every node: any change of the user, and every {@link #evict}. Nothing of ours
 * travels between nodes.
 *
 * <p>Why a token that was just revoked cannot stay: the owner is looked up first, the row is read after, in a transaction
 * of its own. If the row was still live then, the revocation committed later, and the eviction that follows it drops the
 * very owner that the token was put beside. What changes rows past us, such as an operator's SQL, is noticed when the
 * entry is {@link #maxAge} old.
 *
 * <p>Without a cached owner (the cache is off, or the user storage has the policy NO_CACHE) every check reads the row.
 */
final class TokenCache {

    private static final String BESIDE_OWNER = "api-token:";

    private record Entry(ApiTokenModel token, long loadedAt) {}

    private final long maxAge;

    /** Where to look: the owner of a hash in a realm. Known hashes only, so that a flood of unknown ones fills nothing. */
    private final RecentMap<String, String> owners;

    TokenCache(Duration maxAge, int size) {
        this.maxAge = maxAge.toNanos();
        this.owners = new RecentMap<>(size);
    }

    /**
     * The token with this hash, from the cache or else from the loader.
     *
     * @param loader reads the row with the session it is given
     */
    Optional<ApiTokenModel> get(
            KeycloakSession session,
            RealmModel realm,
            String hash,
            Function<KeycloakSession, Optional<ApiTokenModel>> loader) {
        String key = realm.getId() + ':' + hash;
        String ownerId = owners.get(key);
        Map<String, Object> beside = ownerId == null ? null : besideOwner(session, realm, ownerId);
        if (beside == null) {
            Optional<ApiTokenModel> token = loader.apply(session);
            token.ifPresent(found -> owners.put(key, found.ownerId()));
            return token;
        }
        if (beside.get(BESIDE_OWNER + hash) instanceof Entry entry && System.nanoTime() - entry.loadedAt() < maxAge) {
            return Optional.of(entry.token());
        }
        long loadedAt = System.nanoTime();
        Optional<ApiTokenModel> token =
                KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), loader::apply);
        token.ifPresentOrElse(
                found -> beside.put(BESIDE_OWNER + hash, new Entry(found, loadedAt)),
                () -> beside.remove(BESIDE_OWNER + hash));
        return token;
    }

    /** Null where there is no cached owner. */
    @SuppressWarnings("unchecked") // CachedObject.getCachedWith() is a raw map
    private static Map<String, Object> besideOwner(KeycloakSession session, RealmModel realm, String ownerId) {
        UserModel owner = session.users().getUserById(realm, ownerId);
        return owner instanceof CachedUserModel cached && !cached.isMarkedForEviction() ? cached.getCachedWith() : null;
    }

    /**
     * Drops an owner's tokens on every node once the session's transaction has committed. Wrapped, so that Keycloak
     * takes just the ids from the owner: a revocation must not need a user storage that may be away.
     */
    static void evict(KeycloakSession session, RealmModel realm, UserModel owner) {
        UserCache cache = UserStorageUtil.userCache(session);
        if (cache != null) {
            cache.evict(realm, new UserModelDelegate(owner));
        }
    }
}
