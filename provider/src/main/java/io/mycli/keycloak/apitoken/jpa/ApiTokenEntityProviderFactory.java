package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.StatelessProviderFactory;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;

/** The factory of the {@link ApiTokenEntityProvider}. */
public final class ApiTokenEntityProviderFactory
        implements JpaEntityProviderFactory, StatelessProviderFactory<JpaEntityProvider> {

    /**
     * The id, which is part of the name of the Liquibase changelog table. With another id, every change would run
     * again.
     */
    static final String PROVIDER_ID = "api-token-entity";

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new ApiTokenEntityProvider();
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
