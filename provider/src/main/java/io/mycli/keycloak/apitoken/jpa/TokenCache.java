package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.cache.LruMap;
import io.mycli.keycloak.apitoken.metrics.ApiTokenMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.cache.UserCache;
import org.keycloak.models.utils.UserModelDelegate;
import org.keycloak.storage.UserStorageUtil;

/**
 * A cache of tokens, so that a check needs no SQL. An entry has a stamp, and the same stamp is stored with the token's
 * owner in Keycloak's user cache. The entry is valid only while the owner has that stamp. When Keycloak drops the owner
 * from its cache, the stamp is dropped, too, on every node. This happens at any change of the user, and at every {@link
 * #evict}. The extension sends nothing between nodes.
 *
 * <p>A token that was just revoked cannot be stored, for this reason: the stamp is read before the row. The entry is
 * valid only if the row was read with all that was committed before. If the row was live then, the revocation was
 * committed later. Its eviction then drops the stamp that the entry was stored with. A change that bypasses Keycloak,
 * such as an operator's SQL, takes effect when the entry is {@link #maxAge} old.
 *
 * <p>Without a cached owner, every check reads the row: the cache is off, or the user storage has the policy NO_CACHE.
 */
final class TokenCache {

    private static final String STAMP_KEY = "api-token";

    /**
     * A cached token. An entry without a stamp only tells the owner, and the next check reads the row again.
     *
     * @param stamp may be null
     * @param loadedAt by {@link System#nanoTime}
     */
    private record Entry(StoredSecret secret, @Nullable Object stamp, long loadedAt) {}

    /** In nanoseconds. */
    private final long maxAge;

    private final SecretLookup stored = new SecretLookup();

    /** Existing tokens only, so that a flood of unknown ones evicts none. */
    private final LruMap<SecretLookup.Key, Entry> entries;

    TokenCache(Duration maxAge, int size) {
        this.maxAge = maxAge.toNanos();
        this.entries = new LruMap<>(size);
    }

    /** Returns the token with the secret of this hash, from the cache or else from the database. */
    Optional<StoredSecret> get(KeycloakSession session, RealmModel realm, String hash) {
        SecretLookup.Key key = new SecretLookup.Key(realm.getId(), hash);
        Entry entry = entries.get(key);
        Object stamp = entry == null
                ? null
                : stamp(session, realm, entry.secret().token().ownerId());
        if (entry == null || stamp == null) {
            ApiTokenMetrics.cacheAsked(false);
            return store(key, stored.get(session, key).secret(), null, 0);
        }
        long now = System.nanoTime();
        boolean isHit = stamp == entry.stamp() && now - entry.loadedAt() < maxAge;
        ApiTokenMetrics.cacheAsked(isHit);
        if (isHit) {
            return Optional.of(entry.secret());
        }
        SecretLookup.Found found = stored.get(session, key);
        return store(key, found.secret(), found.isFresh() ? stamp : null, now);
    }

    private Optional<StoredSecret> store(
            SecretLookup.Key key, Optional<StoredSecret> secret, @Nullable Object stamp, long loadedAt) {
        secret.ifPresent(found -> entries.put(key, new Entry(found, stamp, loadedAt)));
        return secret;
    }

    /** Returns the owner's stamp, which is created if it is missing; null if the owner is not cached. */
    @SuppressWarnings("unchecked") // CachedObject.getCachedWith() is a raw map
    private static @Nullable Object stamp(KeycloakSession session, RealmModel realm, String ownerId) {
        UserModel owner = session.users().getUserById(realm, ownerId);
        return owner instanceof CachedUserModel cached && !cached.isMarkedForEviction()
                ? cached.getCachedWith().computeIfAbsent(STAMP_KEY, key -> new Object())
                : null;
    }

    /** Evicts all tokens of a realm, on every node, after the session's transaction has committed. */
    static void evictAll(KeycloakSession session, RealmModel realm) {
        UserCache cache = UserStorageUtil.userCache(session);
        if (cache != null) {
            cache.evict(realm);
        }
    }

    /**
     * Evicts an owner's tokens, on every node, after the session's transaction has committed. The owner is wrapped, so
     * that Keycloak reads only the ids: a revocation must not need a user storage that may be unavailable.
     */
    static void evict(KeycloakSession session, RealmModel realm, UserModel owner) {
        UserCache cache = UserStorageUtil.userCache(session);
        if (cache != null) {
            cache.evict(realm, new UserModelDelegate(owner));
        }
    }

    /** Evicts the tokens of owners of whom only the ids are known. Keycloak finds a cached user by its id. */
    static void evictOwners(KeycloakSession session, RealmModel realm, Collection<String> ownerIds) {
        UserCache cache = UserStorageUtil.userCache(session);
        if (cache != null) {
            ownerIds.forEach(id -> cache.evict(realm, new OnlyId(id)));
        }
    }

    /**
     * A user with only an id. Keycloak also evicts by username and address; with an empty username and no address, it
     * evicts nothing else.
     */
    private static final class OnlyId extends UserModelDelegate {

        private final String id;

        OnlyId(String id) {
            super(null);
            this.id = id;
        }

        @Override
        public String getId() {
            return id;
        }

        @Override
        public String getUsername() {
            return "";
        }

        @Override
        public @Nullable String getEmail() {
            return null;
        }
    }
}
