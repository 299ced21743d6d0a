package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.Verification;
import java.util.List;
import java.util.Map;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.util.DefaultClientSessionContext;

/**
 * Runs the token client's mappers as Keycloak's introspection does. They want a session to look at: this makes a
 * transient one, which is stored nowhere, as Keycloak's client-credentials grant does.
 */
final class MappedClaims {

    /** What a session of ours says of how its user was authenticated. */
    private static final String AUTH_METHOD = "api-token";

    /** Nobody was there to authenticate: the level that OpenID Connect Core section 2 gives to that, {@code acr} 0. */
    private static final String NO_LEVEL_OF_AUTHENTICATION = "0";

    private final KeycloakSession session;
    private final Issuers issuers;
    private final RealmModel realm;
    private final ApiTokenModel token;
    private final UserModel owner;
    private final ClientModel tokenClient;

    MappedClaims(KeycloakSession session, Issuers issuers, Verification.Accepted accepted) {
        this.session = session;
        this.issuers = issuers;
        this.realm = session.getContext().getRealm();
        this.token = accepted.token();
        this.owner = accepted.owner();
        this.tokenClient = accepted.tokenClient();
    }

    AccessToken toAccessToken() {
        String issuer = issuers.of(session.getContext().getUri().getBaseUri(), realm.getName());
        UserSessionModel userSession = transientSession();
        AuthenticatedClientSessionModel clientSession =
                session.sessions().createClientSession(realm, tokenClient, userSession);
        clientSession.setNote(OIDCLoginProtocol.ISSUER, issuer);
        clientSession.setNote(Constants.LEVEL_OF_AUTHENTICATION, NO_LEVEL_OF_AUTHENTICATION);
        ClientSessionContext context =
                DefaultClientSessionContext.fromClientSessionAndScopeParameter(clientSession, token.scope(), session);
        return identified(map(basicClaims(issuer, context), userSession, context), issuer);
    }

    private UserSessionModel transientSession() {
        return session.sessions()
                .createUserSession(
                        token.id(),
                        realm,
                        owner,
                        owner.getUsername(),
                        session.getContext().getConnection().getRemoteHost(),
                        AUTH_METHOD,
                        false,
                        null,
                        null,
                        UserSessionModel.SessionPersistenceState.TRANSIENT);
    }

    private AccessToken basicClaims(String issuer, ClientSessionContext context) {
        AccessToken claims = identified(new AccessToken(), issuer);
        claims.subject(owner.getId());
        claims.setScope(context.getScopeString());
        return claims;
    }

    /** Once before the mappers, which may look, and once after them, for they may write. */
    private AccessToken identified(AccessToken claims, String issuer) {
        claims.issuer(issuer);
        claims.issuedFor(tokenClient.getClientId());
        return claims;
    }

    private AccessToken map(AccessToken claims, UserSessionModel userSession, ClientSessionContext context) {
        List<Map.Entry<ProtocolMapperModel, ProtocolMapper>> mappers = ProtocolMapperUtils.getSortedProtocolMappers(
                        session, context, mapper -> mapper.getValue() instanceof TokenIntrospectionTokenMapper)
                .toList();
        AccessToken mapped = claims;
        for (Map.Entry<ProtocolMapperModel, ProtocolMapper> mapper : mappers) {
            mapped = ((TokenIntrospectionTokenMapper) mapper.getValue())
                    .transformIntrospectionToken(mapped, mapper.getKey(), session, userSession, context);
        }
        return mapped;
    }
}
