package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.StoredSecret;
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
 * What is true of every derived JWT, whatever its client's mappers say: it names the API token, ends with it, tells of no
 * login, opens no endpoint of Keycloak, and has no audience and no roles of Keycloak's own clients.
 */
public final class DerivedTokenClaims {

    static final String NOBODY_LOGGED_IN = "0";

    private static final List<String> NAMES =
            List.of(TokenOrigin.CLAIM, TokenClaims.NAME, TokenClaims.PROFILE, TokenClaims.EXPIRES_AT);

    private DerivedTokenClaims() {}

    /** Writes them into a JWT that is about to be signed. */
    static void write(KeycloakSession session, AccessToken jwt, Derivation origin) {
        StoredSecret secret = origin.secret();
        RealmModel realm = session.getContext().getRealm();
        TokenClaims.removeReserved(jwt);
        jwt.setOtherClaims(TokenOrigin.CLAIM, secret.token().id());
        jwt.setOtherClaims(TokenOrigin.ISSUED_AT_CLAIM, secret.issuedAt().toEpochMilli());
        TokenClaims.write(jwt, secret);
        TokenClaims.writeTimes(
                jwt,
                Instant.ofEpochSecond(jwt.getIat()),
                Math.min(jwt.getExp(), TokenClaims.exp(secret.expiresAt(), realm)));
        jwt.setAcr(NOBODY_LOGGED_IN);
        jwt.setAuth_time(null);
        TokenClaims.removeKeycloakClients(jwt, realm);
        TokenClaims.retainAudience(jwt, origin.access()::allowsAudience);
        bind(session, jwt, AccessTokenContext.SessionType.ONLINE);
    }

    /**
     * Returns a derived JWT, verified before, as an access token without a session, for Keycloak's own token exchange to
     * start from. It is to leave the server in no answer.
     */
    public static String toSubjectToken(KeycloakSession session, AccessToken jwt, UserModel owner) {
        // Keycloak finds the user by it; a mapper may have written another.
        jwt.subject(owner.getId());
        bind(session, jwt, AccessTokenContext.SessionType.TRANSIENT);
        return session.tokens().encode(jwt);
    }

    /** An online session that is not named is found by nobody; a transient one, Keycloak makes up. */
    private static void bind(KeycloakSession session, AccessToken jwt, AccessTokenContext.SessionType type) {
        TokenContextEncoderProvider encoder = session.getProvider(TokenContextEncoderProvider.class);
        AccessTokenContext context = encoder.getTokenContextFromTokenId(jwt.getId());
        jwt.id(encoder.encodeTokenId(
                new AccessTokenContext(type, context.getTokenType(), context.getGrantType(), context.getRawTokenId())));
        jwt.setSessionId(null);
    }

    /** Writes what Keycloak would tell of such a JWT into the claims that its client's mappers made anew. */
    static void copy(KeycloakSession session, AccessToken jwt, AccessToken answer, TokenAccess access) {
        answer.id(jwt.getId());
        answer.type(jwt.getType());
        answer.iat(jwt.getIat());
        answer.exp(jwt.getExp());
        answer.nbf(null);
        answer.setSessionId(null);
        answer.setConfirmation(jwt.getConfirmation());
        answer.setAcr(NOBODY_LOGGED_IN);
        answer.setAuth_time(null);
        if (answer.getScope() != null && answer.getScope().isBlank()) {
            answer.setScope(null);
        }
        TokenClaims.removeReserved(answer);
        for (String name : NAMES) {
            Object value = jwt.getOtherClaims().get(name);
            if (value != null) {
                answer.setOtherClaims(name, value);
            }
        }
        keepAudience(session, jwt, answer);
        TokenClaims.removeKeycloakClients(answer, session.getContext().getRealm());
        TokenClaims.retainAudience(answer, access::allowsAudience);
    }

    /** The mappers know nothing of the audience that an exchange asked for; a lightweight JWT has none to keep. */
    private static void keepAudience(KeycloakSession session, AccessToken jwt, AccessToken answer) {
        AccessTokenContext.TokenType type = session.getProvider(TokenContextEncoderProvider.class)
                .getTokenContextFromTokenId(jwt.getId())
                .getTokenType();
        if (jwt.getAudience() != null || type != AccessTokenContext.TokenType.LIGHTWEIGHT) {
            answer.audience(jwt.getAudience());
        }
        if (!jwt.getResourceAccess().isEmpty()) {
            answer.getResourceAccess()
                    .keySet()
                    .retainAll(jwt.getResourceAccess().keySet());
        }
    }
}
