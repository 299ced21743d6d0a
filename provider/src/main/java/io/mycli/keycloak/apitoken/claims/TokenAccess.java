package io.mycli.keycloak.apitoken.claims;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RoleModel;
import org.keycloak.representations.AccessToken;

/**
 * The access that an API token has at this moment: roles, scopes and audience. A derived JWT is made for another
 * client, which may have more of them. The JWT is restricted to this access.
 */
public final class TokenAccess {

    private final ChosenAudience chosenAudience;
    private final Set<String> roleIds;
    private final Set<String> clientScopeIds;
    private final Set<String> scopes;
    private final Set<String> audience;

    private TokenAccess(
            ChosenAudience chosenAudience,
            Set<String> roleIds,
            Set<String> clientScopeIds,
            Set<String> scopes,
            Set<String> audience) {
        this.chosenAudience = chosenAudience;
        this.roleIds = roleIds;
        this.clientScopeIds = clientScopeIds;
        this.scopes = scopes;
        this.audience = audience;
    }

    /**
     * Returns the access of an API token.
     *
     * @param chosenAudience the resource servers that its owner chose
     * @param context its roles and scopes
     * @param claims its audience
     */
    static TokenAccess of(ChosenAudience chosenAudience, ClientSessionContext context, AccessToken claims) {
        return new TokenAccess(
                chosenAudience,
                context.getRolesStream().map(RoleModel::getId).collect(Collectors.toSet()),
                context.getClientScopesStream().map(ClientScopeModel::getId).collect(Collectors.toSet()),
                split(context.getScopeString(true)).collect(Collectors.toSet()),
                claims.getAudience() == null ? Set.of() : new HashSet<>(Arrays.asList(claims.getAudience())));
    }

    private static Stream<String> split(@Nullable String scope) {
        return scope == null || scope.isBlank()
                ? Stream.empty()
                : Stream.of(scope.strip().split(" +"));
    }

    /** Returns whether a resource server may accept the API token, and hence a JWT derived from it. */
    boolean allowsAudience(String clientId) {
        if (audience.contains(clientId)) {
            return true;
        }
        ClientModel client = chosenAudience.realm().getClientByClientId(clientId);
        return client != null && chosenAudience.allows(client) && new ResourceServer(client).acceptsAnyAudience();
    }

    /** Returns whether a client may accept the API token, as far as the owner's choice is concerned. */
    public boolean isChosen(ClientModel client) {
        return chosenAudience.allows(client);
    }

    /** Returns whether a mapper may contribute to a token with this access. */
    boolean allows(ProtocolMapperModel mapper) {
        return !GrantingMappers.grantsRole(mapper) && GrantingMappers.isAllowed(mapper, chosenAudience.access());
    }

    boolean allows(RoleModel role) {
        return roleIds.contains(role.getId());
    }

    /**
     * Returns whether the token has a client scope. Clients are allowed, because Keycloak treats a client as one of its
     * own scopes, with its mappers.
     */
    boolean allows(ClientScopeModel scope) {
        return scope instanceof ClientModel || clientScopeIds.contains(scope.getId());
    }

    /** Returns whether the token has a scope as a request names it: {@code phone} or {@code organization:acme}. */
    public boolean allowsScope(String scope) {
        return scopes.contains(scope);
    }

    /**
     * Returns the scopes that the token has.
     *
     * @param scope scopes, separated by spaces, or null
     */
    String narrow(@Nullable String scope) {
        return split(scope).filter(scopes::contains).collect(Collectors.joining(" "));
    }
}
