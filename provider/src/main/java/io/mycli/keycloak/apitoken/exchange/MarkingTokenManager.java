package io.mycli.keycloak.apitoken.exchange;

import io.mycli.keycloak.apitoken.PresentedSecret;
import io.mycli.keycloak.apitoken.claims.DescendedClaims;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;

/** Makes access tokens as Keycloak does, and marks them after the mappers, so that none can take the mark off. */
final class MarkingTokenManager extends TokenManager {

    private final PresentedSecret secret;

    MarkingTokenManager(PresentedSecret secret) {
        this.secret = secret;
    }

    @Override
    public AccessToken transformAccessToken(
            KeycloakSession session,
            AccessToken token,
            UserSessionModel userSession,
            ClientSessionContext clientSessionContext) {
        AccessToken mapped = super.transformAccessToken(session, token, userSession, clientSessionContext);
        DescendedClaims.write(mapped, secret, session.getContext().getRealm());
        return mapped;
    }
}
