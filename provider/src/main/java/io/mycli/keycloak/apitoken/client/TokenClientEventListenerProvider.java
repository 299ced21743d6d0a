package io.mycli.keycloak.apitoken.client;

import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Creates the token client when an administrator enables API tokens. Keycloak publishes no event of its own for a
 * changed realm attribute; the admin event of the realm's update is the one thing that tells.
 */
final class TokenClientEventListenerProvider implements EventListenerProvider {

    private final KeycloakSession session;

    TokenClientEventListenerProvider(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        // Nothing a person does enables API tokens.
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getResourceType() == ResourceType.REALM && event.getOperationType() == OperationType.UPDATE) {
            ensureAfterCommit(session, event.getRealmId());
        }
    }

    /** Afterwards, for within the transaction an import may still bring a token client of its own. */
    static void ensureAfterCommit(KeycloakSession session, String realmId) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                TokenClient.ensure(factory, realmId);
            }

            @Override
            protected void rollbackImpl() {
                // Nothing was enabled.
            }
        });
    }

    @Override
    public void close() {}
}
