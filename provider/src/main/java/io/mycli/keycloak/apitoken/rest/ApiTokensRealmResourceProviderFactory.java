package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.StatelessProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** The factory whose id is the path below the realm. */
public final class ApiTokensRealmResourceProviderFactory
        implements RealmResourceProviderFactory, StatelessProviderFactory<RealmResourceProvider> {

    static final String PROVIDER_ID = "api-tokens";

    private final RateLimiter reportRate = new RateLimiter();

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new ApiTokensRealmResourceProvider(session, reportRate);
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
