package io.mycli.keycloak.apitoken.jpa;

import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Makes the {@link ApiTokenEntityProvider}. */
public final class ApiTokenEntityProviderFactory implements JpaEntityProviderFactory {

    /** Names the Liquibase changelog table; to rename it is to run every change again. */
    static final String PROVIDER_ID = "api-token-entity";

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new ApiTokenEntityProvider();
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
