package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.StatelessProviderFactory;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Makes the {@link ApiTokenEntityProvider}. */
public final class ApiTokenEntityProviderFactory
        implements JpaEntityProviderFactory, StatelessProviderFactory<JpaEntityProvider> {

    /** Names the Liquibase changelog table; to rename it is to run every change again. */
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
