package io.mycli.keycloak.apitoken.client;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;

/**
 * The clients that Keycloak makes in each realm for its own endpoints: {@code account}, {@code realm-management}, {@code
 * broker}, the consoles and, in the realm of the server's administrators, the {@code *-realm} of each realm. Their roles
 * and audience open Keycloak itself, so that no answer about an API token and no derived JWT has any of them.
 */
public final class KeycloakClients {

    private static final String REALM_SUFFIX = "-realm";

    /** Keycloak's own list, and those that a Keycloak before 26.7 leaves out of it. */
    private static final Set<String> CLIENT_IDS = Stream.concat(
                    Constants.defaultClients.stream(), Stream.of(Constants.ACCOUNT_CONSOLE_CLIENT_ID))
            .collect(Collectors.toUnmodifiableSet());

    private KeycloakClients() {}

    /** Returns whether a client id is that of one of Keycloak's own clients in a realm. */
    public static boolean isOwn(RealmModel realm, String clientId) {
        return CLIENT_IDS.contains(clientId)
                || (clientId.endsWith(REALM_SUFFIX) && realm.getName().equals(Config.getAdminRealm()));
    }

    /** Returns whether a role is that of one of Keycloak's own clients. */
    public static boolean isOwn(RealmModel realm, RoleModel role) {
        return role.getContainer() instanceof ClientModel client && isOwn(realm, client.getClientId());
    }
}
