package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The part of the form for a new token that says what the token may do. */
@KeycloakTest
class ChooseAccessIT {

    /** Browsers that show the form differently. */
    enum Look {
        LIGHT,
        DARK,
        PHONE;

        private Browser.NewContextOptions options() {
            return switch (this) {
                case LIGHT -> new Browser.NewContextOptions();
                case DARK -> BrowserPage.dark();
                case PHONE -> BrowserPage.phone();
            };
        }
    }

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @ParameterizedTest
    @EnumSource
    void tokenHasOnlyChosenRoles(Look look, TestRealm realm) {
        giveRoles(realm);
        String picture = "access-" + look.name().toLowerCase(Locale.ROOT);
        try (AccountPage visit = AccountPage.with(realm, look.options())) {
            visit.logIn();
            visit.button("Create token").click();
            visit.field("Name").fill("deploy to staging");
            assertThat(visit.field("Everything you may do")).isChecked();
            visit.look(picture + "-full");
            visit.field("Only what you choose").check();
            assertThat(visit.dialog().getByText("No role is chosen, so the token will have no role."))
                    .isVisible();
            assertThat(visit.field("deployer")).hasAccessibleDescription("Description of deployer");
            visit.field("deployer").check();
            visit.field("Only chosen resource servers").check();
            visit.field("catalog-server").check();
            visit.look(picture + "-restricted");
            visit.requireFit();
            visit.press("Create token");
            Response answer = realm.introspect(visit.shownSecret());

            realm.assertActive(answer);
            assertThat(answer.<List<String>>path("resource_access.catalog-server.roles"))
                    .containsExactly("deployer");
            assertThat(answer.<Object>path("realm_access")).isNull();
            assertThat(answer.<Object>path("aud")).isEqualTo("catalog-server");
            visit.press("Copy: Token");
            visit.press("Close");
            assertThat(visit.row("deploy to staging")).containsText("1 role");
            assertThat(visit.row("deploy to staging")).containsText("Only catalog-server");
        }
    }

    /** The page was open before. */
    @Test
    void roleGivenMeanwhileCanBeChosen(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            assertThat(visit.button("Create token")).isVisible();
            giveRoles(realm);

            visit.button("Create token").click();
            visit.field("Only what you choose").check();

            assertThat(visit.field("deployer")).isVisible();
        }
    }

    @Test
    void rolesAreRequiredWithoutFullAccess(TestRealm realm) {
        giveRoles(realm);
        realm.setAttribute("api-tokens.full-access", "false");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            assertThat(visit.field("builder")).isVisible();
            assertThat(visit.field("Everything you may do")).hasCount(0);
            visit.field("Name").fill("harmless");
            visit.look("access-required");
            visit.press("Create token");
            Response answer = realm.introspect(visit.shownSecret());

            realm.assertActive(answer);
            assertThat(answer.<Object>path("realm_access")).isNull();
            assertThat(answer.<Object>path("resource_access")).isNull();
        }
    }

    @Test
    void fullAccessForbiddenMeanwhileAsksForRoles(TestRealm realm) {
        giveRoles(realm);
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("too late");
            realm.setAttribute("api-tokens.full-access", "false");
            visit.press("Create token");

            assertThat(visit.dialog().getByText("This realm allows no tokens with all your roles."))
                    .isVisible();
            assertThat(visit.field("builder")).isVisible();
            assertThat(visit.field("Name")).hasValue("too late");
        }
    }

    @Test
    void roleDeletedMeanwhileIsNamedAndTheFormKept(TestRealm realm) {
        giveRoles(realm);
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("kept");
            visit.field("Only what you choose").check();
            visit.field("builder").check();
            visit.field("deployer").check();
            Admin.delete(realm.adminPath("/roles/builder"));
            visit.press("Create token");

            assertThat(visit.dialog().getByText("No longer available: builder. The choices are up to date now."))
                    .isVisible();
            assertThat(visit.page().locator("#api-tokens-roles")).isFocused();
            assertThat(visit.field("builder")).hasCount(0);
            assertThat(visit.field("deployer")).isChecked();
            assertThat(visit.field("Name")).hasValue("kept");
            visit.look("access-role-gone");
            visit.press("Create token");
            realm.assertActive(realm.introspect(visit.shownSecret()));
        }
    }

    @Test
    void emptyAudienceIsMarked(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("nowhere");
            visit.button("More options").click();
            visit.field("Only chosen resource servers").check();
            visit.press("Create token");

            assertThat(visit.page().locator("#api-tokens-servers")).isFocused();
            assertThat(visit.page().locator("#api-tokens-servers"))
                    .hasAccessibleDescription("Choose 1 to 50 resource servers that are available with these scopes,"
                            + " or any resource server.");
        }
    }

    @Test
    void searchFindsRolesByKeyboard(TestRealm realm) {
        giveRoles(realm);
        Roles roles = Roles.of(realm);
        for (int i = 0; i < 8; i++) {
            roles.realmRole("other-" + i).giveTo("alice", "other-" + i);
        }
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("found");
            visit.field("Everything you may do").focus();
            visit.page().keyboard().press("ArrowDown");
            visit.field("other-3").check();
            visit.field("Search: Roles").fill("catalog description");
            visit.page().keyboard().press("Enter");
            assertThat(visit.dialog().getByText("1 of 11 match")).isVisible();
            assertThat(visit.field("other-3")).hasCount(0);
            visit.look("access-search");
            visit.page().keyboard().press("Tab");
            visit.page().keyboard().press("Space");
            assertThat(visit.field("deployer")).isChecked();
            assertThat(visit.dialog().getByText("Chosen: 2")).isVisible();

            visit.field("Search: Roles").fill("nothing like it");
            assertThat(visit.dialog().getByText("0 of 11 match")).isVisible();
        }
    }

    private static void giveRoles(TestRealm realm) {
        Roles.of(realm)
                .realmRole("builder")
                .realmRole("auditor")
                .giveTo("alice", "builder")
                .giveTo("alice", "auditor")
                .clientRole("catalog-server", "deployer")
                .giveClientRoles("alice", "catalog-server", "deployer");
    }
}
