package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The authorization code flow with PKCE (RFC 7636), as a browser goes through it. */
final class BrowserLogin {

    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final Pattern FORM_ACTION = Pattern.compile("action=\"([^\"]+)\"");

    /** The pair of RFC 7636 appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final TestRealm realm;
    private final String clientId;
    private final String redirectUri;
    private final Map<String, String> cookies = new HashMap<>();

    private BrowserLogin(TestRealm realm, String clientId, String redirectUri) {
        this.realm = realm;
        this.clientId = clientId;
        this.redirectUri = redirectUri;
    }

    /** An access token of {@code my-cli} for whoever the cookies belong to. */
    static String withCookies(TestRealm realm, Map<String, String> cookies) {
        BrowserLogin browser = new BrowserLogin(realm, "my-cli", "http://127.0.0.1/callback");
        browser.cookies.putAll(cookies);
        return browser.accessToken(browser.authorize());
    }

    /** An access token of the account console, for a user who fills in the form. */
    static String atAccountConsole(TestRealm realm, String username) {
        BrowserLogin browser = new BrowserLogin(
                realm, "account-console", KeycloakServer.get().baseUrl() + "/realms/" + realm.name() + "/account/");
        Response form = browser.authorize();
        browser.cookies.putAll(form.cookies());
        String action = first(FORM_ACTION, form.asString()).replace("&amp;", "&");
        Response redirect = Http.request()
                .cookies(browser.cookies)
                .formParam("username", username)
                .formParam("password", username)
                .post(action.substring(KeycloakServer.get().baseUrl().length()));
        return browser.accessToken(redirect);
    }

    private Response authorize() {
        return Http.request()
                .cookies(cookies)
                .queryParam("client_id", clientId)
                .queryParam("response_type", "code")
                .queryParam("scope", "openid")
                .queryParam("redirect_uri", redirectUri)
                .queryParam("code_challenge", CHALLENGE)
                .queryParam("code_challenge_method", "S256")
                .get(endpoint() + "/auth");
    }

    private String accessToken(Response redirect) {
        Response response = Http.request()
                .formParam("grant_type", "authorization_code")
                .formParam("client_id", clientId)
                .formParam("code", first(CODE, redirect.header("Location")))
                .formParam("redirect_uri", redirectUri)
                .formParam("code_verifier", VERIFIER)
                .post(endpoint() + "/token");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.path("access_token");
    }

    private String endpoint() {
        return "/realms/" + realm.name() + "/protocol/openid-connect";
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(String.valueOf(text));
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
