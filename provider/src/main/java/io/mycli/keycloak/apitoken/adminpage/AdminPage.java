package io.mycli.keycloak.apitoken.adminpage;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.keycloak.Config;
import org.keycloak.common.Version;
import org.keycloak.models.KeycloakSession;
import org.keycloak.urls.UrlType;

/** The HTML of the page. It contains only the addresses that its script needs. */
final class AdminPage {

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>API tokens</title>
            <link rel="icon" href="%8$s">
            <link rel="stylesheet" href="%1$s%2$s">
            <script type="module" src="%1$s%3$s"></script>
            </head>
            <body>
            <div id="app" data-realm="%4$s" data-admin-realm="%5$s" data-server="%6$s" data-console="%7$s" data-language="%9$s" data-resources="%10$s"></div>
            <noscript>This page needs JavaScript.</noscript>
            </body>
            </html>
            """;

    /** A key in a square, which needs no request. */
    private static final String ICON = "data:image/svg+xml,"
            + URLEncoder.encode("""
                            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" \
                            rx="6" fill="#06c"/><g fill="none" stroke="#fff" stroke-width="3"><circle cx="11" cy="16" \
                            r="4.5"/><path d="M15.5 16H27M22 16v5M26 16v4"/></g></svg>""", StandardCharsets.UTF_8).replace("+", "%20");

    private final KeycloakSession session;
    private final PageFiles files;

    AdminPage(KeycloakSession session, PageFiles files) {
        this.session = session;
        this.files = files;
    }

    /** Returns the HTML. */
    String html() {
        String realm = session.getContext().getRealm().getName();
        URI server = session.getContext().getUri(UrlType.FRONTEND).getBaseUri();
        URI folder = session.getContext()
                .getUri(UrlType.FRONTEND)
                .getBaseUriBuilder()
                .path("realms/{realm}/{provider}/")
                .build(realm, AdminPageResourceProviderFactory.PROVIDER_ID);
        return HTML.formatted(
                escaped(withSlash(folder.getRawPath())),
                escaped(files.style()),
                escaped(files.script()),
                escaped(realm),
                escaped(Config.getAdminRealm()),
                escaped(withSlash(server.toString())),
                escaped(withSlash(
                        session.getContext().getUri(UrlType.ADMIN).getBaseUri().toString())),
                ICON,
                language(),
                escaped(Version.RESOURCES_VERSION));
    }

    /**
     * Returns the language that Keycloak's own pages of this realm have for this browser, as the login and the user
     * chose it; empty if the realm leaves languages alone.
     */
    private String language() {
        return session.getContext().getRealm().isInternationalizationEnabled()
                ? escaped(session.getContext().resolveLocale(null).toLanguageTag())
                : "";
    }

    private static String withSlash(String path) {
        return path.endsWith("/") ? path : path + "/";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
