package io.mycli.keycloak.apitoken.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * An owner that is the service account of a client. Its tokens have the scopes and mappers of that client, as its JWTs
 * of the client credentials grant do.
 */
public final class ServiceAccount {

    private ServiceAccount() {}

    /** Returns whether a user is a service account. */
    public static boolean is(UserModel user) {
        return user.getServiceAccountClientLink() != null;
    }

    /**
     * Returns the client of a service account; null if the user is none, or its client does not exist.
     *
     * @param user may be null
     */
    public static @Nullable ClientModel client(RealmModel realm, @Nullable UserModel user) {
        return user == null || !is(user) ? null : realm.getClientById(user.getServiceAccountClientLink());
    }

    /**
     * Returns the client whose scopes and mappers determine the claims of an owner's tokens; empty if it is missing.
     */
    public static Optional<ClientModel> claimsClient(RealmModel realm, UserModel owner) {
        return is(owner) ? Optional.ofNullable(client(realm, owner)) : TokenClient.find(realm);
    }
}
