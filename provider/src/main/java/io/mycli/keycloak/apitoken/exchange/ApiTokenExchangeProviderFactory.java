package io.mycli.keycloak.apitoken.exchange;

import io.mycli.keycloak.apitoken.claims.IssuerCache;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.protocol.oidc.TokenExchangeProviderFactory;

/** Stands before Keycloak's own providers, and takes from them what concerns API tokens only. */
public final class ApiTokenExchangeProviderFactory implements TokenExchangeProviderFactory {

    /** Id of the provider. */
    public static final String PROVIDER_ID = "api-token";

    private static final int BEFORE_KEYCLOAKS_OWN = 100;

    private final IssuerCache issuers = new IssuerCache();

    @Override
    public TokenExchangeProvider create(KeycloakSession session) {
        return new ApiTokenExchangeProvider(session, issuers);
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

    @Override
    public int order() {
        return BEFORE_KEYCLOAKS_OWN;
    }
}
