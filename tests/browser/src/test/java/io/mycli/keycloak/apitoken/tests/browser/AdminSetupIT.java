package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an administrator does on the page until the first token is accepted, and to stop all of them. */
@KeycloakTest
class AdminSetupIT {

    @BeforeEach
    void needsBrowser() {
        Chromium.require();
    }

    @Test
    void enablesApiTokensWithOneButton(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token token = realm.createToken();
        realm.setAttribute("api-tokens.max-lifetime", "90d");
        realm.setAttribute("api-tokens.enabled", "false");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            assertThat(visit.text("API tokens are disabled in this realm")).isVisible();
            visit.look("admin-disabled-realm");
            // Another administrator is at the policy meanwhile.
            realm.setAttribute("api-tokens.full-access", "false");
            visit.button("Enable API tokens").click();

            assertThat(visit.text("API tokens are enabled.")).isVisible();
            assertThat(visit.text("API tokens are disabled in this realm")).hasCount(0);
            realm.assertActive(realm.introspect(token.secret()));
            JsonPath policy = realm.admin("/api-tokens/policy").jsonPath();
            assertThat(policy.getString("maxLifetime")).isEqualTo("90d");
            assertThat(policy.getBoolean("fullAccess")).isFalse();
        }
    }

    /** From one realm to another, to the setup, and to what is missing there. */
    @Test
    void needsNoMouse(TestRealm realm) {
        try (AdminPage visit = AdminPage.ofMaster(realm)) {
            Keyboard keyboard = visit.page().keyboard();
            assertThat(visit.heading()).isVisible();
            visit.tabTo(visit.button("Other realm…"));
            keyboard.press("Enter");
            assertThat(visit.input("Realm")).isFocused();
            visit.look("admin-realms");
            visit.tabTo(visit.button("Open"));
            keyboard.press("Enter");
            assertThat(visit.button("Other realm…")).isVisible();

            visit.tabTo(visit.page().getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Setup")));
            keyboard.press("Enter");
            visit.button("Use the account theme api-tokens").waitFor();
            visit.tabTo(visit.button("Use the account theme api-tokens"));
            keyboard.press("Enter");
            assertThat(visit.text("The account theme is saved.")).isVisible();
        }
    }

    /** On a Keycloak that has just got both JARs: nobody needs a document, and ten clicks do. */
    @Test
    void firstTokenIsAcceptedByClickingAlone() {
        TestRealm realm = TestRealm.imported(Map.of());
        try {
            RealmAdmin.grant(realm, "bob", "realm-admin");
            try (AdminPage visit = AdminPage.of(realm, "bob")) {
                visit.button("Enable API tokens").click();
                assertThat(visit.text("API tokens are enabled.")).isVisible();
                visit.page()
                        .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Setup"))
                        .click();
                visit.button("Use the account theme api-tokens").click();
                assertThat(visit.text("The account theme is saved.")).isVisible();
                visit.page()
                        .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Resource servers"))
                        .click();
                visit.input("Client ID").fill("strict");
                visit.button("Find clients").click();
                visit.input("strict-server accepts all API tokens").click(new Locator.ClickOptions().setForce(true));
                assertThat(visit.text("strict-server accepts API tokens from now on."))
                        .isVisible();
            }
            assertThat(realm.admin("").<String>path("accountTheme")).isEqualTo("api-tokens");
            try (AccountPage visit = AccountPage.of(realm)) {
                realm.assertActive(realm.introspect("strict-server", visit.create("ci-deploy")));
            }
        } finally {
            realm.discard();
        }
    }

    /** Saving would put defaults in place of the settings that cannot be read. */
    @Test
    void enablesNothingWhereTheSettingsCannotBeRead(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.setAttribute("api-tokens.max-lifetime", "thirty days");
        realm.setAttribute("api-tokens.enabled", "false");
        try (AdminPage visit = AdminPage.of(realm, "bob", "setup")) {
            assertThat(visit.text("API tokens are disabled in this realm")).isVisible();
            assertThat(step(visit, "API tokens are enabled")).containsText("Missing");
            assertThat(visit.button("Enable API tokens")).hasCount(0);
        }
    }

    @Test
    void saysWhatIsMissingAndMendsIt(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.update(Map.of("accountTheme", "keycloak.v3", "eventsEnabled", false, "adminEventsEnabled", false));
        try (AdminPage visit = AdminPage.of(realm, "bob", "setup")) {
            assertThat(step(visit, "API tokens are enabled")).containsText("Ready");
            assertThat(step(visit, "Page for owners")).containsText("Missing");
            assertThat(step(visit, "Saved events")).containsText("Optional");
            visit.look("admin-setup");

            visit.button("Use the account theme api-tokens").click();
            assertThat(visit.text("The account theme is saved.")).isVisible();
            assertThat(step(visit, "Page for owners")).containsText("Ready");

            visit.button("Save user and admin events").click();
            assertThat(step(visit, "Saved events")).containsText("Ready");
            visit.look("admin-setup-ready");

            JsonPath settings = realm.admin("").jsonPath();
            assertThat(settings.getString("accountTheme")).isEqualTo("api-tokens");
            assertThat(settings.getBoolean("eventsEnabled")).isTrue();
            assertThat(settings.getBoolean("adminEventsEnabled")).isTrue();
            assertThat(settings.getString("attributes.'api-tokens.enabled'")).isEqualTo("true");
        }
    }

    @Test
    void namesTheResourceServersThatAccept(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        try (AdminPage visit = AdminPage.of(realm, "bob", "setup")) {
            assertThat(step(visit, "Resource servers")).containsText("Ready");
            assertThat(step(visit, "Resource servers")).containsText("catalog-server");
            assertThat(step(visit, "Resource servers")).not().containsText("strict-server");

            Admin.delete(realm.adminPath("/clients/" + realm.clientUuid("catalog-server")));
            visit.page().reload();

            assertThat(step(visit, "Resource servers")).containsText("Optional");
        }
    }

    @Test
    void namesTheClientsThatCannotManageTokens(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.setAttribute("api-tokens.clients", "account-console portal");
        try (AdminPage visit = AdminPage.of(realm, "bob", "setup")) {
            Locator clients = step(visit, "Clients that may manage tokens");
            assertThat(clients).containsText("Ready");
            assertThat(clients).containsText("Missing or disabled in this realm: portal.");

            Admin.put(realm.adminPath("/clients/" + realm.clientUuid("account-console")), Map.of("enabled", false));
            visit.page().reload();

            assertThat(clients).containsText("Missing or disabled in this realm: account-console, portal.");
            assertThat(clients.getByText("Missing", new Locator.GetByTextOptions().setExact(true)))
                    .isVisible();
            visit.look("admin-setup-without-clients");
        }
    }

    @Test
    void leavesTheThemeOfAnOrganisationAlone(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.update(Map.of("accountTheme", "mybrand"));
        try (AdminPage visit = AdminPage.of(realm, "bob", "setup")) {
            assertThat(step(visit, "Page for owners"))
                    .containsText("The account theme mybrand does not have the page. Set parent=api-tokens");
            assertThat(visit.button("Use the account theme api-tokens")).hasCount(0);
        }
    }

    @Test
    void viewersChangeNothing(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "view-realm");
        realm.setAttribute("api-tokens.enabled", "false");
        try (AdminPage visit = AdminPage.of(realm, "bob", "setup")) {
            assertThat(visit.text("Changing the policy requires the role manage-realm of this realm."))
                    .isVisible();
            assertThat(step(visit, "API tokens are enabled")).containsText("Missing");
            assertThat(step(visit, "Resource servers")).containsText("Unknown");
            assertThat(visit.page().locator("main").getByRole(AriaRole.BUTTON)).hasCount(0);
            assertThat(visit.page().getByRole(AriaRole.TAB)).hasText(new String[] {"Policy", "Setup"});
        }
    }

    private static Locator step(AdminPage visit, String title) {
        return visit.page()
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions()
                        .setHas(visit.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(title))));
    }
}
