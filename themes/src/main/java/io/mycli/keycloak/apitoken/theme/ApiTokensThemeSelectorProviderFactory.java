package io.mycli.keycloak.apitoken.theme;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.theme.ThemeSelectorProvider;
import org.keycloak.theme.ThemeSelectorProviderFactory;

/**
 * For servers on which every realm shall have the page: {@code --spi-theme-selector--provider=api-tokens}. Without that
 * option it is not used, and realms choose by themselves.
 */
public final class ApiTokensThemeSelectorProviderFactory implements ThemeSelectorProviderFactory {

    @Override
    public ThemeSelectorProvider create(KeycloakSession session) {
        return new ApiTokensThemeSelectorProvider(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return AccountTheme.NAME;
    }
}
