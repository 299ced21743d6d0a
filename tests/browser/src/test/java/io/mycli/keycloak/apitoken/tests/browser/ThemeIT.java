package io.mycli.keycloak.apitoken.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the server gives of the theme. */
@KeycloakTest
class ThemeIT {

    private static final Pattern RESOURCES = Pattern.compile("\"resourceUrl\": \"([^\"]+)\"");
    private static final Pattern PAGE = Pattern.compile("href=\"([^\"]+/content/api-tokens-[0-9a-f]{12})\\.css\"");

    @Test
    void menuIsThatOfThisKeycloakAndOurPage(TestRealm realm) {
        List<Map<String, Object>> keycloaks = menu(realm, "keycloak.v3");
        List<Map<String, Object>> ours = menu(realm, "api-tokens");

        List<Object> security = new ArrayList<>((List<?>) ours.get(1).get("children"));
        assertThat(security.remove(security.size() - 1)).extracting("label").isEqualTo("apiTokensCompat");
        assertThat(security.remove(security.size() - 1)).extracting("label").isEqualTo("apiTokens");
        assertThat(ours).hasSameSizeAs(keycloaks);
        ours.get(1).put("children", security);
        assertThat(ours).isEqualTo(keycloaks);
    }

    private static List<Map<String, Object>> menu(TestRealm realm, String theme) {
        realm.update(Map.of("accountTheme", theme));
        Response content = Http.request().get(found(RESOURCES, console(realm)) + "/content.json");
        return new JsonPath(content.asString()).getList("$");
    }

    @Test
    void loaderIsKeptByBrowsersAndTheConsoleIsNot(TestRealm realm) {
        realm.update(Map.of("accountTheme", "api-tokens"));
        Response console = Http.request().get("/realms/" + realm.name() + "/account/");
        Response loader = Http.request().get(found(RESOURCES, console.asString()) + "/content/api-tokens.js");

        assertThat(console.header("Cache-Control")).contains("no-cache");
        assertThat(loader.statusCode()).isEqualTo(200);
        assertThat(loader.header("Cache-Control")).contains("max-age=2592000");
        assertThat(Http.request().get(found(PAGE, console.asString()) + ".js").statusCode())
                .isEqualTo(200);
    }

    /** What an organisation does that has a theme of its own: {@code docs/use/account-console.md}. */
    @Test
    void childThemeHasThePage(TestRealm realm) {
        realm.update(Map.of("accountTheme", "acme"));
        String console = console(realm);

        assertThat(console).contains("Acme account");
        assertThat(menu(realm, "acme").get(1).get("children").toString()).contains("content/api-tokens");
        assertThat(Http.request().get(found(PAGE, console) + ".js").statusCode())
                .isEqualTo(200);
    }

    private static String console(TestRealm realm) {
        return Http.request().get("/realms/" + realm.name() + "/account/").asString();
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
