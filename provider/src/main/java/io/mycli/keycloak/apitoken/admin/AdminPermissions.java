package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.client.ServiceAccount;
import jakarta.ws.rs.ForbiddenException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * The permissions of an administrator: Keycloak's own for users, because a token is a credential of its owner. With the
 * role, an administrator sees all tokens. With fine-grained permissions only, an administrator sees the tokens of the
 * users that they may view, and cannot change all tokens at once, because no query knows these users.
 */
final class AdminPermissions {

    private final AdminPermissionEvaluator auth;

    AdminPermissions(AdminPermissionEvaluator auth) {
        this.auth = auth;
    }

    /** Requires any role of an administrator. */
    void requireAny() {
        auth.requireAnyAdminRole();
    }

    /** Requires a permission to query users. */
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

    /** @param owner null if the user does not exist */
    boolean canView(@Nullable UserModel owner) {
        return canViewAll() || (owner != null && auth.users().canView(owner));
    }

    /** @param owner null if the user does not exist */
    void requireView(@Nullable UserModel owner) {
        require(canView(owner));
    }

    /** @param owner null if the user does not exist */
    void requireManage(@Nullable UserModel owner) {
        if (owner == null) {
            requireManageAll();
        } else {
            auth.users().requireManage(owner);
        }
    }

    /**
     * Requires a permission to manage the owner of a token, or the client of a service account.
     *
     * @param owner runs only if the answer depends on it: a revocation must work while a user storage is not available
     */
    void requireManageToken(Supplier<@Nullable UserModel> owner, RealmModel realm) {
        if (!canManageAll() && !canManageClient(ServiceAccount.client(realm, owner.get()))) {
            requireQuery();
            requireManage(owner.get());
        }
    }

    /**
     * Requires that the administrator may manage a client.
     *
     * @param client null if it does not exist: then, only who may manage all clients learns that
     */
    void requireManageClient(@Nullable ClientModel client) {
        if (client == null) {
            require(auth.hasOneAdminRole(AdminRoles.MANAGE_CLIENTS));
        } else {
            auth.clients().requireManage(client);
        }
    }

    /**
     * Requires that the administrator may view a client.
     *
     * @param client null if it does not exist: then, only who may view all clients learns that
     */
    void requireViewClient(@Nullable ClientModel client) {
        if (client == null) {
            require(auth.hasOneAdminRole(AdminRoles.VIEW_CLIENTS, AdminRoles.MANAGE_CLIENTS));
        } else {
            auth.clients().requireView(client);
        }
    }

    /** @param client null if the owner is no service account */
    boolean canManageClient(@Nullable ClientModel client) {
        return client != null && auth.clients().canManage(client);
    }

    /**
     * Requires that the administrator is not the service account that is the owner: it manages none of its own tokens.
     */
    void requireNotSelf(String ownerId) {
        UserModel administrator = auth.adminAuth().getUser();
        require(!(ServiceAccount.is(administrator) && administrator.getId().equals(ownerId)));
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
