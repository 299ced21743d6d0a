package io.mycli.keycloak.apitoken.theme;

import java.util.Set;
import org.keycloak.theme.Theme;
import org.keycloak.theme.ThemeProvider;

/** Gives {@link AccountTheme} instead of the plain one that Keycloak makes of {@code keycloak-themes.json}. */
final class AccountThemeProvider implements ThemeProvider {

    /** Above Keycloak's provider of themes in JARs, below that of the folder {@code themes}, which an operator fills. */
    private static final int PRIORITY = 50;

    private final AccountTheme theme;

    AccountThemeProvider(AccountTheme theme) {
        this.theme = theme;
    }

    @Override
    public int getProviderPriority() {
        return PRIORITY;
    }

    @Override
    public Theme getTheme(String name, Theme.Type type) {
        return hasTheme(name, type) ? theme : null;
    }

    @Override
    public Set<String> nameSet(Theme.Type type) {
        return type == Theme.Type.ACCOUNT ? Set.of(AccountTheme.NAME) : Set.of();
    }

    @Override
    public boolean hasTheme(String name, Theme.Type type) {
        return nameSet(type).contains(name);
    }

    @Override
    public void close() {}
}
