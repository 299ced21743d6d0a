package io.mycli.keycloak.apitoken.client;

import java.util.function.Consumer;
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
 * changed realm attribute; the admin event of the realm's update is the one thing that tells, and it does not tell what
 * has changed. While the realm has tokens, such an update creates nothing.
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
            afterCommit(session, factory -> TokenClient.createUnlessTokensExist(factory, event.getRealmId()));
        }
    }

    /** Afterwards, for within the transaction an import may still bring a token client of its own. */
    static void afterCommit(KeycloakSession session, Consumer<KeycloakSessionFactory> work) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                work.accept(factory);
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
