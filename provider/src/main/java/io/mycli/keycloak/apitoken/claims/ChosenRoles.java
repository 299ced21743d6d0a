package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.ChosenAccess;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.RoleUtils;

/** The roles that an owner chose for a token, with the roles that composites contain at this moment. */
final class ChosenRoles {

    private ChosenRoles() {}

    /**
     * Returns whether a token may have a role. A deleted role is ignored; a token without any of its roles has none.
     */
    static Predicate<RoleModel> of(RealmModel realm, ChosenAccess access) {
        if (access.roleIds() == null) {
            return role -> true;
        }
        Set<String> ids = expand(realm, access.roleIds());
        return role -> ids.contains(role.getId());
    }

    private static Set<String> expand(RealmModel realm, Collection<String> roleIds) {
        Set<RoleModel> chosen = roleIds.stream()
                .map(realm::getRoleById)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return RoleUtils.expandCompositeRoles(chosen).stream()
                .map(RoleModel::getId)
                .collect(Collectors.toSet());
    }
}
