package io.mycli.keycloak.apitoken.introspection;

import io.mycli.keycloak.apitoken.StatelessProviderFactory;
import io.mycli.keycloak.apitoken.claims.IssuerCache;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;
import org.keycloak.protocol.oidc.TokenIntrospectionProviderFactory;

/**
 * The factory that replaces Keycloak's. Of two factories with the same id, Keycloak prefers the one of an extension.
 */
public final class ApiTokenIntrospectionProviderFactory
        implements TokenIntrospectionProviderFactory, StatelessProviderFactory<TokenIntrospectionProvider> {

    private final IssuerCache issuers = new IssuerCache();

    @Override
    public TokenIntrospectionProvider create(KeycloakSession session) {
        return new ApiTokenIntrospectionProvider(session, issuers);
    }

    @Override
    public String getId() {
        return AccessTokenIntrospectionProviderFactory.ACCESS_TOKEN_TYPE;
    }
}
