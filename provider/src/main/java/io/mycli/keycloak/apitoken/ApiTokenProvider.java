package io.mycli.keycloak.apitoken;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.Provider;

/**
 * The storage of API tokens. Every method is bound to one realm; a method with an owner sees only the tokens of that
 * owner. The methods act in the session's transaction, which fails if another transaction was faster ({@link
 * TransactionRetry#isConflict}).
 *
 * <p>A revoked token is kept for a while, for {@link #getEnded} and {@link #getByHash}: the event of a rejection names the
 * token that is still in use. No other method with an owner sees it.
 */
public interface ApiTokenProvider extends Provider {

    /** Returns the format of secrets on this server. */
    SecretFormat secretFormat();

    /**
     * Creates a token. The owner receives a mail later.
     *
     * @param maxPerUser the limit of live tokens of the owner, which holds under parallel calls on any number of nodes
     * @throws ApiTokenException TOKEN_LIMIT_REACHED or TOKEN_NAME_EXISTS; expired tokens count for neither
     */
    ApiTokenModel create(RealmModel realm, UserModel owner, NewApiToken token, int maxPerUser);

    /**
     * Returns the token with this secret in this realm. This includes revoked and expired tokens, and tokens whose last
     * rotation replaced this secret.
     */
    Optional<StoredSecret> getByHash(RealmModel realm, ApiTokenSecret secret);

    /** Returns the tokens of many secrets at once, by the secret's hash. Secrets of no token are left out. */
    Map<String, StoredSecret> getByHashes(RealmModel realm, Collection<ApiTokenSecret> secrets);

    /** Returns a token of the realm by its id, also if it is revoked or expired. */
    Optional<ApiTokenModel> getById(RealmModel realm, String id);

    /** Returns one of the owner's tokens by its id, also if it is expired. */
    Optional<ApiTokenModel> getById(RealmModel realm, UserModel owner, String id);

    /** Returns the owner's tokens, including expired ones, newest first. */
    Stream<ApiTokenModel> getTokensStream(RealmModel realm, UserModel owner);

    /** Returns the owner's revoked and expired tokens that are still kept, the last to end first; at most {@code max}. */
    List<ApiTokenModel> getEnded(RealmModel realm, UserModel owner, int max);

    /**
     * Returns the realm's live tokens that expire later than a maximum lifetime allows, or never; sorted by id.
     *
     * @param maxLifetime counted from the issue of the token's current secret
     * @param onlyUnending whether tokens that expire are left out
     * @param after the last id of the previous call; null for the first call
     */
    List<ApiTokenModel> getOverlong(
            RealmModel realm, Duration maxLifetime, boolean onlyUnending, @Nullable String after, int max);

    /** Returns how many tokens {@link #getOverlong} finds in all. */
    long countOverlong(RealmModel realm, Duration maxLifetime, boolean onlyUnending);

    /** Returns the impact that a policy would have on the realm's live tokens. */
    PolicyImpact impactOf(RealmModel realm, ApiTokenPolicy policy);

    /**
     * Locks a realm until the end of the transaction, so that changes of its policy follow one another on all nodes, and
     * makes it the session's realm. To be called first in the transaction ({@link TransactionRetry#runLockingAfter}).
     *
     * @return the realm as it is stored, for reading only: a cached one may lack what another node has just written
     */
    RealmModel lockPolicy(RealmModel realm);

    /**
     * Shortens the lifetimes of tokens, in separate transactions: the calling thread must hold no connection.
     *
     * @param expiryOfId the first instant at which each token is no longer valid; an earlier expiry stays
     * @return how many tokens were changed
     */
    int shorten(RealmModel realm, Map<String, Instant> expiryOfId);

    /** Returns one page of the tokens that pass a filter. */
    List<ApiTokenModel> find(RealmModel realm, ApiTokenFilter filter, ApiTokenSort order, int first, int max);

    /** Returns the ids of the first tokens that pass a filter, each with the id of its owner, in order. */
    Map<String, String> findOwners(RealmModel realm, ApiTokenFilter filter, ApiTokenSort order, int max);

    /**
     * Returns some of the tokens that pass a filter, by id.
     *
     * @param after the last id of the previous call; null for the first call
     */
    List<ApiTokenModel> findAfter(RealmModel realm, ApiTokenFilter filter, @Nullable String after, int max);

    /**
     * Returns many owners at once, by id. Those in Keycloak's own table of users are read with one query.
     *
     * @param ids at most 1000
     */
    Map<String, TokenOwner> getOwners(RealmModel realm, Collection<String> ids);

    /** Returns how many tokens pass a filter. */
    long count(RealmModel realm, ApiTokenFilter filter);

    /**
     * Returns the numbers of tokens by state. The state of the filter is ignored.
     *
     * @param soon live tokens that expire before this time count as expiring
     * @param since live tokens that were not used since this time count as unused
     */
    ApiTokenCounts counts(RealmModel realm, ApiTokenFilter filter, Instant soon, Instant since);

    /**
     * Revokes any token of the realm. The owner receives the mail of the reason later.
     *
     * @return the token before its revocation; empty if no token has this id, or if it is already revoked
     */
    Optional<ApiTokenModel> revoke(RealmModel realm, String id, RevocationReason reason);

    /**
     * Revokes some of the tokens that pass a filter, in separate transactions: the calling thread must hold no
     * connection. The owners receive mails later. Repeat the call until it finds none.
     *
     * @param filter its state is not {@link ApiTokenState#REVOKED}
     * @param max at most 500
     * @param listener is told of each token that is revoked; null for none
     * @return how many tokens were found; fewer than {@code max} if no others are left
     */
    int revokeSome(RealmModel realm, ApiTokenFilter filter, int max, @Nullable RevocationListener listener);

    /**
     * Revokes the rows of some tokens that a not-before of the realm ended, as {@link #revokeSome}.
     *
     * @param notBefore tokens issued earlier are revoked
     * @param max at most 500
     * @param listener is told of each token that is revoked; null for none
     */
    int revokeSome(RealmModel realm, Instant notBefore, int max, @Nullable RevocationListener listener);

    /**
     * Counts the rows that {@link #revokeSome(RealmModel, Instant, int, RevocationListener)} has still to revoke. Their
     * tokens are inactive already.
     *
     * @param notBefore tokens issued earlier are counted, unless their rows are revoked
     */
    long countNotRevoked(RealmModel realm, Instant notBefore);

    /** Returns whether the realm has any token, including revoked and expired ones. */
    boolean hasTokens(RealmModel realm);

    /** Returns the number of the owner's tokens that count for the limit. */
    long getLiveCount(RealmModel realm, UserModel owner);

    /**
     * Replaces a token's secret. The new secret is valid, and the old one until {@link NewSecret#previousValidUntil()}.
     * Of parallel rotations of one token, one succeeds.
     *
     * @param seen the owner's token from which the new expiry was computed
     * @return the token after the rotation
     * @throws ApiTokenException TOKEN_NOT_FOUND if it is revoked, ROTATION_CONFLICT if it was rotated since
     */
    ApiTokenModel rotate(RealmModel realm, UserModel owner, ApiTokenModel seen, NewSecret secret);

    /**
     * Changes what one of the owner's tokens is called.
     *
     * @return the token after the change
     * @throws ApiTokenException TOKEN_NOT_FOUND, TOKEN_NAME_EXISTS
     */
    ApiTokenModel edit(RealmModel realm, UserModel owner, String id, ApiTokenEdit edit);

    /**
     * Revokes one of the owner's tokens.
     *
     * @param reason one without a mail
     * @return the token; empty if the owner has no token with this id
     */
    Optional<ApiTokenModel> revoke(RealmModel realm, UserModel owner, String id, RevocationReason reason);

    /**
     * Records that a resource server used a token. Returns at once. The use is written later, at most once a minute per
     * token and resource server. A failure to write never fails the request.
     */
    void recordUse(ApiTokenModel token, ClientModel resourceServer);

    /**
     * Returns the last use of a token by each resource server, newest first; by the last 50 of them, if there were more.
     */
    List<LastUse> getLastUses(ApiTokenModel token);

    @Override
    default void close() {}
}
