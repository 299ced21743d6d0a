package io.mycli.keycloak.apitoken.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;

/**
 * A substitute for the client of the request, in a realm with organizations: Keycloak resolves the scopes of
 * organizations by the client of the context, and keeps the result in the session.
 */
public final class AsClient {

    /** The session attributes of Keycloak's {@code OrganizationScope}. */
    private static final List<String> ATTRIBUTES = List.of("kc.org.client.scope", "kc.org.client.scope.unsupported");

    private AsClient() {}

    /**
     * Runs work with another client in the context. Restores the context and the session afterwards.
     *
     * @return the result of the work
     */
    public static <T> T get(KeycloakSession session, ClientModel client, Supplier<T> work) {
        KeycloakContext context = session.getContext();
        if (!context.getRealm().isOrganizationsEnabled()) {
            return work.get();
        }
        ClientModel sender = context.getClient();
        OrganizationModel organization = context.getOrganization();
        Map<String, Object> values = new HashMap<>();
        ATTRIBUTES.forEach(name -> values.put(name, session.removeAttribute(name)));
        context.setClient(client);
        context.setOrganization(null);
        try {
            return work.get();
        } finally {
            context.setClient(sender);
            context.setOrganization(organization);
            ATTRIBUTES.forEach(name -> restore(session, name, values.get(name)));
        }
    }

    private static void restore(KeycloakSession session, String name, @Nullable Object value) {
        if (value == null) {
            session.removeAttribute(name);
        } else {
            session.setAttribute(name, value);
        }
    }
}
