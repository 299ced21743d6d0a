package io.mycli.keycloak.apitoken.tests.support.providers;

import org.keycloak.protocol.oidc.AccessTokenIntrospectionProviderFactory;

/** Keycloak's own introspection beside ours: {@code token_type_hint=stock} asks it. */
public final class StockIntrospectionProviderFactory extends AccessTokenIntrospectionProviderFactory {

    @Override
    public String getId() {
        return "stock";
    }
}
