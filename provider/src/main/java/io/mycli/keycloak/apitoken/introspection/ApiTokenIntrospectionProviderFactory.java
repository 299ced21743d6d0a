package io.mycli.keycloak.apitoken.introspection;

import io.mycli.keycloak.apitoken.StatelessProviderFactory;
import io.mycli.keycloak.apitoken.claims.ClaimsCache;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;
import org.keycloak.protocol.oidc.TokenIntrospectionProviderFactory;

/**
 * The factory that replaces Keycloak's. Of two factories with the same id, Keycloak prefers the one of an extension.
 */
public final class ApiTokenIntrospectionProviderFactory
        implements TokenIntrospectionProviderFactory, StatelessProviderFactory<TokenIntrospectionProvider> {

    private ClaimsCache claims;

    @Override
    public TokenIntrospectionProvider create(KeycloakSession session) {
        return new ApiTokenIntrospectionProvider(session, claims);
    }

    @Override
    public void init(Config.Scope config) {
        claims = ClaimsCache.create();
    }

    @Override
    public String getId() {
        return AccessTokenIntrospectionProviderFactory.ACCESS_TOKEN_TYPE;
    }
}
