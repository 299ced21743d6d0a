package io.mycli.keycloak.apitoken.client;

import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/**
 * The factory of the listener that creates the token client. It is global: it listens in every realm, also if the
 * realm's event listeners do not include it.
 */
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

    /**
     * Registers the listener to new realms. A realm that is created or imported with API tokens enabled has no update
     * event.
     */
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
