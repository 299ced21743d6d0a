package io.mycli.keycloak.apitoken.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The authorization code flow of a browser that has a session already. */
final class BrowserLogin {

    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final String CALLBACK = "http://127.0.0.1/callback";

    private BrowserLogin() {}

    /** An access token of {@code my-cli} for whoever the cookies belong to. */
    static String withCookies(TestRealm realm, Map<String, String> cookies) {
        String endpoint = "/realms/" + realm.name() + "/protocol/openid-connect";
        Response redirect = Http.request()
                .cookies(cookies)
                .queryParam("client_id", "my-cli")
                .queryParam("response_type", "code")
                .queryParam("scope", "openid")
                .queryParam("redirect_uri", CALLBACK)
                .get(endpoint + "/auth");
        Matcher code = CODE.matcher(String.valueOf(redirect.header("Location")));
        assertThat(code.find()).as(redirect.headers().toString()).isTrue();
        return Http.request()
                .formParam("grant_type", "authorization_code")
                .formParam("client_id", "my-cli")
                .formParam("code", code.group(1))
                .formParam("redirect_uri", CALLBACK)
                .post(endpoint + "/token")
                .path("access_token");
    }
}
