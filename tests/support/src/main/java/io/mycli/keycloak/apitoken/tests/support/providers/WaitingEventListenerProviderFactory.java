package io.mycli.keycloak.apitoken.tests.support.providers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** The event listener {@code waiting}: for each token that expires soon it waits until the realm's mail server answers. */
public final class WaitingEventListenerProviderFactory implements EventListenerProviderFactory {

    @Override
    public String getId() {
        return "waiting";
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new WaitingEventListenerProvider(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    /** What waits. */
    public record WaitingEventListenerProvider(KeycloakSession session) implements EventListenerProvider {

        @Override
        public void onEvent(Event event) {
            if (event.getDetails() == null
                    || !"expiring".equals(event.getDetails().get("reason"))) {
                return;
            }
            Map<String, String> server = session.getContext().getRealm().getSmtpConfig();
            try (Socket socket = new Socket(server.get("host"), Integer.parseInt(server.get("port")))) {
                socket.getInputStream().read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void onEvent(AdminEvent event, boolean includeRepresentation) {}

        @Override
        public void close() {}
    }
}
