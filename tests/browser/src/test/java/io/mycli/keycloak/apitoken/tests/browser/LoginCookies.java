package io.mycli.keycloak.apitoken.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A login of Keycloak's without a browser, which would need a third of a test for the login page; tests of the login go
 * through it.
 */
final class LoginCookies {

    private static final Pattern FORM_ACTION = Pattern.compile("action=\"([^\"]+)\"");

    private LoginCookies() {}

    /** Returns what a browser keeps of a login of the account console, for {@code addCookies}. */
    static List<Cookie> of(String realm, String username) {
        String server = KeycloakServer.get().baseUrl();
        Response page = Http.request()
                .get("/realms/" + realm
                        + "/protocol/openid-connect/auth?client_id=account-console&response_type=code&scope=openid&redirect_uri="
                        + server + "/realms/" + realm + "/account/&code_challenge_method=S256&code_challenge="
                        + "x".repeat(43));
        Matcher action = FORM_ACTION.matcher(page.asString());
        assertThat(action.find()).as(page.asString()).isTrue();
        Response login = Http.request()
                .cookies(page.cookies())
                .contentType(ContentType.URLENC.withCharset(StandardCharsets.UTF_8))
                .formParam("username", username)
                .formParam("password", username)
                .post(action.group(1).replace("&amp;", "&").substring(server.length()));
        assertThat(login.statusCode()).as(login.asString()).isEqualTo(302);
        return login.detailedCookies().asList().stream()
                .filter(cookie -> !cookie.getValue().isEmpty())
                .map(cookie -> new Cookie(cookie.getName(), cookie.getValue())
                        .setDomain(URI.create(server).getHost())
                        .setPath(cookie.getPath())
                        .setHttpOnly(cookie.isHttpOnly()))
                .toList();
    }
}
