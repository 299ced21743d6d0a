package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.metrics.ApiTokenMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.cache.UserCache;
import org.keycloak.models.utils.UserModelDelegate;
import org.keycloak.storage.UserStorageUtil;

/**
 * Remembers tokens, so that a check needs no SQL. A token is remembered together with a stamp that lies beside its owner
 * in Keycloak's user cache, and counts only while the owner has that very stamp. What drops the owner from that cache
 * drops the stamp with them, on every node: any change of the user, and every {@link #evict}. Nothing of ours travels
 * between nodes.
 *
 * <p>Why a token that was just revoked cannot stay: the stamp is looked up first, the row is read after, and counts
 * only if that reading saw all that was committed before. If the row was still live then, the revocation committed later, and the eviction that follows it drops the
 * very stamp that the token was remembered with. What changes rows past us, such as an operator's SQL, is noticed when
 * the entry is {@link #maxAge} old.
 *
 * <p>Without a cached owner (the cache is off, or the user storage has the policy NO_CACHE) every check reads the row.
 */
final class TokenCache {

    private static final String BESIDE_OWNER = "api-token";

    /** Without a stamp, all that counts is whose it is: the next check reads the row again. */
    private record Entry(StoredSecret secret, Object stamp, long loadedAt) {}

    private final long maxAge;

    private final SecretLookup stored = new SecretLookup();

    /** Tokens that exist only, so that a flood of unknown ones drives none out. */
    private final LruMap<SecretLookup.Key, Entry> entries;

    TokenCache(Duration maxAge, int size) {
        this.maxAge = maxAge.toNanos();
        this.entries = new LruMap<>(size);
    }

    /** The token with this secret, by its hash: from the cache or else from the database. */
    Optional<StoredSecret> get(KeycloakSession session, RealmModel realm, String hash) {
        SecretLookup.Key key = new SecretLookup.Key(realm.getId(), hash);
        Entry entry = entries.get(key);
        Object stamp = entry == null
                ? null
                : stamp(session, realm, entry.secret().token().ownerId());
        if (stamp == null) {
            ApiTokenMetrics.cacheAsked(false);
            return remember(key, stored.get(session, key).secret(), null, 0);
        }
        long now = System.nanoTime();
        boolean isHit = stamp == entry.stamp() && now - entry.loadedAt() < maxAge;
        ApiTokenMetrics.cacheAsked(isHit);
        if (isHit) {
            return Optional.of(entry.secret());
        }
        SecretLookup.Found found = stored.get(session, key);
        return remember(key, found.secret(), found.isFresh() ? stamp : null, now);
    }

    private Optional<StoredSecret> remember(
            SecretLookup.Key key, Optional<StoredSecret> secret, Object stamp, long loadedAt) {
        secret.ifPresent(found -> entries.put(key, new Entry(found, stamp, loadedAt)));
        return secret;
    }

    /** Null where there is no cached owner. */
    @SuppressWarnings("unchecked") // CachedObject.getCachedWith() is a raw map
    private static Object stamp(KeycloakSession session, RealmModel realm, String ownerId) {
        UserModel owner = session.users().getUserById(realm, ownerId);
        return owner instanceof CachedUserModel cached && !cached.isMarkedForEviction()
                ? cached.getCachedWith().computeIfAbsent(BESIDE_OWNER, key -> new Object())
                : null;
    }

    /** Drops every token of a realm on every node once the session's transaction has committed. */
    static void evictAll(KeycloakSession session, RealmModel realm) {
        UserCache cache = UserStorageUtil.userCache(session);
        if (cache != null) {
            cache.evict(realm);
        }
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

    /** The same for many owners, of whom only the ids are known: it is by its id that a cached user is found. */
    static void evictOwners(KeycloakSession session, RealmModel realm, Collection<String> ownerIds) {
        UserCache cache = UserStorageUtil.userCache(session);
        if (cache != null) {
            ownerIds.forEach(id -> cache.evict(realm, new OnlyId(id)));
        }
    }

    /** Keycloak also drops what it has cached by username and address; nothing is cached by none. */
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
        public String getEmail() {
            return null;
        }
    }
}
