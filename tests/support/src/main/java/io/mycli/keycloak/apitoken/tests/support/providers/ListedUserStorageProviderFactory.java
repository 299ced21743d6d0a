package io.mycli.keycloak.apitoken.tests.support.providers;

import java.util.List;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.storage.UserStorageProviderFactory;

/** A user storage whose users are a comma-separated list in its configuration. */
public final class ListedUserStorageProviderFactory implements UserStorageProviderFactory<ListedUserStorageProvider> {

    static final String USERS = "users";

    @Override
    public ListedUserStorageProvider create(KeycloakSession session, ComponentModel model) {
        return new ListedUserStorageProvider(session, model);
    }

    @Override
    public String getId() {
        return "listed";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(USERS)
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .build();
    }
}
