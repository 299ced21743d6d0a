package io.mycli.keycloak.apitoken;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the owner chose that a token may do. It only ever restricts a token: at each check, a token has no role that its
 * owner lacks at that moment.
 *
 * @param roleIds the ids of the only roles that the token may have, composites unexpanded; null for all roles of the
 *     owner (full access)
 * @param audience the internal ids of the only clients that may accept the token; null for all resource servers
 */
public record ChosenAccess(
        @Nullable Set<String> roleIds, @Nullable Set<String> audience) {

    /** The access of a token whose owner chose nothing. */
    public static final ChosenAccess FULL = new ChosenAccess(null, null);

    /** Returns whether the token has all roles of its owner. */
    public boolean hasAllRoles() {
        return roleIds == null;
    }
}
