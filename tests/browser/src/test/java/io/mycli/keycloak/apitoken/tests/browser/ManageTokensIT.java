package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes, revocation and rotation of tokens. */
@KeycloakTest
class ManageTokensIT {

    private static final long DAY = 24 * 3600;

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @Test
    void asksBeforeItRevokes(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Revoke token ci-deploy").click();
            assertThat(visit.dialog())
                    .containsText(
                            "Requests with “ci-deploy” (" + token.secret().substring(0, 10) + "…) will be rejected.");
            visit.look("revoke");
            visit.press("Cancel");
            realm.assertActive(realm.introspect(token.secret()));
            assertThat(visit.button("Revoke token ci-deploy")).isFocused();

            visit.button("Revoke token ci-deploy").click();
            visit.press("Revoke token");

            assertThat(visit.page().getByText("Token “ci-deploy” is revoked.")).isVisible();
            assertThat(visit.page().getByText("You have no API tokens")).isVisible();
            assertThat(visit.heading()).isFocused();
            realm.assertRejected(realm.introspect(token.secret()));
            visit.look("revoked");
        }
    }

    @Test
    void changesNameAndDescription(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.createNamed("alice", "taken");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Edit token ci-deploy").click();
            assertThat(visit.field("Name")).hasValue("ci-deploy");
            visit.field("Name").fill("Taken");
            visit.field("Description").fill("d".repeat(501));
            visit.press("Save changes");
            assertThat(visit.field("Description"))
                    .hasAccessibleDescription("Enter one line of at most 500 characters, without an API token in it.");
            assertThat(visit.field("Description")).isFocused();

            visit.field("Description").fill("Deploys to staging");
            visit.press("Save changes");
            assertThat(visit.field("Name"))
                    .hasAccessibleDescription(
                            "You have a token with this name. Choose another name, or revoke that token.");
            assertThat(visit.field("Description")).hasValue("Deploys to staging");
            visit.look("edit-refused");

            visit.field("Name").fill("staging");
            visit.press("Save changes");
            assertThat(visit.page().getByText("Token “staging” is changed.")).isVisible();
            assertThat(visit.row("staging")).containsText("Deploys to staging");
            assertThat(visit.heading()).isFocused();
            realm.assertActive(realm.introspect(token.secret()));
            visit.look("edited");
        }
    }

    @Test
    void removesDescription(TestRealm realm) {
        realm.createToken("alice", """
                {"name":"ci-deploy","description":"Deploys to staging"}""");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Edit token ci-deploy").click();
            visit.field("Description").fill("");
            visit.press("Save changes");

            assertThat(visit.page().getByText("Token “ci-deploy” is changed.")).isVisible();
            assertThat(visit.page().getByText("Deploys to staging")).hasCount(0);
        }
    }

    @Test
    void rotatesAtOnce(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Rotate token ci-deploy").click();
            visit.field("Now").check();
            assertThat(visit.dialog()).containsText("Running jobs that use it fail at once.");
            assertThat(visit.field("Overlap")).hasCount(0);
            visit.look("rotate-now");
            visit.press("Rotate token");
            String secret = visit.shownSecret();

            assertThat(visit.dialog()).containsText("Token “ci-deploy” has a new secret");
            realm.assertActive(realm.introspect(secret));
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    @Test
    void rotatesWithOverlapUnlessToldOtherwise(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Rotate token ci-deploy").click();
            assertThat(visit.field("After an overlap")).isChecked();
            assertThat(visit.field("Overlap")).hasValue("24h");
            assertThat(visit.dialog()).containsText("The token never expires, also after the rotation.");
            visit.look("rotate");
            visit.press("Rotate token");
            String secret = visit.shownSecret();

            assertThat(visit.dialog()).containsText("The previous secret is valid until");
            realm.assertActive(realm.introspect(secret));
            realm.assertActive(realm.introspect(token.secret()));
            visit.look("rotated");
        }
    }

    @Test
    void saysWhenRotatedTokenExpires(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci-deploy","expiresIn":"30d"}""");
        realm.table().backdate(token, Duration.ofDays(10));
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Rotate token ci-deploy").click();
            Locator end = visit.dialog().getByText("The token then expires on ");
            assertThat(end).isVisible();
            String said = end.innerText();
            visit.press("Rotate token");
            visit.shownSecret();

            assertThat(visit.dialog().locator("time").first()).containsText(dateOf(said));
        }
    }

    /** Without the time: the minute can pass. */
    private static String dateOf(String sentence) {
        return sentence.replaceFirst(".* on (.*),[^,]*$", "$1");
    }

    /** Who left it then would never see the new secret. */
    @Test
    void rotationCannotBeLeftWhileItIsUnderWay(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Rotate token ci-deploy").click();
            List<Route> held = visit.hold("POST", "**/rotate");
            visit.page().waitForRequest("**/rotate", () -> visit.press("Rotate token"));

            visit.page().keyboard().press("Escape");
            assertThat(visit.button("Close")).hasCount(0);
            assertThat(visit.button("Cancel")).isDisabled();

            visit.letGo("**/rotate", held);
            assertThat(visit.shownSecret()).isNotEqualTo(token.secret());
        }
    }

    @Test
    void offersOnlyNowDuringOverlap(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Rotate token ci-deploy").click();
            TestRealm.Token rotated = realm.rotated(token, """
                    {"overlap":"7d"}""");
            visit.press("Rotate token");
            assertThat(visit.dialog().getByText("or its previous secret is still valid."))
                    .isVisible();
            assertThat(visit.dialog().getByText("both secrets become invalid at once"))
                    .isVisible();
            assertThat(visit.field("After an overlap")).hasCount(0);
            visit.look("rotate-during-overlap");

            visit.press("Rotate token");
            realm.assertActive(realm.introspect(visit.shownSecret()));
            realm.assertRejected(realm.introspect(token.secret()));
            realm.assertRejected(realm.introspect(rotated.secret()));
        }
    }

    @Test
    void saysThatTokenExpiredMeanwhile(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci-deploy","expiresIn":"30d"}""");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Rotate token ci-deploy").click();
            realm.table().age(token, "EXPIRES_AT", DAY);
            visit.press("Rotate token");

            assertThat(visit.dialog().getByText("This token has expired meanwhile. Create a new one."))
                    .isVisible();
            visit.press("Cancel");
            assertThat(visit.row("ci-deploy")).containsText("Expired");
        }
    }

    @Test
    void saysThatTokenWasRevokedElsewhere(TestRealm realm) {
        TestRealm.Token first = realm.createNamed("alice", "first");
        TestRealm.Token second = realm.createNamed("alice", "second");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Edit token first").click();
            realm.revoke(first);
            visit.press("Save changes");
            assertThat(visit.page()
                            .getByText("Revoked elsewhere meanwhile: first (You revoked it). The list is up to date."))
                    .isVisible();
            assertThat(visit.dialog()).hasCount(0);
            assertThat(visit.heading()).isFocused();
            visit.look("revoked-elsewhere");

            visit.button("Rotate token second").click();
            realm.revoke(second);
            visit.press("Rotate token");
            assertThat(visit.page().getByText("Revoked elsewhere meanwhile: second (You revoked it)."))
                    .isVisible();
            assertThat(visit.page().getByText("You have no API tokens")).isVisible();
        }
    }

    @Test
    void knowsWhatAnotherTabDid(TestRealm realm) {
        realm.createToken();
        try (AccountPage visit = AccountPage.of(realm)) {
            Page second = visit.context().newPage();
            second.navigate(visit.url());
            second.getByText("ci-deploy").waitFor();

            visit.button("Revoke token ci-deploy").click();
            visit.press("Revoke token");
            assertThat(visit.page().getByText("Token “ci-deploy” is revoked.")).isVisible();
            assertThat(visit.page().getByText("Revoked elsewhere")).hasCount(0);

            second.getByLabel("Revoke token ci-deploy").click();
            second.locator("[role=dialog] .pf-m-danger").click();
            assertThat(second.getByText("Revoked elsewhere meanwhile: ci-deploy (You revoked it)."))
                    .isVisible();
            assertThat(second.getByText("You have no API tokens")).isVisible();
        }
    }
}
