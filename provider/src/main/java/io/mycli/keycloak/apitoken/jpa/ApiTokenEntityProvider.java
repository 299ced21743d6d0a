package io.mycli.keycloak.apitoken.jpa;

import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** The provider that adds our tables to Keycloak's persistence unit. */
final class ApiTokenEntityProvider implements JpaEntityProvider {

    @Override
    public List<Class<?>> getEntities() {
        return List.of(ApiTokenEntity.class, ChosenAccessColumns.class, MailSlotEntity.class, TokenUseEntity.class);
    }

    @Override
    public String getChangelogLocation() {
        return "META-INF/api-token-changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return ApiTokenEntityProviderFactory.PROVIDER_ID;
    }

    @Override
    public void close() {}
}
