package io.mycli.keycloak.apitoken.client;

import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/** Listens in every realm, whether or not an administrator lists it among the realm's event listeners. */
public final class TokenClientEventListenerProviderFactory implements EventListenerProviderFactory {

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new TokenClientEventListenerProvider(session);
    }

    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public void init(Config.Scope config) {
        // Nothing to configure.
    }

    /** A realm that is created or imported with API tokens enabled has no update to tell of it. */
    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof RealmModel.RealmPostCreateEvent created) {
                String realmId = created.getCreatedRealm().getId();
                TokenClientEventListenerProvider.afterCommit(
                        created.getKeycloakSession(), sessions -> TokenClient.create(sessions, realmId));
            }
        });
    }

    @Override
    public void close() {}

    @Override
    public String getId() {
        return "api-token-client";
    }
}
