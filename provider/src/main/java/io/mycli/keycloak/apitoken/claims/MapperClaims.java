package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.client.AsClient;
import io.mycli.keycloak.apitoken.verification.VerificationResult;
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
 * Runs a client's mappers as Keycloak's introspection does. They want a session to look at: this makes a transient one,
 * which is stored nowhere, as Keycloak's client-credentials grant does.
 */
final class MapperClaims {

    /** What a session of ours says of how its user was authenticated. */
    private static final String AUTH_METHOD = "api-token";

    /** Nobody was there to authenticate: the level that OpenID Connect Core section 2 gives to that, {@code acr} 0. */
    private static final String NO_LEVEL_OF_AUTHENTICATION = "0";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ClientModel client;
    private final String issuer;
    private final UserSessionModel userSession;

    /**
     * @param client whose scopes and mappers say what the claims are
     * @param sessionId of the transient session; one for each client and scope of a request
     */
    MapperClaims(KeycloakSession session, IssuerCache issuers, UserModel owner, ClientModel client, String sessionId) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.client = client;
        this.issuer = issuers.of(session.getContext().getUri().getBaseUri(), realm.getName());
        this.userSession = transientSession(owner, sessionId);
    }

    /** Those of the token client for an API token. */
    static MapperClaims ofToken(KeycloakSession session, IssuerCache issuers, VerificationResult.Accepted accepted) {
        return new MapperClaims(
                session,
                issuers,
                accepted.owner(),
                accepted.tokenClient(),
                accepted.token().id());
    }

    private UserSessionModel transientSession(UserModel owner, String sessionId) {
        return session.sessions()
                .createUserSession(
                        sessionId,
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

    /** Returns everything that the owner may do by way of the client with some optional scopes. */
    ClientSessionContext context(String scope) {
        AuthenticatedClientSessionModel clientSession =
                session.sessions().createClientSession(realm, client, userSession);
        clientSession.setNote(OIDCLoginProtocol.ISSUER, issuer);
        clientSession.setNote(Constants.LEVEL_OF_AUTHENTICATION, NO_LEVEL_OF_AUTHENTICATION);
        return AsClient.get(
                session,
                client,
                () -> DefaultClientSessionContext.fromClientSessionAndScopeParameter(clientSession, scope, session));
    }

    /** Returns what an API token may do that has some optional scopes of the token client. */
    ClientSessionContext tokenContext(String scope) {
        return RestrictedClientSessionContext.withoutKeycloakRoles(session, context(scope));
    }

    /** Returns the claims of an access token that is introspected, by a context that may be narrower. */
    AccessToken toAccessToken(ClientSessionContext context, String subject) {
        AccessToken claims = identified(new AccessToken());
        claims.subject(subject);
        claims.setScope(context.getScopeString());
        return identified(AsClient.get(session, client, () -> map(claims, context)));
    }

    /** Once before the mappers, which may look, and once after them, for they may write. */
    private AccessToken identified(AccessToken claims) {
        claims.issuer(issuer);
        claims.issuedFor(client.getClientId());
        return claims;
    }

    private AccessToken map(AccessToken claims, ClientSessionContext context) {
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
