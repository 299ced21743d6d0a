package io.mycli.keycloak.apitoken.admin;

import jakarta.ws.rs.ForbiddenException;
import java.util.function.Supplier;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * Who may do what: Keycloak's own permissions for users, for a token is a credential of its owner. Whoever has the role sees
 * everybody's. Whoever has fine-grained permissions only sees the tokens of the users they see, one by one, and cannot do
 * anything to all at once, for no query knows who is among these.
 */
final class AdminPermissions {

    private final AdminPermissionEvaluator auth;

    AdminPermissions(AdminPermissionEvaluator auth) {
        this.auth = auth;
    }

    /** Administers anything here. */
    void requireAny() {
        auth.requireAnyAdminRole();
    }

    /** May ask about users at all. */
    void requireQuery() {
        auth.users().requireQuery();
    }

    boolean canViewAll() {
        return auth.hasOneAdminRole(AdminRoles.VIEW_USERS, AdminRoles.MANAGE_USERS);
    }

    void requireViewAll() {
        require(canViewAll());
    }

    void requireManageAll() {
        require(canManageAll());
    }

    private boolean canManageAll() {
        return auth.hasOneAdminRole(AdminRoles.MANAGE_USERS);
    }

    /** @param owner null for one who is gone */
    boolean canView(UserModel owner) {
        return canViewAll() || (owner != null && auth.users().canView(owner));
    }

    /** @param owner null for one who is gone */
    void requireView(UserModel owner) {
        require(canView(owner));
    }

    /** @param owner null for one who is gone */
    void requireManage(UserModel owner) {
        if (owner == null) {
            requireManageAll();
        } else {
            auth.users().requireManage(owner);
        }
    }

    /** @param owner is looked up only if it matters: a revocation must not need a user storage that may be away */
    void requireManage(Supplier<UserModel> owner) {
        if (!canManageAll()) {
            requireManage(owner.get());
        }
    }

    void requireViewRealm() {
        auth.realm().requireViewRealm();
    }

    void requireManageRealm() {
        auth.realm().requireManageRealm();
    }

    private static void require(boolean isAllowed) {
        if (!isAllowed) {
            throw new ForbiddenException();
        }
    }
}
