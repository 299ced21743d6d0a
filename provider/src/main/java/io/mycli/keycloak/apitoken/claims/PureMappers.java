package io.mycli.keycloak.apitoken.claims;

import java.util.Set;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.ProtocolMapper;

/**
 * Keycloak's own mappers whose claims depend on nothing but the owner, the realm and its clients, roles, groups and
 * scopes. The same mapper of another class, such as that of an extension, is not among them. Nor is the one of
 * organizations: membership has keys of its own in Keycloak's user cache, which go one after the other.
 */
final class PureMappers {

    private static final String OIDC = "org.keycloak.protocol.oidc.mappers.";

    private static final Set<String> CLASSES = Set.of(
            OIDC + "AcrProtocolMapper",
            OIDC + "AddressMapper",
            OIDC + "AllowedWebOriginsProtocolMapper",
            OIDC + "AudienceProtocolMapper",
            OIDC + "AudienceResolveProtocolMapper",
            OIDC + "FullNameMapper",
            OIDC + "GroupMembershipMapper",
            OIDC + "HardcodedClaim",
            OIDC + "HardcodedRole",
            OIDC + "RoleNameMapper",
            OIDC + "SHA256PairwiseSubMapper",
            OIDC + "SubMapper",
            OIDC + "UserAttributeMapper",
            OIDC + "UserClientRoleMappingMapper",
            OIDC + "UserPropertyMapper",
            OIDC + "UserRealmRoleMappingMapper",
            // It writes cnf and typ, which an API token has of its own.
            "org.keycloak.services.util.DPoPUtil$DpopProtocolMapper");

    private static final String SESSION_NOTE = OIDC + "UserSessionNoteMapper";
    private static final String NOTE = "user.session.note";

    /** The note of the time of the login, which Keycloak's scope {@code basic} maps. Our session never has it. */
    private static final String AUTH_TIME = "AUTH_TIME";

    private PureMappers() {}

    /** Returns whether a mapper is one of them. */
    static boolean contains(ProtocolMapper mapper, ProtocolMapperModel model) {
        String name = mapper.getClass().getName();
        return CLASSES.contains(name)
                || (name.equals(SESSION_NOTE)
                        && AUTH_TIME.equals(model.getConfig().get(NOTE)));
    }
}
