package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.Cookie;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both pages in each language, on a phone: whole, and nothing wider than the screen. */
@KeycloakTest
class LanguagesIT {

    private static final Pattern KEY = Pattern.compile("apiTokens[A-Z_]|\\badmin[A-Z]\\w+");
    private static final List<String> VIEWS =
            List.of("tokens", "service-accounts", "resource-servers", "incident", "policy", "setup");

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @ParameterizedTest
    @CsvSource({
        "de, API-Tokens, Token erstellen, Name",
        "es, Tokens de API, Crear token, Nombre",
        "fr, Jetons d’API, Créer un jeton, Nom",
        "it, Token API, Crea token, Nome",
        "ja, APIトークン, トークンを作成, 名前",
        "pt-BR, Tokens de API, Criar token, Nome",
    })
    void accountConsole(String language, String heading, String create, String name, TestRealm realm) {
        speaks(realm, language);
        realm.createToken("alice", """
                {"name":"ci-deploy","expiresIn":"30d"}""");
        try (AccountPage visit = AccountPage.of(realm, AccountPage.phone().setLocale(language))) {
            assertThat(visit.heading()).hasText(heading);
            visit.requireFit();
            visit.look("language-" + language);

            visit.openDetails("ci-deploy");
            visit.requireFit();
            assertThat(visit.page().locator("body").innerText()).doesNotContainPattern(KEY);
            visit.page().goBack();

            visit.button(create).click();
            assertThat(visit.dialog()).hasAttribute("lang", language);
            visit.requireFit();
            visit.look("language-" + language + "-create");
            visit.field(name).fill("second");
            visit.press(create);
            visit.shownSecret();
            visit.requireFit();
            assertThat(visit.page().locator("body").innerText()).doesNotContainPattern(KEY);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "de, API-Tokens von ",
        "es, Tokens de API de ",
        "fr, Jetons d’API de ",
        "it, Token API di ",
        "ja, のAPIトークン",
        "pt-BR, Tokens de API de ",
    })
    void administratorsPage(String language, String title, TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createToken("alice", """
                {"name":"ci-deploy","expiresIn":"30d"}""");
        try (AdminPage visit = AdminPage.of(realm, "bob", AccountPage.phone().setLocale(language))) {
            assertThat(visit.page().locator("html")).hasAttribute("lang", language);
            assertThat(visit.page().locator("h1")).containsText(title.strip());
            for (String view : VIEWS) {
                visit.goTo(view);
                assertThat(visit.page().locator("main form, main .admin-setup").first())
                        .isVisible();
                visit.requireFit();
                assertThat(visit.page().locator("body").innerText()).as(view).doesNotContainPattern(KEY);
                visit.picture("language-" + language + "-admin-" + view);
            }
            requireDialogsFit(visit.goTo("tokens?user=alice"), "main .pf-m-danger", language + "-admin-revoke");
            requireDialogsFit(
                    visit.goTo("resource-servers?search=catalog"),
                    "main tbody .pf-v5-c-button",
                    language + "-admin-check");
            visit.goTo("policy").page().locator("main .pf-v5-c-switch").first().click();
            requireDialogsFit(visit, "main [type=submit]", language + "-admin-disable");
        }
    }

    /** Whatever its buttons say. */
    private static void requireDialogsFit(AdminPage visit, String buttons, String picture) {
        Locator opening = visit.page().locator(buttons);
        opening.first().waitFor();
        for (Locator button : opening.all()) {
            button.click();
            visit.dialog().waitFor();
            visit.picture("language-" + picture);
            visit.requireFit();
            assertThat(visit.dialog().innerText()).doesNotContainPattern(KEY);
            visit.page().keyboard().press("Escape");
            assertThat(visit.dialog()).hasCount(0);
        }
    }

    /** As Keycloak's own pages: the language chosen at the login, else the realm's default for a browser it does not speak. */
    @Test
    void administratorsPageFollowsRealm(TestRealm realm) {
        speaks(realm, "de", "de");
        RealmAdmin.grant(realm, "bob", "realm-admin");
        Browser.NewContextOptions polish = new Browser.NewContextOptions().setLocale("pl-PL");
        try (AdminPage visit = AdminPage.of(realm, "bob", polish)) {
            assertThat(visit.page().locator("html")).hasAttribute("lang", "de");
            assertThat(visit.page().locator("h1")).containsText("API-Tokens von ");
            visit.picture("language-of-the-realm-admin");

            visit.page()
                    .context()
                    .addCookies(List.of(new Cookie("KEYCLOAK_LOCALE", "en")
                            .setUrl(visit.page().url())));
            visit.page().reload();

            assertThat(visit.page().locator("html")).hasAttribute("lang", "en");
            assertThat(visit.page().locator("h1")).containsText("API tokens");
        }
    }

    /** Keycloak's part of the console is Arabic, from right to left. Ours is English as a whole, its dates too. */
    @Test
    void languageWithoutTranslation(TestRealm realm) {
        speaks(realm, "ar");
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createToken("alice", """
                {"name":"ci-deploy","expiresIn":"30d"}""");
        Browser.NewContextOptions arabic = new Browser.NewContextOptions().setLocale("ar-EG");
        try (AccountPage visit = AccountPage.of(realm, arabic)) {
            assertThat(visit.page().locator("html")).hasAttribute("dir", "rtl");
            assertThat(visit.page().locator(".api-tokens-page")).hasAttribute("lang", "en");
            assertThat(visit.page().locator(".api-tokens-page")).hasAttribute("dir", "ltr");
            assertThat(visit.heading()).hasText("API tokens");
            assertThat(visit.row("ci-deploy")).hasText(Pattern.compile(".*[A-Z][a-z]{2} \\d.*", Pattern.DOTALL));
            visit.look("language-ar");
            visit.button("Create token").click();
            assertThat(visit.dialog()).hasAttribute("dir", "ltr");
            assertThat(visit.button("Cancel")).isVisible();
            assertThat(visit.dialog()).containsText(Pattern.compile("90 days \\([A-Z][a-z]{2} \\d"));
            visit.look("language-ar-create");
        }
        try (AdminPage visit = AdminPage.of(realm, "bob", new Browser.NewContextOptions().setLocale("ar-EG"))) {
            assertThat(visit.page().locator("html")).hasAttribute("lang", "en");
            assertThat(visit.row("ci-deploy")).hasText(Pattern.compile(".*[A-Z][a-z]{2} \\d.*", Pattern.DOTALL));
        }
    }

    /** PatternFly would say it in English. */
    @Test
    void whatOnlyScreenReadersSay(TestRealm realm) {
        speaks(realm, "es");
        realm.createToken();
        try (AccountPage visit = AccountPage.of(realm, new Browser.NewContextOptions().setLocale("es"))) {
            visit.button("Revocar el token ci-deploy").click();

            assertThat(visit.dialog()).containsText("Advertencia:");
            assertThat(visit.button("Cerrar")).isVisible();
            visit.press("Revocar token");
            assertThat(visit.page().locator(".api-tokens-page")).containsText("Éxito:");
        }
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", new Browser.NewContextOptions().setLocale("es"))) {
            assertThat(visit.button("Detalles")).isVisible();
        }
    }

    private static void speaks(TestRealm realm, String language) {
        speaks(realm, language, "en");
    }

    private static void speaks(TestRealm realm, String language, String byDefault) {
        realm.update(Map.of(
                "internationalizationEnabled",
                true,
                "supportedLocales",
                List.of("en", language),
                "defaultLocale",
                byDefault));
    }
}
