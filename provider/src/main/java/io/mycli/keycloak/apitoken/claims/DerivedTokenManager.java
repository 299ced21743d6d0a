package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.PresentedSecret;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;

/**
 * Makes derived JWTs: access tokens as Keycloak makes them, with no more roles, scopes and audience than the API token has, and with
 * our claims after the mappers, so that none can take them off.
 */
public final class DerivedTokenManager extends TokenManager {

    private final PresentedSecret secret;
    private final TokenAccess access;

    /** For the JWTs of one request. */
    public DerivedTokenManager(PresentedSecret secret, TokenAccess access) {
        this.secret = secret;
        this.access = access;
    }

    /** Here, before the first mapper: Keycloak resolves the roles of a client once in a request. */
    @Override
    public AccessTokenResponseBuilder responseBuilder(
            RealmModel realm,
            ClientModel client,
            EventBuilder event,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        return super.responseBuilder(
                realm,
                client,
                event,
                session,
                userSession,
                RestrictedClientSessionContext.to(session, access, context));
    }

    @Override
    public AccessToken transformAccessToken(
            KeycloakSession session, AccessToken token, UserSessionModel userSession, ClientSessionContext context) {
        AccessToken mapped = super.transformAccessToken(session, token, userSession, context);
        DescendedClaims.write(session, mapped, secret, access);
        return mapped;
    }
}
