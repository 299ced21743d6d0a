package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Revocation and rotation. */
@KeycloakTest
class ManageTokensIT {

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @Test
    void asksBeforeItRevokes(TestRealm realm) {
        TestRealm.Token token = realm.mint();
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
            realm.assertRefused(realm.introspect(token.secret()));
            visit.look("revoked");
        }
    }

    @Test
    void rotatesAtOnce(TestRealm realm) {
        TestRealm.Token token = realm.mint();
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Rotate token ci-deploy").click();
            visit.look("rotate");
            visit.press("Rotate token");
            String secret = visit.shownSecret();

            assertThat(visit.dialog()).containsText("Token “ci-deploy” has a new secret");
            realm.assertActive(realm.introspect(secret));
            realm.assertRefused(realm.introspect(token.secret()));
        }
    }

    @Test
    void rotatesWithOverlap(TestRealm realm) {
        TestRealm.Token token = realm.mint();
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Rotate token ci-deploy").click();
            visit.field("Old secret").selectOption("24h");
            visit.press("Rotate token");
            String secret = visit.shownSecret();

            assertThat(visit.dialog()).containsText("The previous secret is valid until");
            realm.assertActive(realm.introspect(secret));
            realm.assertActive(realm.introspect(token.secret()));
            visit.look("rotated");
        }
    }

    @Test
    void saysWhyItCannotRotate(TestRealm realm) {
        TestRealm.Token token = realm.mint();
        realm.rotate(token, "{\"overlap\":\"7d\"}");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Rotate token ci-deploy").click();
            visit.field("Old secret").selectOption("1h");
            visit.press("Rotate token");

            assertThat(visit.dialog()
                            .getByText("or its previous secret is still valid. Let the old secret expire at once"))
                    .isVisible();
            visit.look("rotate-refused");
        }
    }

    @Test
    void knowsWhatAnotherTabDid(TestRealm realm) {
        realm.mint();
        try (AccountPage visit = AccountPage.of(realm)) {
            Page second = visit.context().newPage();
            second.navigate(visit.url());
            second.getByText("ci-deploy").waitFor();

            visit.button("Revoke token ci-deploy").click();
            visit.press("Revoke token");
            assertThat(visit.page().getByText("Token “ci-deploy” is revoked.")).isVisible();

            second.getByLabel("Revoke token ci-deploy").click();
            second.locator("[role=dialog] .pf-m-danger").click();
            assertThat(second.getByText("Token “ci-deploy” is revoked.")).isVisible();
            assertThat(second.getByText("You have no API tokens")).isVisible();
        }
    }
}
