package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The secret: on screen once, and nowhere else. */
@KeycloakTest
class ShownOnceIT {

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @Test
    void isCopiedAsItIsAndAsExport(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            String secret = visit.create("ci-deploy");
            assertThat(visit.dialog().getByText("Save this token. It won’t be shown again."))
                    .isVisible();
            assertThat(visit.button("Copy: Token")).isFocused();
            assertThat(visit.dialog()).containsText(Pattern.compile("Expires.*\\d:\\d\\d.*What it may doEverything"));
            visit.look("created");

            visit.press("Copy: Token");
            assertThat(visit.dialog()
                            .getByRole(AriaRole.STATUS)
                            .filter(new Locator.FilterOptions().setHasText("Copied")))
                    .hasCount(1);
            assertThat(clipboard(visit)).isEqualTo(secret);
            visit.press("Copy: Use it with");
            assertThat(clipboard(visit)).isEqualTo("export MY_API_TOKEN=" + secret);
            visit.press("Copy: Check it with");
            assertThat(clipboard(visit))
                    .isEqualTo("curl -H \"Authorization: Bearer $MY_API_TOKEN\" \""
                            + KeycloakServer.get().baseUrl() + realm.apiTokens() + "/self\"");
        }
    }

    @Test
    void isNotTakenForCopiedWhereTheBrowserRefusesIt(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.create("ci-deploy");
            visit.page()
                    .evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error());"
                            + " document.execCommand = () => false; }");
            visit.press("Copy: Token");
            assertThat(visit.dialog().getByText("The browser does not allow copying."))
                    .isVisible();
            assertThat(visit.page().locator("#api-tokens-secret")).isFocused();
            visit.look("copy-refused");

            visit.press("Copy: Check it with");
            visit.press("Close");
            assertThat(visit.dialog().getByText("You have not copied the token."))
                    .isVisible();
        }
    }

    private static String clipboard(AccountPage visit) {
        return (String) visit.page().evaluate("navigator.clipboard.readText()");
    }

    @Test
    void isCopiedWithTheKeyboardToo(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.create("ci-deploy");
            visit.page().locator("#api-tokens-secret").focus();
            visit.page().keyboard().press("Control+c");

            visit.press("Close");

            assertThat(visit.row("ci-deploy")).isVisible();
        }
    }

    @Test
    void isNotClosedUncopiedByMistake(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            String secret = visit.create("ci-deploy");
            visit.page().keyboard().press("Escape");
            assertThat(visit.dialog().getByText("You have not copied the token."))
                    .isVisible();
            visit.look("close-uncopied");

            visit.press("Back to the token");
            assertThat(visit.page().locator("#api-tokens-secret")).hasValue(secret);
            visit.press("Close");
            visit.press("Close without copying");

            assertThat(visit.row("ci-deploy")).isVisible();
            assertThat(visit.dialog()).hasCount(0);
        }
    }

    /** The list was read when the form was opened, and the answer comes late: nobody may use API tokens any more. */
    @Test
    void staysWhateverBecomesOfTheList(TestRealm realm) {
        String list = "**" + realm.apiTokens();
        try (AccountPage visit = AccountPage.of(realm)) {
            List<Route> held = visit.hold("GET", list);
            String secret = visit.create("ci-deploy");
            visit.press("Copy: Token");
            held.forEach(route -> route.fulfill(new Route.FulfillOptions()
                    .setStatus(404)
                    .setContentType("application/json")
                    .setBody("""
                            {"error":"API_TOKENS_DISABLED"}""")));
            assertThat(visit.page().locator(".api-tokens-page")).hasCount(0);

            assertThat(visit.page().locator("#api-tokens-secret")).hasValue(secret);

            visit.page().unroute(list);
            visit.press("Close"); // it was copied, which is not forgotten
            assertThat(visit.row("ci-deploy")).isVisible();
        }
    }

    @Test
    void isKeptNowhereAfterClosing(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.create("ci-deploy");
            visit.press("Close");
            visit.press("Close without copying");
            assertThat(visit.row("ci-deploy")).isVisible();

            requireNoSecret(visit);
        }
    }

    private static void requireNoSecret(AccountPage visit) {
        Page page = visit.page();
        Secrets.requireNone("page", page.content());
        Secrets.requireNone("address", page.url());
        Secrets.requireNone("fields of the page", (String)
                page.evaluate("[...document.querySelectorAll('input')].map(field => field.value).join()"));
        Secrets.requireNone("storage of the browser", (String)
                page.evaluate("JSON.stringify([localStorage, sessionStorage, history.state, document.cookie])"));
        Secrets.requireNone("cookies", visit.context().cookies().toString());
    }

    @Test
    void isGoneAfterTheBackButton(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.page().locator("nav").getByText("Device activity").click();
            // Otherwise the second click can overtake the first, and there is nothing to go back to.
            assertThat(visit.page().getByTestId("page-heading")).hasText("Device activity");
            visit.page().locator("nav").getByText("API tokens").click();
            visit.awaitPage();
            String secret = visit.create("ci-deploy");

            visit.page().goBack();
            assertThat(visit.dialog().getByText("You have not copied the token."))
                    .isVisible();
            assertThat(visit.page().locator("#api-tokens-secret")).hasValue(secret);
            visit.look("way-back");
            visit.press("Close without copying");
            assertThat(visit.dialog()).hasCount(0);
            requireNoSecret(visit);

            visit.page().goBack();
            assertThat(visit.page().getByTestId("page-heading")).hasText("Device activity");
            requireNoSecret(visit);
            visit.page().goForward();
            assertThat(visit.row("ci-deploy")).isVisible();

            requireNoSecret(visit);
            visit.look("after-back");
        }
    }

    @Test
    void isGoneAfterReloadThatThePersonConfirmed(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.create("ci-deploy");
            // The browser asks only somebody who did something on the page.
            visit.page().locator("#api-tokens-secret").click();
            visit.page().onceDialog(Dialog::accept);
            visit.page().reload();
            assertThat(visit.row("ci-deploy")).isVisible();

            requireNoSecret(visit);
        }
    }
}
