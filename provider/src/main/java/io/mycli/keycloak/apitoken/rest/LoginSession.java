package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.verification.TokenOrigin;
import java.util.Map;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;

/** The session of a verified JWT, and whether it is a login of the user's own at the client of the JWT. */
final class LoginSession {

    /** The actor claim (RFC 8693 section 4.1): another party acts for the user. Some versions of Keycloak have an accessor for it. */
    private static final String ACTOR = "act";

    /** Authentication methods of the sessions that Keycloak makes without a login of the user. */
    private static final Set<String> NO_LOGIN = Set.of("external-exchange", "impersonate");

    private final KeycloakSession session;
    private final String encodedJwt;
    private final AccessToken jwt;
    private final UserSessionModel userSession;

    LoginSession(KeycloakSession session, String encodedJwt, AccessToken jwt, UserSessionModel userSession) {
        this.session = session;
        this.encodedJwt = encodedJwt;
        this.jwt = jwt;
        this.userSession = userSession;
    }

    /**
     * Returns false for a service account, a JWT derived from an API token, an exchanged or offline one, an impersonation,
     * and a user who is stored nowhere.
     */
    boolean isOwnLogin() {
        return isOfUser() && isLogin() && !isFromExchange();
    }

    private boolean isOfUser() {
        UserModel user = userSession.getUser();
        return userSession.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) == null
                && user.getServiceAccountClientLink() == null
                && !LightweightUserAdapter.isLightweightUser(user)
                && !hasActor();
    }

    private boolean hasActor() {
        try {
            return new JWSInput(encodedJwt).readJsonContent(Map.class).containsKey(ACTOR);
        } catch (JWSInputException e) {
            return true;
        }
    }

    private boolean isLogin() {
        return !TokenOrigin.isFromApiToken(jwt, userSession)
                && !userSession.isOffline()
                && userSession.getPersistenceState() != UserSessionModel.SessionPersistenceState.TRANSIENT
                && !NO_LOGIN.contains(userSession.getAuthMethod());
    }

    /** Returns whether the session came from an exchange. JWTs of its refresh token do not tell; a note of Keycloak in the client session does. */
    private boolean isFromExchange() {
        String grantType = session.getProvider(TokenContextEncoderProvider.class)
                .getTokenContextFromTokenId(jwt.getId())
                .getGrantType();
        if (OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE.equals(grantType)) {
            return true;
        }
        ClientModel client = session.getContext().getRealm().getClientByClientId(jwt.getIssuedFor());
        AuthenticatedClientSessionModel clientSession =
                client == null ? null : userSession.getAuthenticatedClientSessionByClient(client.getId());
        return clientSession == null
                || clientSession.getNotes().keySet().stream()
                        .anyMatch(note -> note.startsWith(Constants.TOKEN_EXCHANGE_SUBJECT_CLIENT));
    }
}
