package io.mycli.keycloak.apitoken.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.theme.ThemeProvider;
import org.keycloak.theme.ThemeProviderFactory;

/** One theme for the whole server; it holds no state of a request. */
public final class AccountThemeProviderFactory implements ThemeProviderFactory {

    private AccountTheme theme;

    @Override
    public ThemeProvider create(KeycloakSession session) {
        return new AccountThemeProvider(theme);
    }

    @Override
    public void init(Config.Scope config) {
        try {
            theme = new AccountTheme();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return AccountTheme.NAME;
    }
}
