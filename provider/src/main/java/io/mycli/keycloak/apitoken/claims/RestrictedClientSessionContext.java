package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.client.KeycloakClients;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
import org.keycloak.protocol.oidc.mappers.HardcodedRole;
import org.keycloak.rar.AuthorizationRequestContext;

/**
 * A client session context with fewer roles and scopes. Keycloak's mappers of roles and audience read these from the
 * context. They are restricted in this way, whatever their claims are called.
 */
public final class RestrictedClientSessionContext implements ClientSessionContext {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ClientSessionContext unrestricted;
    private final @Nullable TokenAccess access;
    private @Nullable List<RoleModel> roles;

    private RestrictedClientSessionContext(
            KeycloakSession session, ClientSessionContext unrestricted, @Nullable TokenAccess access) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.unrestricted = unrestricted;
        this.access = access;
    }

    /** Returns a context without the roles of Keycloak's own clients. */
    static ClientSessionContext withoutKeycloakRoles(KeycloakSession session, ClientSessionContext context) {
        return new RestrictedClientSessionContext(session, context, null);
    }

    /** Returns a context without the roles and scopes that an API token lacks. */
    public static ClientSessionContext to(KeycloakSession session, TokenAccess access, ClientSessionContext context) {
        return new RestrictedClientSessionContext(session, context, access);
    }

    @Override
    public Stream<RoleModel> getRolesStream() {
        if (roles == null) {
            roles = unrestricted.getRolesStream().filter(this::isAllowed).toList();
        }
        return roles.stream();
    }

    private boolean isAllowed(RoleModel role) {
        return access == null ? !KeycloakClients.isOwn(realm, role) : access.allows(role);
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

    /** Returns the mappers, except for those that give every token of a client a role that its owner may lack. */
    @Override
    public Stream<ProtocolMapperModel> getProtocolMappersStream() {
        if (access == null) {
            return unrestricted.getProtocolMappersStream();
        }
        String protocol = getClientSession().getClient().getProtocol();
        return getClientScopesStream()
                .flatMap(ClientScopeModel::getProtocolMappersStream)
                .filter(mapper -> Objects.equals(protocol, mapper.getProtocol()))
                .filter(mapper -> !HardcodedRole.PROVIDER_ID.equals(mapper.getProtocolMapper()))
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
