package io.mycli.keycloak.apitoken.claims;

import io.mycli.keycloak.apitoken.ChosenAccess;
import io.mycli.keycloak.apitoken.client.KeycloakClients;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The access that a new token of an owner would have with full access. The owner can choose a part of it. */
public final class AvailableAccess {

    /** The maximum number of resource servers that are listed. */
    private static final int MAX_LISTED = 1000;

    private final RealmModel realm;
    private final ClientSessionContext context;
    private final Set<String> audience;

    private AvailableAccess(RealmModel realm, ClientSessionContext context, Set<String> audience) {
        this.realm = realm;
        this.context = context;
        this.audience = audience;
    }

    /**
     * Returns the access of a token.
     *
     * @param client the client whose scopes and mappers determine the claims
     * @param scope the token's optional scopes, separated by spaces, or null
     */
    public static AvailableAccess of(
            KeycloakSession session, UserModel owner, ClientModel client, @Nullable String scope) {
        MapperClaims mapped =
                new MapperClaims(session, new IssuerCache(), owner, client, KeycloakModelUtils.generateId());
        ClientSessionContext context = mapped.tokenContext(ChosenAccess.FULL, scope);
        String[] audience = mapped.toAccessToken(context, owner.getId()).getAudience();
        return new AvailableAccess(
                session.getContext().getRealm(), context, audience == null ? Set.of() : Set.of(audience));
    }

    /** Returns the roles, with those that composites contain. */
    public Stream<RoleModel> roles() {
        return context.getRolesStream();
    }

    /** Returns the client that may accept the token by its client id; null if there is none. */
    public @Nullable ClientModel resourceServer(String clientId) {
        ClientModel client = KeycloakClients.find(realm, clientId);
        return client != null && isResourceServer(client) ? client : null;
    }

    private boolean isResourceServer(ClientModel client) {
        return client.isEnabled()
                && !client.isPublicClient()
                && !KeycloakClients.isOwn(realm, client.getClientId())
                && (audience.contains(client.getClientId()) || new ResourceServer(client).acceptsAnyAudience());
    }

    /**
     * Returns the clients that may accept the token, sorted by client id. All clients are read, from Keycloak's cache,
     * because a search for an attribute needs the permission of the server's configuration.
     */
    public List<ClientModel> resourceServers() {
        return realm.getClientsStream()
                .filter(this::isResourceServer)
                .limit(MAX_LISTED)
                .sorted(Comparator.comparing(ClientModel::getClientId))
                .toList();
    }
}
