package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.ChosenAccess;
import io.mycli.keycloak.apitoken.client.KeycloakClients;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.rar.AuthorizationRequestContext;

/**
 * A client session context with fewer roles and scopes. Keycloak's mappers of roles and audience read these from the
 * context. They are restricted in this way, whatever their claims are called.
 */
public final class RestrictedClientSessionContext implements ClientSessionContext {

    private final KeycloakSession session;
    private final ClientSessionContext unrestricted;
    private final Predicate<RoleModel> isAllowedRole;
    private final Predicate<ProtocolMapperModel> isAllowedMapper;

    /** Null if all scopes are allowed. */
    private final @Nullable TokenAccess access;

    private @Nullable List<RoleModel> roles;

    private RestrictedClientSessionContext(
            KeycloakSession session,
            ClientSessionContext unrestricted,
            Predicate<RoleModel> isAllowedRole,
            Predicate<ProtocolMapperModel> isAllowedMapper,
            @Nullable TokenAccess access) {
        this.session = session;
        this.unrestricted = unrestricted;
        this.isAllowedRole = isAllowedRole;
        this.isAllowedMapper = isAllowedMapper;
        this.access = access;
    }

    /**
     * Returns the context of an API token: without the roles of Keycloak's own clients, and those that were not chosen
     * or are not allowed.
     */
    static ClientSessionContext ofToken(
            KeycloakSession session,
            ChosenAccess access,
            Predicate<RoleModel> isAllowed,
            ClientSessionContext context) {
        RealmModel realm = session.getContext().getRealm();
        Predicate<RoleModel> isChosen = ChosenRoles.of(realm, access);
        return new RestrictedClientSessionContext(
                session,
                context,
                role -> !KeycloakClients.isOwn(realm, role) && isChosen.test(role) && isAllowed.test(role),
                mapper -> GrantingMappers.isAllowed(mapper, access),
                null);
    }

    /** Returns a context without the roles and scopes that an API token lacks. */
    public static ClientSessionContext to(KeycloakSession session, TokenAccess access, ClientSessionContext context) {
        return new RestrictedClientSessionContext(session, context, access::allows, access::allows, access);
    }

    @Override
    public Stream<RoleModel> getRolesStream() {
        if (roles == null) {
            roles = unrestricted.getRolesStream().filter(isAllowedRole).toList();
        }
        return roles.stream();
    }

    @Override
    public Stream<ClientScopeModel> getClientScopesStream() {
        return access == null
                ? unrestricted.getClientScopesStream()
                : unrestricted.getClientScopesStream().filter(access::allows);
    }

    @Override
    public Set<String> getClientScopeIds() {
        return access == null
                ? unrestricted.getClientScopeIds()
                : getClientScopesStream().map(ClientScopeModel::getId).collect(Collectors.toSet());
    }

    @Override
    public Stream<ProtocolMapperModel> getProtocolMappersStream() {
        if (access == null) {
            return unrestricted.getProtocolMappersStream().filter(isAllowedMapper);
        }
        String protocol = getClientSession().getClient().getProtocol();
        return getClientScopesStream()
                .flatMap(ClientScopeModel::getProtocolMappersStream)
                .filter(mapper -> Objects.equals(protocol, mapper.getProtocol()))
                .filter(isAllowedMapper)
                .filter(mapper -> ProtocolMapperUtils.isEnabled(session, mapper));
    }

    @Override
    public String getScopeString() {
        return getScopeString(false);
    }

    @Override
    public String getScopeString(boolean ignoreIncludeInTokenScope) {
        String scope = unrestricted.getScopeString(ignoreIncludeInTokenScope);
        return access == null ? scope : access.narrow(scope);
    }

    /** Returns false, because an API token has no session that could go offline. */
    @Override
    public boolean isOfflineTokenRequested() {
        return false;
    }

    @Override
    public AuthenticatedClientSessionModel getClientSession() {
        return unrestricted.getClientSession();
    }

    @Override
    public void setAttribute(String name, Object value) {
        unrestricted.setAttribute(name, value);
    }

    @Override
    public <T> T getAttribute(String attribute, Class<T> type) {
        return unrestricted.getAttribute(attribute, type);
    }

    @Override
    public AuthorizationRequestContext getAuthorizationRequestContext() {
        return unrestricted.getAuthorizationRequestContext();
    }
}
