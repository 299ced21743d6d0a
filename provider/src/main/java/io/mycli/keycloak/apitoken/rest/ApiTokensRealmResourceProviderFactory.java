package io.mycli.keycloak.apitoken.rest;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** The factory whose id is the path below the realm. */
public final class ApiTokensRealmResourceProviderFactory implements RealmResourceProviderFactory {

    static final String PROVIDER_ID = "api-tokens";

    private final RateLimiter reportRate = new RateLimiter();

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new ApiTokensRealmResourceProvider(session, reportRate);
    }

    @Override
    public void init(Config.Scope config) {
        // Nothing to configure.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Nothing to start.
    }

    @Override
    public void close() {}

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
