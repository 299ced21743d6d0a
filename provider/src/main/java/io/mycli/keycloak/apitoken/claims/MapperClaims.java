package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.ChosenAccess;
import io.mycli.keycloak.apitoken.client.AsClient;
import io.mycli.keycloak.apitoken.client.TokenClient;
import io.mycli.keycloak.apitoken.verification.VerificationResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.util.DefaultClientSessionContext;

/**
 * The claims that a client's mappers compute, run as in Keycloak's introspection. Mappers need a session. This class
 * creates a transient one, which is not stored, as Keycloak's client credentials grant does.
 */
final class MapperClaims {

    /** The authentication method of the transient session. */
    private static final String AUTH_METHOD = "api-token";

    /** The level of authentication without a login: OpenID Connect Core section 2 defines {@code acr} 0 for it. */
    private static final String NO_LEVEL_OF_AUTHENTICATION = "0";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ClientModel client;
    private final String issuer;
    private final UserSessionModel userSession;
    private @Nullable String impureMapper;

    /**
     * Creates a transient session of an owner with a client.
     *
     * @param client the client whose scopes and mappers determine the claims
     * @param sessionId the id of the transient session; one for each client and scope of a request
     */
    MapperClaims(KeycloakSession session, IssuerCache issuers, UserModel owner, ClientModel client, String sessionId) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.client = client;
        this.issuer = issuers.of(session.getContext().getUri().getBaseUri(), realm.getName());
        this.userSession = transientSession(owner, sessionId);
    }

    /** Returns the claims of an API token's client for the token. */
    static MapperClaims ofToken(KeycloakSession session, IssuerCache issuers, VerificationResult.Accepted accepted) {
        return new MapperClaims(
                session,
                issuers,
                accepted.owner(),
                accepted.claimsClient(),
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

    /**
     * Returns the context with all roles that the owner has through the client.
     *
     * @param scope optional scopes, separated by spaces, or null
     */
    ClientSessionContext context(@Nullable String scope) {
        AuthenticatedClientSessionModel clientSession =
                session.sessions().createClientSession(realm, client, userSession);
        clientSession.setNote(OIDCLoginProtocol.ISSUER, issuer);
        clientSession.setNote(Constants.LEVEL_OF_AUTHENTICATION, NO_LEVEL_OF_AUTHENTICATION);
        return AsClient.get(
                session,
                client,
                () -> DefaultClientSessionContext.fromClientSessionAndScopeParameter(clientSession, scope, session));
    }

    /**
     * Returns the context of a token: its scopes, and the roles that it has.
     *
     * @param scope optional scopes, separated by spaces, or null
     */
    ClientSessionContext tokenContext(ChosenAccess access, @Nullable String scope) {
        return RestrictedClientSessionContext.ofToken(session, access, isAllowedByTokenClient(), context(scope));
    }

    /**
     * Returns whether the token client lets a role through. For other claims than the token client's own, those of
     * service accounts, this is a restriction more.
     */
    private Predicate<RoleModel> isAllowedByTokenClient() {
        if (client.getClientId().equals(TokenClient.CLIENT_ID)) {
            return role -> true;
        }
        ClientModel tokenClient = TokenClient.find(realm).orElseThrow();
        if (tokenClient.isFullScopeAllowed()) {
            return role -> true;
        }
        Set<String> ids = TokenManager.getAccess(
                        userSession.getUser(), tokenClient, tokenClient.getClientScopes(true).values().stream())
                .stream()
                .map(RoleModel::getId)
                .collect(Collectors.toSet());
        return role -> ids.contains(role.getId());
    }

    /**
     * Returns the claims of an introspected access token.
     *
     * @param context of {@link #context}, or restricted further
     */
    AccessToken toAccessToken(ClientSessionContext context, String subject) {
        AccessToken claims = identified(new AccessToken());
        claims.subject(subject);
        claims.setScope(context.getScopeString());
        return identified(AsClient.get(session, client, () -> map(claims, context)));
    }

    /**
     * Sets issuer and client. This is done before the mappers, which may read them, and after the mappers, which may
     * change them.
     */
    private AccessToken identified(AccessToken claims) {
        claims.issuer(issuer);
        claims.issuedFor(client.getClientId());
        return claims;
    }

    /** Returns a mapper of the claims that is not among the {@link PureMappers}; null if there is none. */
    @Nullable
    String impureMapper() {
        return impureMapper;
    }

    private AccessToken map(AccessToken claims, ClientSessionContext context) {
        List<Map.Entry<ProtocolMapperModel, ProtocolMapper>> mappers = ProtocolMapperUtils.getSortedProtocolMappers(
                        session, context, mapper -> mapper.getValue() instanceof TokenIntrospectionTokenMapper)
                .toList();
        AccessToken mapped = claims;
        for (Map.Entry<ProtocolMapperModel, ProtocolMapper> mapper : mappers) {
            if (!PureMappers.contains(mapper.getValue(), mapper.getKey())) {
                impureMapper = "%s (%s)"
                        .formatted(mapper.getKey().getName(), mapper.getKey().getProtocolMapper());
            }
            mapped = ((TokenIntrospectionTokenMapper) mapper.getValue())
                    .transformIntrospectionToken(mapped, mapper.getKey(), session, userSession, context);
        }
        return mapped;
    }
}
