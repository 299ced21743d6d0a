package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ChosenAccess;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;

/**
 * A token as its owner sees it. A member without a value is null, not absent. Times are ISO 8601 in UTC, to the second.
 *
 * @param prefix for example {@code myc_3f12c4}
 * @param realmRoles the names of the chosen realm roles; null if the token has all roles of its owner
 * @param clientRoles the names of the chosen client roles by client id; null if the token has all roles of its owner
 * @param audience the client ids of the chosen resource servers; null for all
 * @param rotatedAt when the secret was last replaced
 * @param previousValidUntil until when the replaced secret is valid, too; null if it is not
 * @param lastUsedBy client id of the resource server of the last introspection
 */
@JsonInclude
public record ApiTokenRepresentation(
        String id,
        String name,
        @Nullable String description,
        String prefix,
        @Nullable String profile,
        @Nullable String scope,
        @Nullable List<String> realmRoles,
        @Nullable Map<String, List<String>> clientRoles,
        @Nullable List<String> audience,
        String createdAt,
        @Nullable String rotatedAt,
        @Nullable String previousValidUntil,
        @Nullable String expiresAt,
        @Nullable String lastUsedAt,
        @Nullable String lastUsedBy) {

    /** Returns a token as it is at a time. Roles and clients that do not exist any more are left out. */
    public static ApiTokenRepresentation of(ApiTokenModel token, RealmModel realm, Instant now) {
        List<RoleModel> roles = roles(token.access(), realm);
        return new ApiTokenRepresentation(
                token.id(),
                token.name(),
                token.description(),
                token.prefix(),
                token.profile(),
                token.scope(),
                roles == null ? null : realmRoles(roles),
                roles == null ? null : clientRoles(roles),
                audience(token.access(), realm),
                text(token.createdAt()),
                iso(token.rotatedAt()),
                token.isOverlapping(now) ? iso(token.previousValidUntil()) : null,
                iso(token.expiresAt()),
                iso(token.lastUsedAt()),
                token.lastUsedBy());
    }

    /** Returns the chosen roles: {@code builder}, {@code catalog-server/deployer}; null for all roles of the owner. */
    @JsonIgnore
    public @Nullable List<String> roles() {
        if (realmRoles == null || clientRoles == null) {
            return null;
        }
        List<String> roles = new ArrayList<>(realmRoles);
        clientRoles.forEach((clientId, names) -> names.forEach(name -> roles.add(clientId + "/" + name)));
        return roles;
    }

    private static @Nullable List<RoleModel> roles(ChosenAccess access, RealmModel realm) {
        return access.roleIds() == null
                ? null
                : access.roleIds().stream()
                        .map(realm::getRoleById)
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static List<String> realmRoles(List<RoleModel> roles) {
        return roles.stream()
                .filter(role -> !role.isClientRole())
                .map(RoleModel::getName)
                .sorted()
                .toList();
    }

    private static Map<String, List<String>> clientRoles(List<RoleModel> roles) {
        Map<String, List<String>> namesOfClient = new TreeMap<>();
        roles.stream()
                .filter(RoleModel::isClientRole)
                .sorted(Comparator.comparing(RoleModel::getName))
                .forEach(role -> namesOfClient
                        .computeIfAbsent(((ClientModel) role.getContainer()).getClientId(), id -> new ArrayList<>())
                        .add(role.getName()));
        return namesOfClient;
    }

    private static @Nullable List<String> audience(ChosenAccess access, RealmModel realm) {
        return access.audience() == null
                ? null
                : access.audience().stream()
                        .map(realm::getClientById)
                        .filter(Objects::nonNull)
                        .map(ClientModel::getClientId)
                        .sorted()
                        .toList();
    }

    /** Returns a time to the second, in UTC; null for none. */
    public static @Nullable String iso(@Nullable Instant time) {
        return time == null ? null : text(time);
    }

    static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
