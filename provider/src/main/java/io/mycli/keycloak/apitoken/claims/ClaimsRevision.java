package io.mycli.keycloak.apitoken.claims;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CacheRealmProvider;
import org.keycloak.models.cache.CachedRealmModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.cache.infinispan.RealmCacheSession;

/**
 * The state of all that pure mappers read, as Keycloak's caches of this node have it. As long as it is current, they
 * compute the same claims. {@code docs/explanation/adr/0015} has the argument for each part.
 *
 * @param owner a stamp in the cached owner, which goes when Keycloak drops the owner from its cache: with every change
 *     of the user
 * @param realm a stamp in the cached realm, which goes when the realm's cache is cleared, and with every change of the
 *     realm itself
 * @param counter of the realm's cache, which grows with every invalidation of a realm, client, client scope, role, group
 *     or organization on this node, also by another
 */
record ClaimsRevision(Object owner, Object realm, long counter) {

    private static final String STAMP = "api-token-claims";

    /**
     * Returns the revision of what this session reads. Its counter is that of the beginning of the session, because the
     * session keeps the clients and roles that it has read since.
     *
     * @param owner as read in this session
     * @return null if it cannot be told: a cache is off, or does not have the owner or the realm
     */
    static @Nullable ClaimsRevision of(KeycloakSession session, UserModel owner) {
        RealmCacheSession cache = realmCache(session);
        Map<Object, Object> withOwner = cachedWith(owner);
        Map<Object, Object> withRealm = cachedWith(session.getContext().getRealm());
        if (cache == null || withOwner == null || withRealm == null) {
            return null;
        }
        return new ClaimsRevision(
                withOwner.computeIfAbsent(STAMP, key -> new Object()),
                withRealm.computeIfAbsent(STAMP, key -> new Object()),
                cache.getStartupRevision());
    }

    /**
     * Returns whether nothing has changed since.
     *
     * @param now the revision of the session that asks, for the same owner and realm
     */
    boolean isCurrent(KeycloakSession session, ClaimsRevision now) {
        RealmCacheSession cache = realmCache(session);
        return cache != null
                && owner == now.owner
                && realm == now.realm
                && counter == cache.getCache().getCurrentCounter();
    }

    private static @Nullable RealmCacheSession realmCache(KeycloakSession session) {
        return session.getProvider(CacheRealmProvider.class) instanceof RealmCacheSession cache ? cache : null;
    }

    @SuppressWarnings("unchecked") // CachedObject.getCachedWith() is a raw map
    private static @Nullable Map<Object, Object> cachedWith(UserModel owner) {
        return owner instanceof CachedUserModel cached && !cached.isMarkedForEviction() ? cached.getCachedWith() : null;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Map<Object, Object> cachedWith(RealmModel realm) {
        return realm instanceof CachedRealmModel cached ? cached.getCachedWith() : null;
    }
}
