package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.verification.TokenOrigin;
import java.time.Instant;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.encode.AccessTokenContext;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;

/**
 * The claims of every derived JWT, independent of its client's mappers. The JWT names the API token, expires no later
 * and describes no login. It grants access to no endpoint of Keycloak, and has no audience and no roles of Keycloak's
 * own clients.
 */
public final class DerivedTokenClaims {

    static final String NO_LOGIN_ACR = "0";

    private static final List<String> NAMES = List.of(
            TokenOrigin.CLAIM, ApiTokenClaimNames.NAME, ApiTokenClaimNames.PROFILE, ApiTokenClaimNames.EXPIRES_AT);

    private DerivedTokenClaims() {}

    /** Writes the claims into a JWT before its signature. */
    static void write(KeycloakSession session, AccessToken jwt, Derivation origin) {
        StoredSecret secret = origin.secret();
        RealmModel realm = session.getContext().getRealm();
        ApiTokenClaimNames.removeReserved(jwt);
        jwt.setOtherClaims(TokenOrigin.CLAIM, secret.token().id());
        jwt.setOtherClaims(TokenOrigin.ISSUED_AT_CLAIM, secret.issuedAt().toEpochMilli());
        ApiTokenClaimNames.write(jwt, secret);
        TimeClaims.of(
                        Instant.ofEpochSecond(jwt.getIat()),
                        Math.min(jwt.getExp(), TimeClaims.exp(secret.expiresAt(), realm)),
                        UtcTime.now())
                .write(jwt);
        jwt.setAcr(NO_LOGIN_ACR);
        jwt.setAuth_time(null);
        AudienceAndRoles.removeKeycloakClients(jwt, realm);
        AudienceAndRoles.retainAudience(jwt, origin.access()::allowsAudience);
        bind(session, jwt, AccessTokenContext.SessionType.ONLINE);
    }

    /**
     * Returns a verified derived JWT as an access token without a session, the subject token of Keycloak's own token
     * exchange. It must not appear in any response.
     */
    public static String toSubjectToken(KeycloakSession session, AccessToken jwt, UserModel owner) {
        // Keycloak finds the user by the subject, and a mapper may have changed it.
        jwt.subject(owner.getId());
        bind(session, jwt, AccessTokenContext.SessionType.TRANSIENT);
        return session.tokens().encode(jwt);
    }

    /**
     * Sets the type of session in the JWT's id, and removes the session. With an online session but no name, no
     * endpoint finds the session. A transient session is created by Keycloak.
     */
    private static void bind(KeycloakSession session, AccessToken jwt, AccessTokenContext.SessionType type) {
        TokenContextEncoderProvider encoder = session.getProvider(TokenContextEncoderProvider.class);
        AccessTokenContext context = encoder.getTokenContextFromTokenId(jwt.getId());
        jwt.id(encoder.encodeTokenId(
                new AccessTokenContext(type, context.getTokenType(), context.getGrantType(), context.getRawTokenId())));
        jwt.setSessionId(null);
    }

    /**
     * Completes the introspection of a derived JWT.
     *
     * @param jwt the verified JWT
     * @param introspection the claims that its client's mappers computed now; changed
     * @param access the access that the API token has now
     */
    static void copy(KeycloakSession session, AccessToken jwt, AccessToken introspection, TokenAccess access) {
        introspection.id(jwt.getId());
        introspection.type(jwt.getType());
        introspection.iat(jwt.getIat());
        introspection.exp(jwt.getExp());
        introspection.nbf(null);
        introspection.setSessionId(null);
        introspection.setConfirmation(jwt.getConfirmation());
        introspection.setAcr(NO_LOGIN_ACR);
        introspection.setAuth_time(null);
        if (introspection.getScope() != null && introspection.getScope().isBlank()) {
            introspection.setScope(null);
        }
        copyOrigin(jwt, introspection);
        keepAudience(session, jwt, introspection);
        AudienceAndRoles.removeKeycloakClients(
                introspection, session.getContext().getRealm());
        AudienceAndRoles.retainAudience(introspection, access::allowsAudience);
    }

    private static void copyOrigin(AccessToken jwt, AccessToken introspection) {
        ApiTokenClaimNames.removeReserved(introspection);
        for (String name : NAMES) {
            Object value = jwt.getOtherClaims().get(name);
            if (value != null) {
                introspection.setOtherClaims(name, value);
            }
        }
    }

    /**
     * Keeps the audience and the clients of the JWT. An exchange may have requested an audience that the mappers do not
     * know. A lightweight JWT has none to keep.
     */
    private static void keepAudience(KeycloakSession session, AccessToken jwt, AccessToken introspection) {
        AccessTokenContext.TokenType type = session.getProvider(TokenContextEncoderProvider.class)
                .getTokenContextFromTokenId(jwt.getId())
                .getTokenType();
        if (jwt.getAudience() != null || type != AccessTokenContext.TokenType.LIGHTWEIGHT) {
            introspection.audience(jwt.getAudience());
        }
        if (!jwt.getResourceAccess().isEmpty()) {
            introspection
                    .getResourceAccess()
                    .keySet()
                    .retainAll(jwt.getResourceAccess().keySet());
        }
    }
}
