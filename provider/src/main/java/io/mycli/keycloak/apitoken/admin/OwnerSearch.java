package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Keycloak's own search of users, for the owners of tokens. It finds those that the administrator may view. */
final class OwnerSearch {

    /** The maximum number of owners of a search, within Oracle's limit of 1000 values in a list. */
    static final int MAX_OWNERS = 500;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissions rights;

    OwnerSearch(KeycloakSession session, RealmModel realm, AdminPermissions rights) {
        this.session = session;
        this.realm = realm;
        this.rights = rights;
    }

    /**
     * Returns the ids of the users whom a search finds, including service accounts.
     *
     * @throws ApiTokenException INVALID_REQUEST if it finds too many
     * @throws jakarta.ws.rs.ForbiddenException if the administrator may not query users
     */
    Set<String> find(String text) {
        rights.requireQuery();
        Map<String, String> attributes = Map.of(UserModel.SEARCH, text, UserModel.INCLUDE_SERVICE_ACCOUNT, "true");
        Set<String> ids = session.users()
                .searchForUserStream(realm, attributes, 0, VisibleTokens.MAX_SEARCHED)
                .filter(rights::canView)
                .map(user -> user.getId())
                .limit(MAX_OWNERS + 1)
                .collect(Collectors.toSet());
        if (ids.size() > MAX_OWNERS) {
            throw FilterParameters.invalid(
                    "ownerSearch", "More than " + MAX_OWNERS + " owners match. Send more of the name.");
        }
        return ids;
    }
}
