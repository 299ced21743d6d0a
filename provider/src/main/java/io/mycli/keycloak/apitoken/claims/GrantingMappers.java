package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.ChosenAccess;
import java.util.Set;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.oidc.mappers.HardcodedRole;

/**
 * The mappers that grant access beside the roles of a client session context. A token with chosen roles has none of
 * them: resource servers grant access by membership of a group or organization as they do by roles.
 */
final class GrantingMappers {

    /**
     * The ids are written out, because the last of these mappers is younger than the oldest version that we support.
     */
    private static final Set<String> MEMBERSHIP = Set.of(
            "oidc-group-membership-mapper",
            "oidc-organization-membership-mapper",
            "oidc-organization-group-membership-mapper");

    private GrantingMappers() {}

    /** Returns whether a mapper gives every token of its client a role, which the owner may lack. */
    static boolean grantsRole(ProtocolMapperModel mapper) {
        return HardcodedRole.PROVIDER_ID.equals(mapper.getProtocolMapper());
    }

    /** Returns whether a token with this access may have the claims of a mapper. */
    static boolean isAllowed(ProtocolMapperModel mapper, ChosenAccess access) {
        return access.hasAllRoles() || !(grantsRole(mapper) || MEMBERSHIP.contains(mapper.getProtocolMapper()));
    }
}
