package io.mycli.keycloak.apitoken.issuance;

import io.mycli.keycloak.apitoken.claims.AvailableAccess;
import io.mycli.keycloak.apitoken.client.TokenClient;
import io.mycli.keycloak.apitoken.representation.PolicyRepresentation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/**
 * The roles and resource servers that an owner can choose for a token with all scopes. Roles that Keycloak creates in
 * each realm are not offered, because resource servers do not use them.
 */
final class Choices {

    private static final Set<String> KEYCLOAK_ROLES =
            Set.of(Constants.OFFLINE_ACCESS_ROLE, Constants.AUTHZ_UMA_AUTHORIZATION);

    private final RealmModel realm;
    private final AvailableAccess access;

    private Choices(RealmModel realm, AvailableAccess access) {
        this.realm = realm;
        this.access = access;
    }

    /** Returns the choices of an owner whose tokens have the scopes and mappers of a client. */
    static Choices of(KeycloakSession session, UserModel owner, ClientModel client) {
        String scope = String.join(" ", TokenClient.grantableScopes(client));
        return new Choices(session.getContext().getRealm(), AvailableAccess.of(session, owner, client, scope));
    }

    /** Returns the realm roles, sorted by name. */
    List<PolicyRepresentation.Role> realmRoles() {
        RoleModel defaultRole = realm.getDefaultRole();
        return sorted().filter(role -> !role.isClientRole())
                .filter(role -> !KEYCLOAK_ROLES.contains(role.getName()) && !role.equals(defaultRole))
                .map(Choices::toRepresentation)
                .toList();
    }

    /** Returns the client roles, sorted by client id and name. */
    Map<String, List<PolicyRepresentation.Role>> clientRoles() {
        Map<String, List<PolicyRepresentation.Role>> rolesOfClient = new TreeMap<>();
        sorted().filter(RoleModel::isClientRole)
                .forEach(role -> rolesOfClient
                        .computeIfAbsent(((ClientModel) role.getContainer()).getClientId(), id -> new ArrayList<>())
                        .add(toRepresentation(role)));
        return rolesOfClient;
    }

    private Stream<RoleModel> sorted() {
        return access.roles().sorted(Comparator.comparing(RoleModel::getName));
    }

    private static PolicyRepresentation.Role toRepresentation(RoleModel role) {
        return new PolicyRepresentation.Role(role.getName(), blankToNull(role.getDescription()));
    }

    /** Returns the resource servers, sorted by client id. */
    List<PolicyRepresentation.ResourceServer> resourceServers() {
        return access.resourceServers().stream()
                .map(client -> new PolicyRepresentation.ResourceServer(
                        client.getClientId(), blankToNull(client.getName()), blankToNull(client.getDescription())))
                .toList();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
