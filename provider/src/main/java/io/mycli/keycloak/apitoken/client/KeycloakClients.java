package io.mycli.keycloak.apitoken.client;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;

/**
 * The clients that Keycloak creates in each realm for its own endpoints: {@code account}, {@code realm-management},
 * {@code broker}, the consoles and, in the admin realm, the {@code *-realm} of each realm. Their roles and audience
 * grant access to Keycloak itself. This is why no response about an API token and no derived JWT has any of them.
 */
public final class KeycloakClients {

    private static final String REALM_SUFFIX = "-realm";

    /** Keycloak's own list, and the client that is missing from it before Keycloak 26.7. */
    private static final Set<String> CLIENT_IDS = Stream.concat(
                    Constants.defaultClients.stream(), Stream.of(Constants.ACCOUNT_CONSOLE_CLIENT_ID))
            .collect(Collectors.toUnmodifiableSet());

    private KeycloakClients() {}

    /**
     * Returns the client with a client id that was sent; null if there is none. PostgreSQL fails on the character
     * U+0000, which no client id of it has.
     */
    public static @Nullable ClientModel find(RealmModel realm, @Nullable String clientId) {
        return clientId == null || clientId.indexOf('\0') >= 0 ? null : realm.getClientByClientId(clientId);
    }

    /** Returns whether a client id belongs to one of Keycloak's own clients of a realm. */
    public static boolean isOwn(RealmModel realm, String clientId) {
        return CLIENT_IDS.contains(clientId)
                || (clientId.endsWith(REALM_SUFFIX) && realm.getName().equals(Config.getAdminRealm()));
    }

    /** Returns whether a role belongs to one of Keycloak's own clients. */
    public static boolean isOwn(RealmModel realm, RoleModel role) {
        return role.getContainer() instanceof ClientModel client && isOwn(realm, client.getClientId());
    }
}
