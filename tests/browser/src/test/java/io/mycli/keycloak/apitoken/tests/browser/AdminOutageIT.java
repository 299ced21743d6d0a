package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.ServiceAccounts;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the administrators' page has read, it shows still when the server cannot be reached for the next reading. */
@KeycloakTest
class AdminOutageIT {

    @BeforeEach
    void needsBrowser(TestRealm realm) {
        Chromium.require();
        RealmAdmin.grant(realm, "bob", "realm-admin");
    }

    @Test
    void policyStays(TestRealm realm) {
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            visit.input("Longest lifetime").fill("30d");
            visit.page().route("**/api-tokens/policy", route -> {
                if ("GET".equals(route.request().method())) {
                    route.abort();
                } else {
                    route.resume();
                }
            });
            visit.button("Save policy").click();

            assertThat(visit.text("The server cannot be reached.")).isVisible();
            assertThat(visit.input("Longest lifetime")).hasValue("30d");
            assertThat(visit.button("Save policy")).isDisabled();

            visit.page().unroute("**/api-tokens/policy");
            visit.page()
                    .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Policy"))
                    .click();
            assertThat(visit.text("The server cannot be reached.")).hasCount(0);
        }
    }

    @Test
    void inventoryStays(TestRealm realm) {
        realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            assertThat(visit.row("ci-deploy")).isVisible();
            visit.page().route("**/api-tokens?*", Route::abort);
            visit.button("Name").click();

            assertThat(visit.text("The server cannot be reached.")).isVisible();
            assertThat(visit.row("ci-deploy")).isVisible();

            visit.page().unroute("**/api-tokens?*");
            visit.button("Name").click(); // where it leads is the address already
            assertThat(visit.text("The server cannot be reached.")).hasCount(0);
        }
    }

    /** What somebody may not see any more is not left on the screen. */
    @Test
    void inventoryGoesWithTheRight(TestRealm realm) {
        realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            assertThat(visit.row("ci-deploy")).isVisible();
            visit.page()
                    .route(
                            "**/api-tokens?*",
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setStatus(403)
                                    .setContentType("application/json")
                                    .setBody("""
                                            {"error":"FORBIDDEN"}""")));
            visit.button("Show tokens").click();

            assertThat(visit.row("ci-deploy")).hasCount(0);
        }
    }

    @Test
    void resourceServersStay(TestRealm realm) {
        try (AdminPage visit = AdminPage.of(realm, "bob", "resource-servers?search=strict")) {
            assertThat(visit.row("strict-server")).isVisible();
            visit.page().route("**/clients?*", Route::abort);
            visit.button("Find clients").click();

            assertThat(visit.text("The server cannot be reached.")).isVisible();
            assertThat(visit.row("strict-server")).isVisible();
        }
    }

    /** A client whose roles are not known is none without roles. */
    @Test
    void failedLookUpOfRolesIsSaid(TestRealm realm) {
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            visit.page().route("**/roles?max=1", Route::abort);
            visit.open("resource-servers?search=strict");

            assertThat(visit.text("The server cannot be reached.")).isVisible();
            assertThat(visit.row("strict-server")).hasCount(0);
        }
    }

    @Test
    void tokensOfServiceAccountStay(TestRealm realm) {
        ServiceAccounts.create(realm);
        ServiceAccounts.createToken(realm, "");
        try (AdminPage visit = AdminPage.of(realm, "bob", "service-accounts?clientId=ci")) {
            assertThat(visit.row("deploy")).isVisible();
            visit.page().route("**/api-tokens?*", Route::abort);
            visit.button("Refresh list").click();

            assertThat(visit.text("The server cannot be reached.")).isVisible();
            assertThat(visit.row("deploy")).isVisible();

            visit.page().unroute("**/api-tokens?*");
            visit.button("Refresh list").click();
            assertThat(visit.text("The server cannot be reached.")).hasCount(0);
            assertThat(visit.row("deploy")).isVisible();
        }
    }
}
