package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenCounts;
import io.mycli.keycloak.apitoken.ApiTokenEdit;
import io.mycli.keycloak.apitoken.ApiTokenFilter;
import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.ApiTokenSort;
import io.mycli.keycloak.apitoken.LastUse;
import io.mycli.keycloak.apitoken.NewApiToken;
import io.mycli.keycloak.apitoken.NewSecret;
import io.mycli.keycloak.apitoken.PolicyImpact;
import io.mycli.keycloak.apitoken.RevocationListener;
import io.mycli.keycloak.apitoken.RevocationReason;
import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.TokenOwner;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.MailKind;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.entities.RealmEntity;
import org.keycloak.storage.StorageId;

/** The provider of API tokens in the database of the session. */
final class JpaApiTokenProvider implements ApiTokenProvider {

    private final KeycloakSession session;
    private final SecretFormat secretFormat;
    private final TokenCache cache;
    private final LastUsedRecorder lastUsed;

    JpaApiTokenProvider(
            KeycloakSession session, SecretFormat secretFormat, TokenCache cache, LastUsedRecorder lastUsed) {
        this.session = session;
        this.secretFormat = secretFormat;
        this.cache = cache;
        this.lastUsed = lastUsed;
    }

    @Override
    public SecretFormat secretFormat() {
        return secretFormat;
    }

    @Override
    public ApiTokenModel create(RealmModel realm, UserModel owner, NewApiToken token, int maxPerUser) {
        return new TokenSlots(realm, owner)
                .insert(entityManager(), token, maxPerUser, News.of(MailKind.CREATED, realm), Time.currentTimeMillis());
    }

    @Override
    public Optional<StoredSecret> getByHash(RealmModel realm, ApiTokenSecret secret) {
        return cache.get(session, realm, secret.hash());
    }

    @Override
    public Map<String, StoredSecret> getByHashes(RealmModel realm, Collection<ApiTokenSecret> secrets) {
        Set<SecretLookup.Key> keys = secrets.stream()
                .map(secret -> new SecretLookup.Key(realm.getId(), secret.hash()))
                .collect(Collectors.toSet());
        return SecretLookup.findAll(entityManager(), keys).entrySet().stream()
                .collect(Collectors.toMap(found -> found.getKey().hash(), Map.Entry::getValue));
    }

    @Override
    public RealmModel lockPolicy(RealmModel realm) {
        EntityManager em = entityManager();
        em.find(RealmEntity.class, realm.getId(), LockModeType.PESSIMISTIC_WRITE);
        em.clear(); // what was read together with the lock may be older than the wait for it
        session.getContext().setRealm(session.realms().getRealm(realm.getId()));
        return session.getProvider(RealmProvider.class).getRealm(realm.getId());
    }

    @Override
    public Optional<ApiTokenModel> getById(RealmModel realm, String id) {
        EntityManager em = entityManager();
        ApiTokenEntity row = ApiTokenModel.isId(id) ? em.find(ApiTokenEntity.class, id) : null;
        if (row == null || !row.isIn(realm)) {
            return Optional.empty();
        }
        ApiTokenModel token = row.toModel();
        em.detach(row); // otherwise a later lookup in this session would return this state
        return Optional.of(token);
    }

    @Override
    public Optional<ApiTokenModel> getById(RealmModel realm, UserModel owner, String id) {
        return ownedBy(entityManager(), realm, owner, "and t.id = :id", query -> query.setParameter("id", id))
                .findFirst();
    }

    @Override
    public Stream<ApiTokenModel> getTokensStream(RealmModel realm, UserModel owner) {
        return ownedBy(entityManager(), realm, owner, "order by t.createdAt desc, t.id", query -> query);
    }

    @Override
    public List<ApiTokenModel> getEnded(RealmModel realm, UserModel owner, int max) {
        return EndedRows.list(entityManager(), realm, owner, Time.currentTimeMillis(), max);
    }

    private static Stream<ApiTokenModel> ownedBy(
            EntityManager em,
            RealmModel realm,
            UserModel owner,
            String condition,
            Function<TypedQuery<ApiTokenEntity>, TypedQuery<ApiTokenEntity>> parameters) {
        NotBefore notBefore = NotBefore.of(realm);
        TypedQuery<ApiTokenEntity> query = em.createQuery(
                        "select t from ApiTokenEntity t where t.realmId = :realm and t.userId = :user and "
                                + notBefore.notRevoked() + " " + condition,
                        ApiTokenEntity.class)
                .setParameter("realm", realm.getId())
                .setParameter("user", owner.getId());
        // Compared again in Java: ids of federated users may differ in case only, which some collations overlook.
        return parameters.apply(notBefore.in(query)).getResultList().stream()
                .filter(token -> token.getUserId().equals(owner.getId()))
                .map(ApiTokenEntity::toModel);
    }

    @Override
    public long getLiveCount(RealmModel realm, UserModel owner) {
        NotBefore notBefore = NotBefore.of(realm);
        return notBefore
                .in(entityManager()
                        .createQuery(
                                "select count(t) from ApiTokenEntity t where t.realmId = :realm and t.userId = :user"
                                        + " and " + notBefore.notRevoked()
                                        + " and (t.expiresAt is null or t.expiresAt > :now)",
                                Long.class))
                .setParameter("realm", realm.getId())
                .setParameter("user", owner.getId())
                .setParameter("now", Time.currentTimeMillis())
                .getSingleResult();
    }

    @Override
    public boolean hasTokens(RealmModel realm) {
        return !entityManager()
                .createQuery("select t.id from ApiTokenEntity t where t.realmId = :realm", String.class)
                .setParameter("realm", realm.getId())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    @Override
    public List<ApiTokenModel> getOverlong(
            RealmModel realm, Duration maxLifetime, boolean onlyUnending, @Nullable String after, int max) {
        return new TokensBeyondLifetime(realm, maxLifetime, onlyUnending, Time.currentTimeMillis())
                .list(entityManager(), after, max);
    }

    @Override
    public long countOverlong(RealmModel realm, Duration maxLifetime, boolean onlyUnending) {
        return new TokensBeyondLifetime(realm, maxLifetime, onlyUnending, Time.currentTimeMillis())
                .count(entityManager());
    }

    @Override
    public PolicyImpact impactOf(RealmModel realm, ApiTokenPolicy policy) {
        return new PolicyImpactQuery(entityManager(), realm, Time.currentTimeMillis()).of(policy);
    }

    @Override
    public int shorten(RealmModel realm, Map<String, Instant> expiryOfId) {
        return TokensBeyondLifetime.shorten(session.getKeycloakSessionFactory(), realm, expiryOfId);
    }

    @Override
    public ApiTokenModel rotate(RealmModel realm, UserModel owner, ApiTokenModel seen, NewSecret secret) {
        ApiTokenModel rotated = Rotation.rotate(entityManager(), realm, owner, seen, secret);
        TokenCache.evict(session, realm, owner);
        return rotated;
    }

    @Override
    public ApiTokenModel edit(RealmModel realm, UserModel owner, String id, ApiTokenEdit edit) {
        ApiTokenModel edited = new TokenSlots(realm, owner).edit(entityManager(), id, edit, Time.currentTimeMillis());
        TokenCache.evict(session, realm, owner);
        return edited;
    }

    @Override
    public Optional<ApiTokenModel> revoke(RealmModel realm, UserModel owner, String id, RevocationReason reason) {
        Optional<ApiTokenModel> token = getById(realm, owner, id)
                .filter(found -> Revocation.revoke(entityManager(), realm, found.id(), reason));
        token.ifPresent(revoked -> TokenCache.evict(session, realm, owner));
        return token;
    }

    @Override
    public Optional<ApiTokenModel> revoke(RealmModel realm, String id, RevocationReason reason) {
        return getById(realm, id).filter(token -> !token.isRevoked()).filter(token -> {
            TokenCache.evictOwners(session, realm, List.of(token.ownerId()));
            return Revocation.revoke(entityManager(), realm, id, reason);
        });
    }

    @Override
    public int revokeSome(RealmModel realm, ApiTokenFilter filter, int max, @Nullable RevocationListener listener) {
        return new Revocation(session.getKeycloakSessionFactory(), realm, RevocationReason.ADMINISTRATOR, listener)
                .revokeSome(new TokenQuery(realm, filter, Time.currentTimeMillis()), max);
    }

    @Override
    public int revokeSome(RealmModel realm, Instant notBefore, int max, @Nullable RevocationListener listener) {
        return new Revocation(session.getKeycloakSessionFactory(), realm, RevocationReason.NOT_BEFORE, listener)
                .revokeSome(TokenQuery.endedBy(realm, notBefore), max);
    }

    @Override
    public long countNotRevoked(RealmModel realm, Instant notBefore) {
        return TokenQuery.endedBy(realm, notBefore).count(entityManager());
    }

    @Override
    public List<ApiTokenModel> find(RealmModel realm, ApiTokenFilter filter, ApiTokenSort order, int first, int max) {
        return new TokenQuery(realm, filter, Time.currentTimeMillis()).list(entityManager(), order, first, max);
    }

    @Override
    public Map<String, String> findOwners(RealmModel realm, ApiTokenFilter filter, ApiTokenSort order, int max) {
        return new TokenQuery(realm, filter, Time.currentTimeMillis()).owners(entityManager(), order, max);
    }

    @Override
    public List<ApiTokenModel> findAfter(RealmModel realm, ApiTokenFilter filter, @Nullable String after, int max) {
        return new TokenQuery(realm, filter, Time.currentTimeMillis()).listAfter(entityManager(), after, max);
    }

    @Override
    public Map<String, TokenOwner> getOwners(RealmModel realm, Collection<String> ids) {
        Map<String, TokenOwner> owners = new HashMap<>();
        if (!ids.isEmpty()) {
            entityManager()
                    .createQuery(
                            "select u.id, u.username, u.enabled, u.serviceAccountClientLink from UserEntity u"
                                    + " where u.id in (:ids)",
                            Object[].class)
                    .setParameter("ids", ids)
                    .getResultStream()
                    .map(row -> new TokenOwner((String) row[0], (String) row[1], (boolean) row[2], (String) row[3]))
                    .forEach(owner -> owners.put(owner.id(), owner));
        }
        ids.stream()
                .filter(id -> !StorageId.isLocalStorage(id))
                .map(id -> TokenOwner.of(session.users().getUserById(realm, id)))
                .filter(Objects::nonNull)
                .forEach(owner -> owners.put(owner.id(), owner));
        return owners;
    }

    @Override
    public long count(RealmModel realm, ApiTokenFilter filter) {
        return new TokenQuery(realm, filter, Time.currentTimeMillis()).count(entityManager());
    }

    @Override
    public ApiTokenCounts counts(RealmModel realm, ApiTokenFilter filter, Instant soon, Instant since) {
        return new TokenQuery(realm, filter)
                .counts(entityManager(), Time.currentTimeMillis(), soon.toEpochMilli(), since.toEpochMilli());
    }

    @Override
    public void recordUse(ApiTokenModel token, ClientModel resourceServer) {
        lastUsed.record(token, resourceServer.getClientId(), Time.currentTimeMillis());
    }

    @Override
    public List<LastUse> getLastUses(ApiTokenModel token) {
        return new LastUseRows(entityManager()).of(token);
    }

    private EntityManager entityManager() {
        return entityManager(session);
    }

    static EntityManager entityManager(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
