package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ways to the page, and what happens when nobody is logged in any more. */
@KeycloakTest
class SessionIT {

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @Test
    void deepLinkLeadsThroughLoginToThePage(TestRealm realm) {
        try (AccountPage visit = AccountPage.with(realm, new Browser.NewContextOptions())) {
            assertThat(visit.page().locator("#username")).isVisible();
            visit.fillInLogin();

            visit.awaitPage();
            assertThat(visit.page()).hasURL(visit.url());
        }
    }

    @Test
    void hardReloadStaysOnThePage(TestRealm realm) {
        realm.createToken();
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.page().keyboard().press("Control+Shift+R");
            visit.page().reload();

            assertThat(visit.row("ci-deploy")).isVisible();
            assertThat(visit.page()).hasURL(visit.url());
        }
    }

    @Test
    void endedSessionIsSaidWhenTheListIsRefreshed(TestRealm realm) {
        realm.createToken();
        try (AccountPage visit = whereTheConsoleWaits(realm)) {
            endSessions(realm);
            visit.button("Refresh list").click();
            assertThat(visit.page().getByText("You are signed out")).isVisible();
            visit.picture("session-ended");
            visit.button("Sign in").click();
            visit.page().clock().resume();
            visit.fillInLogin();

            assertThat(visit.row("ci-deploy")).isVisible();
        }
    }

    @Test
    void formSurvivesThatAnAdministratorEndsTheSession(TestRealm realm) {
        try (AccountPage visit = whereTheConsoleWaits(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("kept");
            endSessions(realm);
            visit.press("Create token");
            assertThat(visit.dialog().getByText("Your session has ended.")).isVisible();
            visit.picture("session-ended-form");

            visit.press("Sign in");
            visit.page().clock().resume();
            visit.fillInLogin();

            assertThat(visit.field("Name")).hasValue("kept");
            visit.press("Create token");
            realm.assertActive(realm.introspect(visit.shownSecret()));
        }
    }

    @Test
    void formSurvivesThatTheConsoleOpensTheLogin(TestRealm realm) {
        try (AccountPage visit = whereTheConsoleWaits(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("kept");
            endSessions(realm);
            visit.press("Create token");
            assertThat(visit.dialog().getByText("Your input is kept.")).isVisible();

            // Pressing nothing.
            visit.page().clock().resume();
            visit.fillInLogin();

            assertThat(visit.field("Name")).hasValue("kept");
        }
    }

    @Test
    void rotationSaysIt(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AccountPage visit = whereTheConsoleWaits(realm)) {
            visit.button("Rotate token ci-deploy").click();
            visit.field("Overlap").selectOption("1h");
            endSessions(realm);
            visit.press("Rotate token");

            assertThat(visit.dialog().getByText("Your session has ended.")).isVisible();
            assertThat(visit.field("Overlap")).hasValue("1h");
            realm.assertActive(realm.introspect(token.secret()));
        }
    }

    @Test
    void revocationSaysIt(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AccountPage visit = whereTheConsoleWaits(realm)) {
            visit.button("Revoke token ci-deploy").click();
            endSessions(realm);
            visit.press("Revoke token");

            assertThat(visit.dialog().getByText("Your session has ended.")).isVisible();
            realm.assertActive(realm.introspect(token.secret()));
        }
    }

    @Test
    void draftIsKeptFromTheFirstKeystroke(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.field("Name").pressSequentially("k");
            visit.page().reload();
            assertThat(visit.field("Name")).hasValue("k");

            visit.press("Cancel");
            visit.button("Edit token ci-deploy").click();
            visit.field("Description").fill("deploys with " + token.secret());
            Secrets.requireNone("storage of the browser", (String)
                    visit.page().evaluate("JSON.stringify([localStorage, sessionStorage])"));
            visit.page().reload();
            assertThat(visit.field("Description")).hasValue("deploys with myc");

            visit.page().keyboard().press("Escape");
            visit.page().reload();
            assertThat(visit.row("ci-deploy")).isVisible();
            assertThat(visit.dialog()).hasCount(0);
        }
    }

    @Test
    void draftIsNotForAnotherToken(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.createNamed("alice", "other");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Edit token ci-deploy").click();
            visit.field("Description").fill("of the first");
            realm.revoke("alice", token);
            visit.page().reload();
            assertThat(visit.row("other")).isVisible();
            assertThat(visit.dialog()).hasCount(0);

            visit.button("Edit token other").click();
            assertThat(visit.field("Name")).hasValue("other");
            assertThat(visit.field("Description")).hasValue("");
        }
    }

    @Test
    void draftIsNotForAnotherUser(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("alices");
            visit.context().clearCookies();
            visit.page().reload();
            visit.fillInLogin("bob");
            assertThat(visit.page().getByText("You have no API tokens")).isVisible();
            assertThat(visit.dialog()).hasCount(0);

            visit.context().clearCookies();
            visit.page().reload();
            visit.fillInLogin();
            assertThat(visit.page().getByText("You have no API tokens")).isVisible();
            assertThat(visit.dialog()).hasCount(0);
        }
    }

    /**
     * Keycloak's console goes to the login by itself three seconds after the session has ended, which is less than a
     * busy machine needs to look at the page: in this page no time passes until the test resumes the clock.
     */
    private static AccountPage whereTheConsoleWaits(TestRealm realm) {
        AccountPage visit = AccountPage.of(realm);
        visit.page().clock().install();
        visit.page().reload();
        visit.awaitPage();
        visit.page().clock().pauseAt(System.currentTimeMillis() + 1000);
        return visit;
    }

    private static void endSessions(TestRealm realm) {
        Admin.post(realm.adminPath("/users/" + realm.userId("alice") + "/logout"), Map.of());
    }
}
