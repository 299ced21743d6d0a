package io.mycli.keycloak.apitoken.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;

/**
 * Another client in the place of the one that sent the request, in a realm with organizations: Keycloak resolves their scopes
 * by the client of the context, and keeps in the session what it found.
 */
public final class AsClient {

    /** Of Keycloak's {@code OrganizationScope}. */
    private static final List<String> FOUND = List.of("kc.org.client.scope", "kc.org.client.scope.unsupported");

    private AsClient() {}

    /** Returns what the work gives, and leaves context and session as they were. */
    public static <T> T get(KeycloakSession session, ClientModel client, Supplier<T> work) {
        KeycloakContext context = session.getContext();
        if (!context.getRealm().isOrganizationsEnabled()) {
            return work.get();
        }
        ClientModel sender = context.getClient();
        OrganizationModel organization = context.getOrganization();
        Map<String, Object> found = new HashMap<>();
        FOUND.forEach(name -> found.put(name, session.removeAttribute(name)));
        context.setClient(client);
        context.setOrganization(null);
        try {
            return work.get();
        } finally {
            context.setClient(sender);
            context.setOrganization(organization);
            FOUND.forEach(name -> restore(session, name, found.get(name)));
        }
    }

    private static void restore(KeycloakSession session, String name, Object value) {
        if (value == null) {
            session.removeAttribute(name);
        } else {
            session.setAttribute(name, value);
        }
    }
}
