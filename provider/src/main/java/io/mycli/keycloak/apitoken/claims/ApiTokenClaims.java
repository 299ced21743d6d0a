package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.verification.VerificationResult;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.encode.AccessTokenContext;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.TokenUtil;

/**
 * What an API token says of its owner at this moment: the claims of an access token of the token client, computed by
 * Keycloak's own mappers, and the members that are fixed for every API token.
 */
public final class ApiTokenClaims {

    private final KeycloakSession session;
    private final ApiTokenModel token;
    private final UserModel owner;
    private final AccessToken claims;
    private final ClientSessionContext context;

    private ApiTokenClaims(
            KeycloakSession session,
            VerificationResult.Accepted accepted,
            AccessToken claims,
            ClientSessionContext context) {
        this.session = session;
        this.token = accepted.token();
        this.owner = accepted.owner();
        this.claims = claims;
        this.context = context;
    }

    /** Computes them anew; nothing is kept from one call to the next. */
    public static ApiTokenClaims of(
            KeycloakSession session, IssuerCache issuers, VerificationResult.Accepted accepted) {
        MapperClaims mapped = MapperClaims.ofToken(session, issuers, accepted);
        ClientSessionContext context = mapped.tokenContext(accepted.token().scope());
        AccessToken claims = mapped.toAccessToken(context, accepted.owner().getId());
        fix(claims, accepted.secret(), session.getContext().getRealm());
        return new ApiTokenClaims(session, accepted, claims, context);
    }

    /** After the mappers, so that none of them can change what these mean. */
    private static void fix(AccessToken claims, StoredSecret secret, RealmModel realm) {
        TokenClaims.removeReserved(claims);
        claims.id(secret.token().id());
        claims.type(TokenUtil.TOKEN_TYPE_BEARER);
        TokenClaims.writeTimes(claims, secret.issuedAt(), TokenClaims.exp(secret.expiresAt(), realm));
        claims.nbf(null);
        claims.setSessionId(null);
        claims.setConfirmation(null);
        if (claims.getAcr() != null) {
            claims.setAcr(DerivedTokenClaims.NOBODY_LOGGED_IN);
        }
        if (claims.getScope() != null && claims.getScope().isBlank()) {
            claims.setScope(null);
        }
        TokenClaims.write(claims, secret);
        TokenClaims.removeKeycloakClients(claims, realm);
    }

    /** Returns what a JWT may do that is derived from the token. */
    public TokenAccess access() {
        return TokenAccess.of(session.getContext().getRealm(), context, claims);
    }

    /** Whether this resource server may be told. */
    public boolean areFor(ResourceServer resourceServer) {
        return resourceServer.accepts(claims);
    }

    /**
     * The members of RFC 7662 section 2.2, as Keycloak gives them for its own tokens. Written once, straight from the
     * claims, which are of no other use after this.
     *
     * @param withJwt whether to add them as a signed JWT, too
     */
    public byte[] toIntrospection(boolean withJwt) {
        String jwt = withJwt ? toJwt() : null;
        claims.id(token.id());
        return IntrospectionResponse.write(claims, owner, jwt);
    }

    /**
     * The same claims as a signed JWT, for gateways that hand one on (phantom token). Its id says that it belongs to
     * an online session, and it names none: Keycloak's own endpoints, ours included, therefore refuse it.
     */
    private String toJwt() {
        return toJwt(AccessTokenContext.SessionType.ONLINE);
    }

    /**
     * The same claims as an access token without a session, for Keycloak's own token exchange to start from: issued
     * now, and to the client that may exchange it, if an administrator marked that as one that accepts API tokens. Like
     * the secret that it stands for, it is to leave the server in no answer.
     */
    public String toSubjectToken(ClientModel requester) {
        claims.issuedNow();
        if (new ResourceServer(requester).isMarked()) {
            claims.addAudience(requester.getClientId());
        }
        claims.subject(owner.getId());
        return toJwt(AccessTokenContext.SessionType.TRANSIENT);
    }

    private String toJwt(AccessTokenContext.SessionType type) {
        AccessTokenContext context =
                new AccessTokenContext(type, AccessTokenContext.TokenType.REGULAR, "na", token.id());
        claims.id(session.getProvider(TokenContextEncoderProvider.class).encodeTokenId(context));
        return session.tokens().encode(claims);
    }
}
