package io.mycli.keycloak.apitoken.exchange;

import io.mycli.keycloak.apitoken.StatelessProviderFactory;
import io.mycli.keycloak.apitoken.claims.IssuerCache;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.protocol.oidc.TokenExchangeProviderFactory;

/**
 * The factory of {@link ApiTokenExchangeProvider}s. Its order is before Keycloak's own providers; they keep all
 * requests without an API token or derived JWT.
 */
public final class ApiTokenExchangeProviderFactory
        implements TokenExchangeProviderFactory, StatelessProviderFactory<TokenExchangeProvider> {

    /** The id of the provider. */
    public static final String PROVIDER_ID = "api-token";

    private static final int ORDER_BEFORE_KEYCLOAK = 100;

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
        return ORDER_BEFORE_KEYCLOAK;
    }
}
