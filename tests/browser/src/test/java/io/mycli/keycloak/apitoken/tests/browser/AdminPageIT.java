package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The administrators' page: viewing tokens and revoking them. Bob administers the realm. */
@KeycloakTest
class AdminPageIT {

    private static final String REVOKE = "**/api-tokens/revoke";

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @Test
    void showsTheTokensOfTheRealm(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createToken("alice", """
                {"name":"ci-deploy","expiresIn":"12h","profile":"catalog-read"}""");
        realm.createToken("bob", """
                {"name":"backup","expiresIn":"90d"}""");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            assertThat(visit.heading()).isVisible();
            assertThat(visit.row("ci-deploy")).containsText("catalog-read");
            assertThat(visit.row("backup")).isVisible();
            assertThat(visit.text("1–2 of 2")).isVisible();
            assertThat(visit.page().getByLabel("Token counts")).containsText("2live");
            visit.look("admin-tokens");

            visit.row("ci-deploy").getByRole(AriaRole.LINK).click();
            assertThat(visit.row("backup")).hasCount(0);
            assertThat(visit.input("Owner (exact)")).hasValue("alice");
            assertThat(visit.page()).hasURL(visit.url() + "#tokens?user=alice");
            visit.button("Details").first().click();
            assertThat(visit.text("Owner ID")).isVisible();
            visit.look("admin-details");

            visit.input("Token prefix").fill("abc");
            visit.button("Show tokens").click();
            assertThat(visit.text("Enter the token prefix as lists show it")).isVisible();
            visit.look("admin-wrong-filter");
        }
    }

    /** The same button, tab or count again shows what is there now, and the counts go with it. */
    @Test
    void sameViewAgainIsAskedForAgain(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createNamed("alice", "first");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            Locator counts = visit.page().getByLabel("Token counts");
            assertThat(visit.row("first")).isVisible();
            assertThat(counts).containsText("1live");

            realm.createNamed("alice", "second");
            visit.button("Show tokens").click();
            assertThat(visit.row("second")).isVisible();
            assertThat(counts).containsText("2live");

            realm.createNamed("alice", "third");
            visit.page()
                    .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Tokens"))
                    .click();
            assertThat(visit.row("third")).isVisible();
            assertThat(counts).containsText("3live");

            realm.createNamed("alice", "fourth");
            counts.getByRole(AriaRole.LINK).first().click();
            assertThat(visit.row("fourth")).isVisible();
            assertThat(counts).containsText("4live");
        }
    }

    @Test
    void asksBeforeItRevokesOne(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token token = realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            visit.button("Revoke token ci-deploy of alice").click();
            assertThat(visit.dialog()).containsText("The token belongs to alice");
            visit.look("admin-revoke");
            visit.press("Cancel");
            realm.assertActive(realm.introspect(token.secret()));

            visit.button("Revoke token ci-deploy of alice").click();
            visit.press("Revoke token");

            assertThat(visit.text("Token “ci-deploy” is revoked.")).isVisible();
            assertThat(visit.heading()).isFocused();
            assertThat(visit.text("No tokens match these filters.")).isVisible();
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    @Test
    void showsHowManyBeforeItRevokesThem(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token first = realm.createNamed("alice", "first");
        TestRealm.Token second = realm.createNamed("alice", "second");
        TestRealm.Token others = realm.createNamed("bob", "others");
        try (AdminPage visit = AdminPage.of(realm, "bob", "tokens?user=alice")) {
            visit.button("Revoke matching tokens").click();
            assertThat(visit.dialog()).containsText("Owner (exact): alice");
            assertThat(visit.dialog()).containsText("This revokes 2 tokens now.");
            assertThat(visit.button("Revoke 2 tokens")).isDisabled();
            visit.look("admin-bulk");
            realm.assertActive(realm.introspect(first.secret()));

            assertThat(visit.input("Type 2 to confirm")).isFocused();
            visit.input("Type 2 to confirm").fill("2");
            visit.press("Revoke 2 tokens");

            assertThat(visit.text("2 tokens are revoked.")).isVisible();
            realm.assertRejected(realm.introspect(first.secret()));
            realm.assertRejected(realm.introspect(second.secret()));
            realm.assertActive(realm.introspect(others.secret()));
        }
    }

    @Test
    void revocationOfManySaysHowFarItIs(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "tokens?user=alice")) {
            visit.button("Revoke matching tokens").click();
            visit.input("Type 1 to confirm").fill("1");
            List<Route> held = visit.hold("POST", REVOKE);
            visit.press("Revoke 1 token");

            assertThat(visit.dialog()
                            .getByRole(AriaRole.PROGRESSBAR, new Locator.GetByRoleOptions().setName("Revoking")))
                    .hasAttribute("aria-valuenow", "0");
            assertThat(visit.button("Stop revoking")).isVisible();
            visit.look("admin-bulk-running");

            visit.letGo(REVOKE, held);
            assertThat(visit.text("1 token is revoked.")).isVisible();
        }
    }

    /** From Keycloak, so that nobody loads them twice; without them the page would look like another product. */
    @Test
    void hasKeycloaksFontsAndLogo(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            assertThat(visit.heading()).isVisible();
            assertThat(visit.page().evaluate("document.querySelector('header img').decode().then(() => true)"))
                    .isEqualTo(true);
            assertThat(visit.page().evaluate("document.fonts.ready.then(fonts => [...fonts].map(font => font.status))"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .contains("loaded")
                    .doesNotContain("error");
        }
    }

    @Test
    void isGermanAndDark(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", AccountPage.dark().setLocale("de-DE"))) {
            assertThat(visit.row("ci-deploy")).isVisible();
            visit.look("admin-german-dark");
            assertThat(visit.page().locator("body").innerText()).doesNotContain("apiTokens", "admin_", "adminC");
            visit.open("policy");
            assertThat(visit.input("Längste Lebensdauer")).isVisible();
            visit.look("admin-german-dark-policy");
        }
    }

    @Test
    void fitsOnPhone(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createNamed("alice", "a");
        realm.table().copyToken(20);
        realm.createToken(
                "alice", "{\"name\":\"" + "long-name-".repeat(10) + "\",\"profile\":\"" + "p".repeat(63) + "\"}");
        Browser.NewContextOptions phone = AccountPage.phone();
        try (AdminPage visit = AdminPage.of(realm, "bob", phone)) {
            assertThat(visit.text("long-name-").first()).isVisible();
            visit.look("admin-phone");
            requireFit(visit);
            for (String view : List.of("incident", "policy", "setup", "resource-servers")) {
                visit.goTo(view);
                assertThat(visit.page().locator("main form, main .admin-setup").first())
                        .isVisible();
                visit.look("admin-phone-" + view);
                requireFit(visit);
            }
        }
    }

    private static void requireFit(AdminPage visit) {
        assertThat(visit.page().evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0);
    }
}
