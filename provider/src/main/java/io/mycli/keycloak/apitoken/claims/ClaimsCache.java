package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.cache.LruMap;
import io.mycli.keycloak.apitoken.metrics.ApiTokenMetrics;
import io.mycli.keycloak.apitoken.verification.VerificationResult;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.client.ClientStorageProvider;

/**
 * A cache of the introspection responses of valid tokens, without the times, which each response has of its own. Whether
 * the token is valid, and whether the resource server may accept it, is decided at each check.
 *
 * <p>An entry is used only while the {@link ClaimsRevision} is current and the cache of tokens still has the secret that
 * it was computed for, so for {@code cache-seconds} at most. Claims of other than {@link PureMappers} are computed at
 * each check.
 */
public final class ClaimsCache {

    private static final Logger logger = Logger.getLogger(ClaimsCache.class);

    /** The longest response that is kept. */
    private static final int MAX_BYTES = 4096;

    /** The number of realms that the log names at most. */
    private static final int MAX_LOGGED = 1000;

    private static final int DEFAULT_SIZE = 10_000;
    private static final int DEFAULT_SECONDS = 30;

    /** The scopes whose value is a member of another object, such as an organization, begin with a name and this. */
    private static final String WITH_VALUE = ":";

    private static final String ORGANIZATION = "organization";

    /** @param base the issuer depends on it, unless the server has a fixed hostname */
    private record Key(String realmId, String tokenId, boolean isReplaced, String base) {}

    private record Entry(StoredSecret secret, ClaimsRevision revision, IntrospectionMembers members) {}

    private final IssuerCache issuers = new IssuerCache();
    private final boolean isOn;
    private final LruMap<Key, Entry> entries;
    private final Set<String> loggedRealms = ConcurrentHashMap.newKeySet();

    private ClaimsCache(boolean isOn, int size) {
        this.isOn = isOn;
        this.entries = new LruMap<>(size);
    }

    /** Returns a cache with the options {@code spi-api-token--jpa--cache-claims} and {@code cache-size}. */
    public static ClaimsCache create() {
        Config.Scope config = Config.scope("api-token", "jpa");
        boolean isOn = config.getBoolean("cache-claims", true) && config.getInt("cache-seconds", DEFAULT_SECONDS) > 0;
        return new ClaimsCache(isOn, config.getInt("cache-size", DEFAULT_SIZE));
    }

    /** Returns the issuers of derived JWTs. */
    public IssuerCache issuers() {
        return issuers;
    }

    /**
     * Returns the introspection response for a resource server; null if it may not accept the token.
     *
     * @param withJwt whether to add the claims as a signed JWT, which is made for each response
     */
    public byte @Nullable [] introspect(
            KeycloakSession session,
            VerificationResult.Accepted accepted,
            ClientModel resourceServer,
            boolean withJwt) {
        boolean mayBeCached = isOn && !withJwt && !hasScopeOfOrganization(accepted.token());
        ClaimsRevision revision = mayBeCached ? ClaimsRevision.of(session, accepted.owner()) : null;
        Key key = key(session, accepted.secret());
        IntrospectionMembers members = revision == null ? null : find(session, key, accepted.secret(), revision);
        ApiTokenMetrics.claimsAsked(members != null);
        RealmModel realm = session.getContext().getRealm();
        ChosenAudience chosen = new ChosenAudience(realm, accepted.token().access());
        if (members != null) {
            return members.response(chosen, new ResourceServer(resourceServer), TimeClaims.ofNow(accepted, realm));
        }
        ApiTokenClaims claims = ApiTokenClaims.of(session, issuers, accepted);
        IntrospectionMembers computed = claims.toMembers(withJwt);
        if (revision != null) {
            keep(realm, key, claims, new Entry(accepted.secret(), revision, computed));
        }
        return computed.response(chosen, new ResourceServer(resourceServer), claims.times());
    }

    @SuppressWarnings("ReferenceEquality") // a secret that was read again has an equal value and is another one
    private @Nullable IntrospectionMembers find(
            KeycloakSession session, Key key, StoredSecret secret, ClaimsRevision revision) {
        Entry entry = entries.get(key);
        return entry != null && entry.secret() == secret && entry.revision().isCurrent(session, revision)
                ? entry.members()
                : null;
    }

    private void keep(RealmModel realm, Key key, ApiTokenClaims claims, Entry entry) {
        if (claims.impureMapper() != null) {
            log(realm, claims.impureMapper());
        } else if (entry.members().length() <= MAX_BYTES && !hasForeignClients(realm)) {
            entries.put(key, entry);
        }
    }

    /**
     * Returns whether a scope of the token depends on an organization, or on a value as {@code organization:acme} does.
     * Keycloak caches these apart from the owner and the realm.
     */
    private static boolean hasScopeOfOrganization(ApiTokenModel token) {
        String scope = token.scope();
        return scope != null
                && (scope.contains(WITH_VALUE) || List.of(scope.split(" ", -1)).contains(ORGANIZATION));
    }

    /** Returns whether a client may come from another storage, whose changes move no counter. */
    private static boolean hasForeignClients(RealmModel realm) {
        return realm.getComponentsStream(realm.getId(), ClientStorageProvider.class.getName())
                .findAny()
                .isPresent();
    }

    /** Says once why the claims of a realm are not cached. */
    private void log(RealmModel realm, String mapper) {
        if (loggedRealms.size() < MAX_LOGGED && loggedRealms.add(realm.getId())) {
            logger.infof(
                    "The claims of API tokens of realm %s are computed at each check, because of the mapper %s",
                    realm.getName(), mapper);
        }
    }

    private static Key key(KeycloakSession session, StoredSecret secret) {
        return new Key(
                session.getContext().getRealm().getId(),
                secret.token().id(),
                secret.isReplaced(),
                session.getContext().getUri().getBaseUri().toString());
    }
}
