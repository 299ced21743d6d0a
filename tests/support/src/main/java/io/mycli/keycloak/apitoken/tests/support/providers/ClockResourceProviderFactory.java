package io.mycli.keycloak.apitoken.tests.support.providers;

import jakarta.ws.rs.PUT;
import jakarta.ws.rs.QueryParam;
import org.keycloak.Config;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Sets the clock that Keycloak reads, under {@code /realms/…/test-clock}. */
public final class ClockResourceProviderFactory implements RealmResourceProviderFactory {

    @Override
    public String getId() {
        return "test-clock";
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new ClockResourceProvider();
    }

    /** One request for it. */
    public static final class ClockResourceProvider implements RealmResourceProvider {

        @Override
        public Object getResource() {
            return this;
        }

        /** Sets by how many seconds the clock is ahead of the machine's. */
        @PUT
        public void set(@QueryParam("offset") int offset) {
            Time.setOffset(offset);
        }

        @Override
        public void close() {}
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
