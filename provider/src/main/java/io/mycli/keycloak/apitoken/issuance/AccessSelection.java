package io.mycli.keycloak.apitoken.issuance;

import io.mycli.keycloak.apitoken.ChosenAccess;
import io.mycli.keycloak.apitoken.claims.AvailableAccess;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.error.Validation;
import io.mycli.keycloak.apitoken.representation.NewApiTokenRepresentation;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RoleModel;

/**
 * The check of the access that a request chooses. A role that the owner lacks and one that does not exist get the same
 * answer, so that nobody learns the roles of others; so do resource servers.
 */
final class AccessSelection {

    static final String REALM_ROLES = "realmRoles";
    private static final String CLIENT_ROLES = "clientRoles";
    private static final String AUDIENCE = "audience";
    private static final int MAX_ROLES = 200;
    private static final int MAX_AUDIENCE = 50;
    private static final int MAX_REPEATED = 200;

    /** Both names may contain a slash, so their path does not tell roles apart. */
    private record ClientRole(String clientId, String name) {

        String path() {
            return clientId + "/" + name;
        }
    }

    private final NewApiTokenRepresentation request;
    private final Supplier<AvailableAccess> source;
    private final SecretFormat secretFormat;

    /** Null until the request's first choice is checked: mappers compute it. */
    private @Nullable AvailableAccess available;

    /** @param available called if the request chooses something */
    AccessSelection(NewApiTokenRepresentation request, Supplier<AvailableAccess> available, SecretFormat secretFormat) {
        this.request = request;
        this.source = available;
        this.secretFormat = secretFormat;
    }

    /** Returns whether the request chooses roles, perhaps none. */
    boolean hasRoles() {
        return request.realmRoles() != null || request.clientRoles() != null;
    }

    /** Returns the access; members that are rejected are in the validation. */
    ChosenAccess check(Validation validation) {
        Set<String> roleIds = new HashSet<>();
        List<String> realmRoles = request.realmRoles();
        if (realmRoles != null) {
            validation.require(() -> roleIds.addAll(realmRoles(realmRoles)));
        }
        Map<String, List<String>> clientRoles = request.clientRoles();
        if (clientRoles != null) {
            validation.require(() -> roleIds.addAll(clientRoles(clientRoles)));
        }
        List<String> clientIds = request.audience();
        Set<String> audience = clientIds == null ? null : validation.check(() -> audience(clientIds));
        return new ChosenAccess(hasRoles() ? roleIds : null, audience);
    }

    private AvailableAccess available() {
        if (available == null) {
            available = source.get();
        }
        return available;
    }

    private Set<String> realmRoles(List<String> names) {
        requireDistinct(names, ErrorCode.INVALID_ROLE, REALM_ROLES);
        requireAtMost(MAX_ROLES, names, ErrorCode.INVALID_ROLE, REALM_ROLES);
        Map<String, String> idOfName = available()
                .roles()
                .filter(role -> !role.isClientRole())
                .collect(Collectors.toMap(RoleModel::getName, RoleModel::getId));
        return names.stream()
                .map(name -> required(idOfName.get(name), name, ErrorCode.INVALID_ROLE, REALM_ROLES))
                .collect(Collectors.toSet());
    }

    private Set<String> clientRoles(Map<String, List<String>> namesOfClient) {
        requireAtMost(
                MAX_ROLES,
                namesOfClient.values().stream().flatMap(List::stream).toList(),
                ErrorCode.INVALID_ROLE,
                CLIENT_ROLES);
        Map<ClientRole, String> idOfRole = available()
                .roles()
                .filter(RoleModel::isClientRole)
                .collect(Collectors.toMap(
                        role -> new ClientRole(((ClientModel) role.getContainer()).getClientId(), role.getName()),
                        RoleModel::getId));
        return namesOfClient.entrySet().stream()
                .flatMap(client -> clientRoles(client.getKey(), client.getValue(), idOfRole))
                .collect(Collectors.toSet());
    }

    private Stream<String> clientRoles(String clientId, List<String> names, Map<ClientRole, String> idOfRole) {
        if (names.isEmpty()) {
            throw rejected(
                    clientId, "has no roles. Name one, or leave the client out", ErrorCode.INVALID_ROLE, CLIENT_ROLES);
        }
        List<ClientRole> roles =
                names.stream().map(name -> new ClientRole(clientId, name)).toList();
        requireDistinct(roles.stream().map(ClientRole::path).toList(), ErrorCode.INVALID_ROLE, CLIENT_ROLES);
        return roles.stream()
                .map(role -> required(idOfRole.get(role), role.path(), ErrorCode.INVALID_ROLE, CLIENT_ROLES));
    }

    private Set<String> audience(List<String> clientIds) {
        if (clientIds.isEmpty()) {
            throw new ApiTokenException(
                    ErrorCode.INVALID_AUDIENCE,
                    "The audience is empty. Name a resource server, or leave the audience out.",
                    AUDIENCE);
        }
        requireDistinct(clientIds, ErrorCode.INVALID_AUDIENCE, AUDIENCE);
        requireAtMost(MAX_AUDIENCE, clientIds, ErrorCode.INVALID_AUDIENCE, AUDIENCE);
        AvailableAccess access = available();
        return clientIds.stream()
                .map(clientId -> required(
                                access.resourceServer(clientId), clientId, ErrorCode.INVALID_AUDIENCE, AUDIENCE)
                        .getId())
                .collect(Collectors.toSet());
    }

    private <T> T required(@Nullable T found, String name, ErrorCode code, String field) {
        if (found == null) {
            throw rejected(name, "is not available. Choose from those of the policy", code, field);
        }
        return found;
    }

    private void requireDistinct(List<String> names, ErrorCode code, String field) {
        Set<String> seen = new HashSet<>();
        names.stream().filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
            throw rejected(name, "is repeated. Send it once", code, field);
        });
    }

    private static void requireAtMost(int max, Collection<String> names, ErrorCode code, String field) {
        if (names.size() > max) {
            throw new ApiTokenException(code, "The list is too long. Choose at most " + max + ".", field);
        }
    }

    /** Returns the rejection of a name, which is not repeated if it is long or contains a secret. */
    private ApiTokenException rejected(String name, String problem, ErrorCode code, String field) {
        boolean isRepeated = name.length() <= MAX_REPEATED && !secretFormat.isIn(name);
        String subject = isRepeated ? "'" + name + "'" : "A value";
        return new ApiTokenException(code, subject + " " + problem + ".", field);
    }
}
