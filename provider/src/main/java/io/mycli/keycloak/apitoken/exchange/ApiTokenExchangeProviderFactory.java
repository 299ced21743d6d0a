package io.mycli.keycloak.apitoken.exchange;

import io.mycli.keycloak.apitoken.StatelessProviderFactory;
import io.mycli.keycloak.apitoken.claims.IssuerCache;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.protocol.oidc.TokenExchangeProviderFactory;

/** Stands before Keycloak's own providers, and takes from them what concerns API tokens only. */
public final class ApiTokenExchangeProviderFactory
        implements TokenExchangeProviderFactory, StatelessProviderFactory<TokenExchangeProvider> {

    /** Id of the provider. */
    public static final String PROVIDER_ID = "api-token";

    private static final int BEFORE_KEYCLOAKS_OWN = 100;

    private final IssuerCache issuers = new IssuerCache();

    @Override
    public TokenExchangeProvider create(KeycloakSession session) {
        return new ApiTokenExchangeProvider(session, issuers);
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public int order() {
        return BEFORE_KEYCLOAKS_OWN;
    }
}
