package io.mycli.keycloak.apitoken.theme;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.keycloak.theme.ClassLoaderTheme;
import org.keycloak.theme.ResourceLoader;

/**
 * The account theme {@code api-tokens}. Its {@code content.json}, the console's menu, is that of the Keycloak it runs
 * on with our page added: the entries differ between minor versions, and a copy would lose some or point to nothing.
 */
final class AccountTheme extends ClassLoaderTheme {

    static final String NAME = "api-tokens";

    private static final String CONTENT = "content.json";

    AccountTheme() throws IOException {
        super(NAME, Type.ACCOUNT, AccountTheme.class.getClassLoader());
    }

    @Override
    public InputStream getResourceAsStream(String path) throws IOException {
        return path.equals(CONTENT) ? content() : super.getResourceAsStream(path);
    }

    private InputStream content() throws IOException {
        String parent = "theme/" + getParentName() + "/account/resources/";
        try (InputStream menu = ResourceLoader.getResourceAsStream(parent, CONTENT)) {
            // Null lets Keycloak look at the parent itself: better its menu without our page than none.
            return menu == null ? null : new ByteArrayInputStream(Menu.withApiTokens(menu));
        }
    }
}
