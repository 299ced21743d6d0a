package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.ChosenAccess;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/**
 * The resource servers that an owner chose for a token. Others must not accept it, whatever else lets them.
 *
 * @param realm the realm of the token
 * @param access of the token
 */
public record ChosenAudience(RealmModel realm, ChosenAccess access) {

    /** Returns whether a client may accept the token, as far as the owner's choice is concerned. */
    public boolean allows(@Nullable ClientModel client) {
        return access.audience() == null || (client != null && access.audience().contains(client.getId()));
    }

    boolean allows(String clientId) {
        return access.audience() == null || allows(realm.getClientByClientId(clientId));
    }
}
