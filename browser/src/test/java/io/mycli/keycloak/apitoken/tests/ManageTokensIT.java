package io.mycli.keycloak.apitoken.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
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
                    .containsText("Whatever uses “ci-deploy” ("
                            + token.secret().substring(0, 10)
                            + "…) is refused from then on.");
            visit.look("revoke");
            visit.press("Cancel");
            realm.assertActive(realm.introspect(token.secret()));
            assertThat(visit.button("Revoke token ci-deploy")).isFocused();

            visit.button("Revoke token ci-deploy").click();
            visit.press("Revoke");

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
            visit.press("Rotate");
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
            visit.press("Rotate");
            String secret = visit.shownSecret();

            assertThat(visit.dialog()).containsText("The secret before this one works until");
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
            visit.press("Rotate");

            assertThat(visit.dialog().getByText("or the secret before still works. Let the old secret end now"))
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
            visit.press("Revoke");
            assertThat(visit.page().getByText("Token “ci-deploy” is revoked.")).isVisible();

            second.getByLabel("Revoke token ci-deploy").click();
            second.locator("[role=dialog] .pf-m-danger").click();
            assertThat(second.getByText("Token “ci-deploy” is revoked.")).isVisible();
            assertThat(second.getByText("You have no API tokens")).isVisible();
        }
    }
}
