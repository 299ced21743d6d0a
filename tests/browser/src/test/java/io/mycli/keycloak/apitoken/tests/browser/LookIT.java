package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Languages, colours, sizes, and no mouse. */
@KeycloakTest
class LookIT {

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @Test
    void isGermanForGermans(TestRealm realm) {
        speaks(realm);
        realm.createToken("alice", """
                {"name":"ci-deploy","expiresIn":"30d"}""");
        try (AccountPage visit = AccountPage.with(realm, new Browser.NewContextOptions().setLocale("de-DE"))) {
            visit.logIn();
            assertThat(visit.heading()).hasText("API-Tokens");
            assertThat(visit.page().getByText("1 von 10 belegt")).isVisible();
            assertThat(visit.row("ci-deploy"))
                    .hasText(Pattern.compile(".*Alles.*\\d\\d\\.\\d\\d\\.20\\d\\d.*", Pattern.DOTALL));
            visit.look("german");

            visit.button("Token erstellen").click();
            visit.field("Name").fill("CI-Deploy");
            visit.press("Token erstellen");
            assertThat(visit.dialog().getByText("Sie haben schon ein Token mit diesem Namen"))
                    .isVisible();
            assertThat(visit.dialog().getByText("90 Tage")).hasCount(1);
            visit.look("german-create");
            assertThat(visit.page().locator("body").innerText()).doesNotContain("apiTokens");
        }
    }

    @Test
    void saysWhatTheRealmWantsItToSay(TestRealm realm) {
        speaks(realm);
        Admin.request()
                .contentType("text/plain")
                .body("Ask the platform team before you create one.")
                .put("/admin/realms" + realm.adminPath("/localization/en/apiTokensDescription"))
                .then()
                .statusCode(204);
        try (AccountPage visit = AccountPage.of(realm)) {
            assertThat(visit.page().getByText("Ask the platform team before you create one."))
                    .isVisible();
        }
    }

    private static void speaks(TestRealm realm) {
        realm.update(Map.of(
                "internationalizationEnabled",
                true,
                "supportedLocales",
                List.of("en", "de", "fr"),
                "defaultLocale",
                "en"));
    }

    @Test
    void isDarkWhereThePersonWantsItDark(TestRealm realm) {
        realm.createToken("alice", """
                {"name":"ci-deploy","expiresIn":"12h"}""");
        try (AccountPage visit = AccountPage.with(realm, AccountPage.dark())) {
            visit.logIn();
            visit.look("dark");
            visit.create("second");
            visit.look("dark-created");
        }
    }

    @Test
    void fitsOnPhone(TestRealm realm) {
        realm.createToken(
                "alice", "{\"name\":\"" + "long-name-".repeat(10) + "\",\"profile\":\"" + "p".repeat(63) + "\"}");
        try (AccountPage visit = AccountPage.with(realm, AccountPage.phone())) {
            visit.logIn();
            visit.requireFit();
            assertThat(visit.row("long-name").locator("strong").boundingBox().width)
                    .as("width of the name")
                    .isGreaterThan(100);
            visit.look("phone");
            visit.button("Create token").click();
            visit.field("Name").fill("from the phone");
            visit.requireFit();
            visit.field("Only what you choose").check();
            visit.requireFit();
            visit.look("phone-create");
            visit.press("Create token");
            visit.shownSecret();
            visit.requireFit();
            visit.look("phone-created");
        }
    }

    @Test
    void needsNoMouse(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            Keyboard keyboard = visit.page().keyboard();
            visit.button("Create token").focus();
            keyboard.press("Enter");
            assertThat(visit.field("Name")).isFocused();
            requireTrap(visit);

            keyboard.press("Escape");
            assertThat(visit.dialog()).hasCount(0);
            assertThat(visit.button("Create token")).isFocused();

            keyboard.press("Enter");
            assertThat(visit.field("Name")).isFocused();
            keyboard.type("typed");
            keyboard.press("Enter");
            visit.shownSecret();
            requireTrap(visit);
            keyboard.press("Escape");
            assertThat(visit.dialog().getByText("You have not copied the token."))
                    .isVisible();
            keyboard.press("Escape");
            assertThat(visit.dialog().getByText("Save this token.")).isVisible();
            keyboard.press("Escape");
            visit.button("Close without copying").focus();
            keyboard.press("Enter");
            assertThat(visit.row("typed")).isVisible();
            assertThat(visit.dialog()).hasCount(0);
            assertThat(visit.heading()).isFocused();
        }
    }

    @Test
    void tokenNeedsNoMouse(TestRealm realm) {
        realm.createNamed("alice", "job");
        try (AccountPage visit = AccountPage.of(realm)) {
            Keyboard keyboard = visit.page().keyboard();
            visit.button("Create token").focus();
            visit.tabTo(visit.details("job"));
            keyboard.press("Enter");
            assertThat(visit.title()).isFocused();

            visit.tabTo(visit.button("Edit token job"));
            keyboard.press("Enter");
            assertThat(visit.field("Name")).isFocused();
            visit.tabTo(visit.field("Description"));
            keyboard.type("typed");
            keyboard.press("Enter");
            assertThat(visit.page().getByText("Token “job” is changed.")).isVisible();
            assertThat(visit.title()).isFocused();

            visit.tabTo(visit.button("Rotate token job"));
            keyboard.press("Enter");
            visit.tabTo(visit.button("Rotate token"));
            keyboard.press("Enter");
            visit.shownSecret();
            keyboard.press("Escape");
            visit.tabTo(visit.button("Close without copying"));
            keyboard.press("Enter");
            assertThat(visit.dialog()).hasCount(0);
            assertThat(visit.title()).isFocused();

            visit.tabTo(visit.button("Revoke token job"));
            keyboard.press("Enter");
            visit.tabTo(visit.button("Revoke token"));
            keyboard.press("Enter");
            assertThat(visit.page().getByText("You revoked it")).isVisible();
        }
    }

    /** However often one presses Tab, the focus stays in the dialog. */
    private static void requireTrap(AccountPage visit) {
        Page page = visit.page();
        for (int i = 0; i < 20; i++) {
            page.keyboard().press("Tab");
            assertThat(page.evaluate("!!document.activeElement.closest('[role=dialog]')"))
                    .isEqualTo(true);
        }
        visit.dialog().locator("input").first().focus();
    }
}
