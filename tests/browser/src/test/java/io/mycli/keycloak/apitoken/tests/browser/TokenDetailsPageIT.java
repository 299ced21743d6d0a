package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All that there is to say of one token, at an address of its own. */
@KeycloakTest
class TokenDetailsPageIT {

    private static final String NO_SUCH = "You have no such API token, or it ended some time ago.";
    private static final String ENDED = "**/api-tokens/ended";

    @BeforeEach
    void needsBrowser() {
        Chromium.require();
    }

    @Test
    void detailsHaveAnAddress(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"deploys","description":"Deploys to staging"}""");
        realm.createNamed("alice", "other");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.details("deploys").click();

            assertThat(visit.title()).hasText("deploys");
            assertThat(visit.title()).isFocused();
            assertThat(visit.page()).hasURL(addressOf(visit, token));
            assertThat(said(visit, "Deploys to staging")).isVisible();
            assertThat(visit.row("other")).isHidden();
            visit.look("token-details");

            visit.page().goBack();
            assertThat(visit.row("other")).isVisible();
            visit.page().goForward();
            assertThat(visit.title()).hasText("deploys");

            visit.page().reload();
            assertThat(visit.title()).hasText("deploys");

            visit.details("All API tokens").click();
            assertThat(visit.title()).hasText("API tokens");
            assertThat(visit.details("deploys")).isFocused();
            assertThat(visit.row("other")).isVisible();
        }
    }

    /** Keycloak's login leads back there. */
    @Test
    void addressSurvivesTheLogin(TestRealm realm) {
        TestRealm.Token token = realm.createNamed("alice", "deploys");
        try (AccountPage visit = AccountPage.with(realm, BrowserPage.phone())) {
            visit.page().navigate(addressOf(visit, token));
            visit.fillInLogin();

            assertThat(visit.title()).hasText("deploys");
            visit.requireFit();
            visit.look("token-details-phone");
        }
    }

    /** So does the one that a realm asks for before it gives a new secret. */
    @Test
    void addressSurvivesRecentLogin(TestRealm realm) {
        TestRealm.Token token = realm.createNamed("alice", "deploys");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.openDetails("deploys");
            realm.setAttribute("api-tokens.recent-login-seconds", "1");
            Await.until("the login is no longer recent", () -> {
                visit.button("Rotate token deploys").click();
                visit.press("Rotate token");
                Locator challenge = visit.dialog().getByText("Sign in again to continue.");
                challenge.or(visit.dialog().getByText("Save this token.")).waitFor();
                if (challenge.isVisible()) {
                    return true;
                }
                visit.press("Close");
                visit.press("Close without copying");
                return false;
            });
            realm.setAttribute("api-tokens.recent-login-seconds", "3600");
            visit.press("Sign in");
            visit.fillInLogin();

            assertThat(visit.button("Rotate token")).isVisible();
            visit.press("Cancel");
            assertThat(visit.title()).hasText("deploys");
            assertThat(visit.page()).hasURL(addressOf(visit, token));
        }
    }

    @Test
    void tokenIsEditedRotatedAndRevokedThere(TestRealm realm) {
        realm.createNamed("alice", "deploys");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.openDetails("deploys");

            visit.button("Edit token deploys").click();
            visit.field("Description").fill("Deploys to staging");
            visit.press("Save changes");
            assertThat(said(visit, "Deploys to staging")).isVisible();

            visit.button("Rotate token deploys").click();
            visit.field("Now").check();
            visit.press("Rotate token");
            visit.shownSecret();
            visit.press("Close");
            visit.press("Close without copying");
            assertThat(said(visit, "Rotated")).isVisible();
            assertThat(visit.title()).isFocused();

            visit.button("Revoke token deploys").click();
            visit.press("Revoke token");
            assertThat(visit.title()).hasText("deploys");
            assertThat(said(visit, "You revoked it")).isVisible();
            assertThat(visit.button("Rotate token deploys")).hasCount(0);
            visit.look("token-details-ended");
        }
    }

    /** What was open in the list is open again. */
    @Test
    void listIsAsItWasLeft(TestRealm realm) {
        realm.revoke(realm.createNamed("alice", "old"));
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Show tokens that ended").click();
            visit.openDetails("old");

            visit.page().goBack();
            assertThat(visit.details("old")).isFocused();
        }
    }

    /** Nothing tells it from one that is nobody's. */
    @Test
    void tokenOfSomebodyElseIsUnknown(TestRealm realm) {
        TestRealm.Token bobs = realm.createNamed("bob", "his");
        realm.createNamed("alice", "hers");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.page().navigate(addressOf(visit, bobs));
            assertThat(visit.page().getByText(NO_SUCH)).isVisible();
            assertThat(visit.title()).hasText("API tokens");

            visit.page().navigate(visit.url() + "#token/%E0%A4%A");
            assertThat(visit.row("hers")).isVisible();
        }
    }

    @Test
    void failureIsSaidAndPasses(TestRealm realm) {
        TestRealm.Token token = realm.createNamed("alice", "deploys");
        realm.revoke(token);
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.page().route(ENDED, Route::abort);
            visit.page().navigate(addressOf(visit, token));

            assertThat(visit.page().getByText("The server cannot be reached. Check your connection and try again."))
                    .isVisible();
            visit.look("token-details-failed");

            visit.page().unroute(ENDED);
            visit.button("Try again").click();
            assertThat(said(visit, "You revoked it")).isVisible();
        }
    }

    /**
     * Keycloak's router would load the page again and again, in the background: nobody sees it but the processor. The
     * entry of the menu leads to the list.
     */
    @Test
    void consoleComesToRest(TestRealm realm) {
        realm.createNamed("alice", "deploys");
        try (AccountPage visit = AccountPage.of(realm)) {
            countMessages(visit);

            visit.openDetails("deploys");
            requireRest(visit);

            visit.page().goBack();
            assertThat(visit.title()).hasText("API tokens");
            requireRest(visit);

            visit.details("deploys").click();
            menuEntry(visit).click();
            assertThat(visit.title()).hasText("API tokens");
            requireRest(visit);

            menuEntry(visit).click();
            requireRest(visit);

            // Its dialog has an entry of its own in the history, which it leaves.
            visit.create("other");
            visit.press("Close");
            visit.press("Close without copying");
            assertThat(visit.row("other")).isVisible();
            requireRest(visit);
        }
    }

    private static Locator menuEntry(AccountPage visit) {
        return visit.page()
                .locator("nav a", new Page.LocatorOptions().setHasText("API tokens"))
                .first();
    }

    /** React sends itself a message for all that it renders. */
    private static void countMessages(AccountPage visit) {
        visit.page().evaluate("""
                () => {
                    const send = MessagePort.prototype.postMessage;
                    let messages = 0, seen = 0, quiet = 0;
                    MessagePort.prototype.postMessage = function (...message) {
                        messages++;
                        return send.apply(this, message);
                    };
                    window.isQuiet = () => {
                        quiet = messages === seen ? quiet + 1 : 0;
                        seen = messages;
                        return quiet > 30;
                    };
                }""");
    }

    /** For so many frames. */
    private static void requireRest(AccountPage visit) {
        visit.page().waitForFunction("isQuiet()");
    }

    private static Locator said(AccountPage visit, String text) {
        return visit.page().locator("main dl").getByText(text);
    }

    private static String addressOf(AccountPage visit, TestRealm.Token token) {
        return visit.url() + "#token/" + token.id();
    }
}
