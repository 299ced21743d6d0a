package io.mycli.keycloak.apitoken.theme;

import org.keycloak.models.KeycloakSession;
import org.keycloak.theme.DefaultThemeSelectorProvider;
import org.keycloak.theme.Theme;

/** As Keycloak's own, but for realms whose account console is Keycloak's, whether they say so or say nothing. */
final class ApiTokensThemeSelectorProvider extends DefaultThemeSelectorProvider {

    private static final String KEYCLOAKS = "keycloak.v3";

    ApiTokensThemeSelectorProvider(KeycloakSession session) {
        super(session);
    }

    @Override
    public String getThemeName(Theme.Type type) {
        String name = super.getThemeName(type);
        return type == Theme.Type.ACCOUNT && name.equals(KEYCLOAKS) ? AccountTheme.NAME : name;
    }
}
