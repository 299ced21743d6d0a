package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.verification.VerificationResult;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
 * The claims of an API token at this moment. Keycloak's own mappers compute them as for an access token of the token
 * client. Some members are fixed for every API token.
 */
public final class ApiTokenClaims {

    private final KeycloakSession session;
    private final ApiTokenModel token;
    private final UserModel owner;
    private final AccessToken claims;
    private final ClientSessionContext context;
    private final ChosenAudience audience;
    private final TimeClaims times;
    private final @Nullable String impureMapper;

    private ApiTokenClaims(
            KeycloakSession session,
            VerificationResult.Accepted accepted,
            AccessToken claims,
            ClientSessionContext context,
            TimeClaims times,
            @Nullable String impureMapper) {
        this.times = times;
        this.impureMapper = impureMapper;
        this.session = session;
        this.token = accepted.token();
        this.owner = accepted.owner();
        this.claims = claims;
        this.context = context;
        this.audience = new ChosenAudience(session.getContext().getRealm(), token.access());
    }

    /** Computes the claims. */
    public static ApiTokenClaims of(
            KeycloakSession session, IssuerCache issuers, VerificationResult.Accepted accepted) {
        MapperClaims mapped = MapperClaims.ofToken(session, issuers, accepted);
        ClientSessionContext context =
                mapped.tokenContext(accepted.token().access(), accepted.token().scope());
        AccessToken claims = mapped.toAccessToken(context, accepted.owner().getId());
        TimeClaims times = TimeClaims.ofNow(accepted, session.getContext().getRealm());
        fix(claims, times, accepted.secret(), session.getContext().getRealm());
        return new ApiTokenClaims(session, accepted, claims, context, times, mapped.impureMapper());
    }

    /** Sets the fixed members after the mappers, so that no mapper can change them. */
    private static void fix(AccessToken claims, TimeClaims times, StoredSecret secret, RealmModel realm) {
        ApiTokenClaimNames.removeReserved(claims);
        claims.id(secret.token().id());
        claims.type(TokenUtil.TOKEN_TYPE_BEARER);
        times.write(claims);
        claims.nbf(null);
        claims.setSessionId(null);
        claims.setConfirmation(null);
        if (claims.getAcr() != null) {
            claims.setAcr(DerivedTokenClaims.NO_LOGIN_ACR);
        }
        if (claims.getScope() != null && claims.getScope().isBlank()) {
            claims.setScope(null);
        }
        ApiTokenClaimNames.write(claims, secret);
        AudienceAndRoles.removeKeycloakClients(claims, realm);
        AudienceAndRoles.retainAudience(
                claims, new ChosenAudience(realm, secret.token().access())::allows);
    }

    /** Returns the access that a JWT derived from the token may have. */
    public TokenAccess access() {
        return TokenAccess.of(audience, context, claims);
    }

    /** Returns the times of these claims. */
    TimeClaims times() {
        return times;
    }

    /** Returns a mapper that may compute another claim at the next check; null if there is none. */
    @Nullable
    String impureMapper() {
        return impureMapper;
    }

    /**
     * Returns the introspection response, as Keycloak writes it for its own tokens; null if the resource server may not
     * accept the token. Call it once: it changes the claims.
     */
    public byte @Nullable [] toIntrospection(ResourceServer resourceServer) {
        return toMembers(false).response(audience, resourceServer, times);
    }

    /**
     * Returns the members of RFC 7662 section 2.2 without the times. Call it once: it changes the claims.
     *
     * @param withJwt whether to add the claims as a signed JWT
     */
    IntrospectionMembers toMembers(boolean withJwt) {
        String jwt = withJwt ? toJwt() : null;
        claims.id(token.id());
        claims.exp(null);
        claims.iat(null);
        Set<String> clientIds = claims.getAudience() == null ? Set.of() : Set.copyOf(List.of(claims.getAudience()));
        return new IntrospectionMembers(IntrospectionResponse.write(claims, owner, jwt), clientIds);
    }

    /**
     * Returns the claims as a signed JWT, for gateways that forward one (phantom token). Its id says that it belongs to
     * an online session, but it names no session. All endpoints of Keycloak, and ours, therefore reject it.
     */
    private String toJwt() {
        return toJwt(AccessTokenContext.SessionType.ONLINE);
    }

    /**
     * Returns the claims as an access token without a session, the subject token of Keycloak's own token exchange. It
     * is issued now. The requesting client is in its audience if an administrator marked that client as one that
     * accepts API tokens. Like a secret, it must not appear in any response.
     */
    public String toSubjectToken(ClientModel requester) {
        claims.issuedNow();
        if (audience.allows(requester) && new ResourceServer(requester).isMarked()) {
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
