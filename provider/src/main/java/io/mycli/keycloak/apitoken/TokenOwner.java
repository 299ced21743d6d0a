package io.mycli.keycloak.apitoken;

import io.mycli.keycloak.apitoken.error.StandInUser;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * What an administrator sees of the owner of a token.
 *
 * @param isEnabled whether the user is enabled; as they were last imported, if their user storage fails
 * @param clientUuid the internal id of the client whose service account the owner is; null for a person
 */
public record TokenOwner(
        String id,
        String username,
        boolean isEnabled,
        @Nullable String clientUuid) {

    /** Returns the owner; null if the user does not exist. */
    public static @Nullable TokenOwner of(@Nullable UserModel user) {
        return user == null
                ? null
                : new TokenOwner(
                        user.getId(),
                        user.getUsername(),
                        StandInUser.imported(user).isEnabled(),
                        user.getServiceAccountClientLink());
    }

    /** Returns the client whose service account the owner is; null for a person, and if the client does not exist. */
    public @Nullable String clientId(RealmModel realm) {
        ClientModel client = clientUuid == null ? null : realm.getClientById(clientUuid);
        return client == null ? null : client.getClientId();
    }
}
