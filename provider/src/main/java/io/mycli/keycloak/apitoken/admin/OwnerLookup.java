package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The owners of tokens, each looked up once in a request: a page often has several tokens of one owner. */
final class OwnerLookup {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Map<String, Optional<UserModel>> owners = new HashMap<>();

    OwnerLookup(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Returns the owner of a token; null if the user does not exist. */
    @Nullable
    UserModel of(ApiTokenModel token) {
        return byId(token.ownerId());
    }

    /** Returns a user; null if the user does not exist. */
    @Nullable
    UserModel byId(String ownerId) {
        return owners.computeIfAbsent(
                        ownerId, id -> Optional.ofNullable(session.users().getUserById(realm, id)))
                .orElse(null);
    }
}
