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
 * The listener that creates the token client when an administrator enables API tokens. Keycloak publishes no event for
 * a changed realm attribute. The only signal is the admin event of the realm's update, which does not contain the
 * change. If the realm already has tokens, an update creates nothing.
 */
final class TokenClientEventListenerProvider implements EventListenerProvider {

    private final KeycloakSession session;

    TokenClientEventListenerProvider(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        // No user event enables API tokens.
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getResourceType() == ResourceType.REALM && event.getOperationType() == OperationType.UPDATE) {
            afterCommit(session, factory -> TokenClient.createUnlessTokensExist(factory, event.getRealmId()));
        }
    }

    /**
     * Runs work after the session's transaction has committed, because an import may add its own token client within
     * the transaction.
     */
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
