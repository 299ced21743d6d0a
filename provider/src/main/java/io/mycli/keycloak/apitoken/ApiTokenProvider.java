package io.mycli.keycloak.apitoken;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.MailKind;
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
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.Provider;

/**
 * Stores API tokens. Every method is bound to one realm; those with an owner see nothing of anybody else. They act in the
 * session's transaction, which fails if another one was faster ({@link TransactionRetry#isConflict}).
 *
 * <p>A revoked token is no longer there for its owner, but {@link #getByHash} still finds it for a while, so that the
 * event of a refusal can say whose token is still in use somewhere.
 */
public interface ApiTokenProvider extends Provider {

    /** How secrets look on this server. */
    SecretFormat secretFormat();

    /**
     * Stores a token. The owner is told by mail, later.
     *
     * @param maxPerUser the most live tokens the owner may have; holds under any number of parallel calls on any
     *     number of nodes
     * @throws ApiTokenException TOKEN_LIMIT_REACHED or TOKEN_NAME_EXISTS; expired tokens count for neither
     */
    ApiTokenModel create(RealmModel realm, UserModel owner, NewApiToken token, int maxPerUser);

    /**
     * The token with this secret in this realm, revoked and expired ones included, and those whose last rotation
     * replaced this secret.
     */
    Optional<StoredSecret> getByHash(RealmModel realm, ApiTokenSecret secret);

    /** The same for many secrets at once; without those of no token. */
    List<StoredSecret> getByHashes(RealmModel realm, Collection<ApiTokenSecret> secrets);

    /** Any token of the realm, revoked and expired ones included. */
    Optional<ApiTokenModel> getById(RealmModel realm, String id);

    /** One of the owner's tokens, expired ones included. */
    Optional<ApiTokenModel> getById(RealmModel realm, UserModel owner, String id);

    /** The owner's tokens, expired ones included, newest first. */
    Stream<ApiTokenModel> getTokensStream(RealmModel realm, UserModel owner);

    /**
     * The realm's live tokens that end later than a longest lifetime would let them, or never.
     *
     * @param longest counted from when the token's secret was minted
     * @param onlyUnending whether those that end at all are left alone
     * @param after the id that the last call ended with, or null to begin; sorted by id
     */
    List<ApiTokenModel> getOverlong(RealmModel realm, Duration longest, boolean onlyUnending, String after, int max);

    /** How many they are. */
    long countOverlong(RealmModel realm, Duration longest, boolean onlyUnending);

    /** What a policy would do to the realm's live tokens. */
    PolicyImpact impactOf(RealmModel realm, ApiTokenPolicy policy);

    /**
     * Lets tokens end earlier, in transactions of its own: the calling thread must hold no connection. The first instant at which each is no longer valid becomes
     * the one given, unless it is earlier already.
     *
     * @return how many were changed
     */
    int shorten(RealmModel realm, Map<String, Instant> expiryOfId);

    /** One page of the tokens that a filter lets through. */
    List<ApiTokenModel> find(RealmModel realm, ApiTokenFilter filter, ApiTokenSort order, int first, int max);

    /** Returns the ids of the first tokens that a filter lets through, each with that of its owner, in order. */
    Map<String, String> findOwners(RealmModel realm, ApiTokenFilter filter, ApiTokenSort order, int max);

    /** How many they are. */
    long count(RealmModel realm, ApiTokenFilter filter);

    /**
     * How many they are in each state, whatever that of the filter.
     *
     * @param soon what ends before then is expiring
     * @param since what nobody used from then on is unused
     */
    ApiTokenCounts counts(RealmModel realm, ApiTokenFilter filter, Instant soon, Instant since);

    /**
     * Ends any token of the realm for good.
     *
     * @param kind of the mail that tells the owner, later: {@link MailKind#REVOKED} or {@link MailKind#LEAKED}
     * @return the token as it was, or empty if there is none of this id, or none that is not revoked already
     */
    Optional<ApiTokenModel> revoke(RealmModel realm, String id, MailKind kind);

    /**
     * Ends some of the tokens that a filter lets through, in transactions of its own: the calling thread must hold no
     * connection. Their owners are told by mail, later. To end them all, call until it finds none.
     *
     * @param filter whose state is not {@link ApiTokenState#REVOKED}
     * @param max at most 500
     * @return how many it found; fewer than asked for when these were the last
     */
    int revokeSome(RealmModel realm, ApiTokenFilter filter, int max);

    /** Whether the realm has any token, revoked and expired ones included. */
    boolean hasTokens(RealmModel realm);

    /** How many of the owner's tokens count for the cap. */
    long getLiveCount(RealmModel realm, UserModel owner);

    /**
     * Replaces a token's secret: the new one is good, and the old one for as long as was said. Of parallel rotations of
     * one token, one succeeds.
     *
     * @param seen one of the owner's tokens, as it was when its new end was decided
     * @return the token as it is now
     * @throws ApiTokenException TOKEN_NOT_FOUND if it was revoked, ROTATION_CONFLICT if it was rotated since
     */
    ApiTokenModel rotate(RealmModel realm, UserModel owner, ApiTokenModel seen, NewSecret secret);

    /**
     * Ends one of the owner's tokens for good.
     *
     * @return the token, or empty if the owner has none of this id
     */
    Optional<ApiTokenModel> revoke(RealmModel realm, UserModel owner, String id);

    /**
     * Notes that a resource server asked about a token. Returns at once; written later, at most once a minute per
     * token, and never a reason for the request to fail.
     */
    void recordUse(ApiTokenModel token, ClientModel resourceServer);

    @Override
    default void close() {}
}
