package io.mycli.keycloak.apitoken.introspection;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.encode.AccessTokenContext;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.JsonSerialization;
import org.keycloak.util.TokenUtil;

/**
 * What an API token says of its owner at this moment: the claims of an access token of the token client, computed by
 * Keycloak's own mappers, and the members that are fixed for every API token.
 */
final class ApiTokenClaims {

    /** Where the realm's access tokens are to live as long as the session, which an API token has none of. */
    private static final int LIFESPAN_WITHOUT_SESSION = 300;

    /** A mapper can write any claim; these would contradict the members that say what the token is. */
    private static final Set<String> NOT_FOR_MAPPERS = Set.of(
            "active",
            "iss",
            "azp",
            "client_id",
            "iat",
            "nbf",
            "exp",
            "jti",
            "typ",
            "token_type",
            "sid",
            "cnf",
            "token_name",
            "token_profile",
            "token_expires_at");

    private final KeycloakSession session;
    private final ApiTokenModel token;
    private final UserModel owner;
    private final AccessToken claims;

    private ApiTokenClaims(KeycloakSession session, ApiTokenModel token, UserModel owner, AccessToken claims) {
        this.session = session;
        this.token = token;
        this.owner = owner;
        this.claims = claims;
    }

    /** Computes them anew; nothing is kept from one call to the next. */
    static ApiTokenClaims of(KeycloakSession session, Issuers issuers, Verification.Accepted accepted) {
        ApiTokenModel token = accepted.token();
        AccessToken claims = new MappedClaims(session, issuers, accepted).toAccessToken();
        fix(claims, token, session.getContext().getRealm());
        return new ApiTokenClaims(session, token, accepted.owner(), claims);
    }

    /** After the mappers, so that none of them can change what these mean. */
    private static void fix(AccessToken claims, ApiTokenModel token, RealmModel realm) {
        claims.getOtherClaims().keySet().removeAll(NOT_FOR_MAPPERS);
        claims.id(token.id());
        claims.type(TokenUtil.TOKEN_TYPE_BEARER);
        claims.iat(token.createdAt().getEpochSecond());
        claims.exp(exp(token.expiresAt(), realm));
        claims.nbf(null);
        claims.setSessionId(null);
        claims.setConfirmation(null);
        if (claims.getScope() != null && claims.getScope().isBlank()) {
            claims.setScope(null);
        }
        claims.setOtherClaims("token_name", token.name());
        if (token.profile() != null) {
            claims.setOtherClaims("token_profile", token.profile());
        }
        if (token.expiresAt() != null) {
            claims.setOtherClaims("token_expires_at", token.expiresAt().getEpochSecond());
        }
    }

    /**
     * The earlier of the token's end and that of an access token issued now: resource servers that cache an answer
     * until {@code exp} then notice a revocation as soon as with Keycloak's own tokens.
     */
    private static long exp(Instant expiresAt, RealmModel realm) {
        int lifespan = realm.getAccessTokenLifespan() > 0 ? realm.getAccessTokenLifespan() : LIFESPAN_WITHOUT_SESSION;
        long exp = Time.currentTimeMillis() / 1000 + lifespan;
        return expiresAt == null ? exp : Math.min(exp, expiresAt.getEpochSecond());
    }

    boolean areFor(AcceptingClient resourceServer) {
        return resourceServer.accepts(claims);
    }

    /**
     * The members of RFC 7662 section 2.2, as Keycloak gives them for its own tokens. Written once, straight from the
     * claims, which are of no other use after this.
     *
     * @param withJwt whether to add them as a signed JWT, too
     */
    byte[] toIntrospection(boolean withJwt) {
        String jwt = withJwt ? toJwt() : null;
        claims.id(token.id());
        claims.setOtherClaims("client_id", claims.getIssuedFor());
        claims.getOtherClaims().putIfAbsent("username", username());
        claims.setOtherClaims(OAuth2Constants.TOKEN_TYPE, claims.getType());
        claims.setOtherClaims("active", true);
        if (jwt != null) {
            claims.setOtherClaims("jwt", jwt);
        }
        try {
            return JsonSerialization.writeValueAsBytes(claims);
        } catch (IOException e) {
            throw new UncheckedIOException("Claims that a mapper made cannot be written as JSON", e);
        }
    }

    private String username() {
        return claims.getPreferredUsername() == null ? owner.getUsername() : claims.getPreferredUsername();
    }

    /**
     * The same claims as a signed JWT, for gateways that hand one on (phantom token). Its id says that it belongs to
     * an online session, and it names none: Keycloak's own endpoints, ours included, therefore refuse it.
     */
    private String toJwt() {
        AccessTokenContext context = new AccessTokenContext(
                AccessTokenContext.SessionType.ONLINE, AccessTokenContext.TokenType.REGULAR, "na", token.id());
        claims.id(session.getProvider(TokenContextEncoderProvider.class).encodeTokenId(context));
        return session.tokens().encode(claims);
    }
}
