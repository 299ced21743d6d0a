package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the administrators' page asks before a policy that ends tokens is saved. Bob administers the realm. */
@KeycloakTest
class AdminPolicyConfirmationIT {

    private static final String POLICY = "**/api-tokens/policy";

    @BeforeEach
    void needsBrowser(TestRealm realm) {
        Chromium.require();
        RealmAdmin.grant(realm, "bob", "realm-admin");
    }

    /** Who disables API tokens stops jobs, and has seen how many. */
    @Test
    void asksBeforeApiTokensAreDisabled(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            disable(visit);
            assertThat(visit.dialog()).containsText("1 live token becomes inactive.");
            visit.look("admin-disable");
            visit.press("Cancel");
            realm.assertActive(realm.introspect(token.secret()));

            visit.button("Save policy").click();
            assertThat(visit.input("Type 1 to confirm")).isFocused();
            visit.input("Type 1 to confirm").fill("1");
            visit.press("Disable API tokens");

            assertThat(visit.text("All tokens are inactive until API tokens are enabled again."))
                    .isVisible();
            assertThat(visit.text("API tokens are disabled in this realm")).isVisible();
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    /** So does who makes them inactive by a rule; what it would not change is not asked about. */
    @Test
    void asksBeforePolicyMakesTokensInactive(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "CREATED_AT", 40 * 86_400L);
        KeycloakServer.get().database().update("update MYC_API_TOKEN set ACTIVE_DAY = 0 where ID = ?", token.id());
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            visit.input("Days without use").fill("50");
            visit.button("Save policy").click();
            assertThat(visit.text("The policy is saved.")).isVisible();
            assertThat(visit.button("Save policy")).isDisabled();
            assertThat(visit.heading()).isFocused();

            visit.input("Days without use").fill("30");
            assertThat(visit.text("Takes effect at once: Days without use.")).isVisible();
            visit.button("Save policy").click();
            assertThat(visit.dialog()).containsText("1 token becomes inactive, because it was not used for too long.");
            visit.look("admin-ending");
            visit.press("Cancel");
            assertThat(realm.attribute("api-tokens.inactivity-days")).isEqualTo("50");

            visit.button("Save policy").click();
            visit.input("Type 1 to confirm").fill("1");
            visit.press("Save policy");

            Await.until("the policy is saved", () -> "30".equals(realm.attribute("api-tokens.inactivity-days")));
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    /** A rejection that can be tried again does not ask for the number again. */
    @Test
    void confirmationStaysOpenUntilItIsSaved(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            disable(visit);
            visit.input("Type 1 to confirm").fill("1");
            visit.page().route(POLICY, Route::abort);
            visit.press("Disable API tokens");

            assertThat(visit.dialog().getByText("The server cannot be reached."))
                    .isVisible();
            visit.look("admin-disable-failed");
            realm.assertActive(realm.introspect(token.secret()));

            visit.page().unroute(POLICY);
            visit.press("Disable API tokens");
            assertThat(visit.text("All tokens are inactive until API tokens are enabled again."))
                    .isVisible();
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    /** Nobody hears that it was cancelled while it is done. */
    @Test
    void confirmationStaysOpenWhileItIsSaved(TestRealm realm) {
        realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            disable(visit);
            visit.input("Type 1 to confirm").fill("1");
            List<Route> held = visit.hold("PUT", POLICY);
            visit.page().waitForRequest(POLICY, () -> visit.press("Disable API tokens"));

            assertThat(visit.button("Close")).hasCount(0);
            visit.page().keyboard().press("Escape");
            assertThat(visit.button("Cancel")).isDisabled();

            assertThat(visit.dialog()).isVisible();
            visit.letGo(POLICY, held);
            assertThat(visit.text("All tokens are inactive until API tokens are enabled again."))
                    .isVisible();
        }
    }

    /** What is wrong there can be put right in the form only. */
    @Test
    void confirmationLeadsBackToWrongField(TestRealm realm) {
        realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            visit.input("Longest lifetime").fill("90x");
            disable(visit);
            visit.input("Type 1 to confirm").fill("1");
            visit.press("Disable API tokens");

            assertThat(visit.dialog()).hasCount(0);
            assertThat(visit.input("Longest lifetime")).isFocused();
            assertThat(visit.input("Longest lifetime")).hasAttribute("aria-invalid", "true");
            assertThat(visit.input("Enable API tokens")).not().isChecked();
        }
    }

    @Test
    void confirmationLeadsBackToPolicyOfAnotherAdministrator(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            disable(visit);
            visit.input("Type 1 to confirm").fill("1");
            realm.setAttribute("api-tokens.max-per-user", "3");
            visit.press("Disable API tokens");

            assertThat(visit.text("Another administrator has changed the policy"))
                    .isVisible();
            assertThat(visit.dialog()).hasCount(0);
            assertThat(visit.page().locator("main [tabindex='-1']:has(.api-tokens-problem)"))
                    .isFocused();
            assertThat(visit.input("Tokens per owner")).hasValue("3");
            assertThat(visit.input("Enable API tokens")).not().isChecked();
            realm.assertActive(realm.introspect(token.secret()));
        }
    }

    /** What was counted is what is saved, in place of the policy that it was counted for. */
    @Test
    void confirmationIsOfOneRevision(TestRealm realm) {
        RealmAdmin.grant(realm, "alice", "manage-realm", "view-realm");
        try (AdminPage visit = AdminPage.of(realm, "alice", "policy")) {
            visit.input("Longest lifetime").fill("30d");
            List<Route> held = visit.hold("GET", POLICY);
            visit.button("Save policy").click();
            assertThat(visit.text("The policy is saved.")).isVisible();
            assertThat(visit.heading()).isFocused();
            visit.page().waitForCondition(() -> !held.isEmpty());
            visit.input("Days without use").fill("30");
            visit.button("Save policy").click();
            assertThat(visit.dialog()).containsText("This policy can make tokens inactive");

            realm.setAttribute("api-tokens.max-per-user", "3");
            visit.letGo(POLICY, held);
            assertThat(visit.page().locator("main").getByLabel("Tokens per owner"))
                    .hasValue("3");
            visit.press("Save policy");

            assertThat(visit.text("Another administrator has changed the policy"))
                    .isVisible();
            assertThat(realm.admin("").<String>path("attributes['api-tokens.max-per-user']"))
                    .isEqualTo("3");
        }
    }

    /** In an incident tokens can be stopped, also when they cannot be counted. */
    @Test
    void disablesWhereTheCountFails(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            visit.page().route("**/api-tokens/counts*", Route::abort);
            disable(visit);
            assertThat(visit.dialog().getByText("The server cannot be reached."))
                    .isVisible();

            visit.press("Disable API tokens");

            assertThat(visit.text("All tokens are inactive until API tokens are enabled again."))
                    .isVisible();
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    /** Somebody who may set the policy, and see no tokens, is asked without a number. */
    @Test
    void asksWithoutNumberWhereTokensMayNotBeCounted(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        RealmAdmin.grant(realm, "alice", "manage-realm", "view-realm");
        try (AdminPage visit = AdminPage.of(realm, "alice", "policy")) {
            visit.input("Days without use").fill("30");
            visit.button("Save policy").click();
            assertThat(visit.dialog()).containsText("This policy can make tokens inactive");
            assertThat(visit.dialog().getByRole(AriaRole.TEXTBOX)).hasCount(0);
            visit.look("admin-ending-uncounted");
            visit.press("Save policy");
            assertThat(visit.text("The policy is saved.")).isVisible();

            disable(visit);
            assertThat(visit.dialog()).containsText("Disable API tokens?");
            assertThat(visit.dialog().getByRole(AriaRole.TEXTBOX)).hasCount(0);
            visit.look("admin-disable-uncounted");
            visit.press("Cancel");
            realm.assertActive(realm.introspect(token.secret()));
            assertThat(visit.button("Save policy")).isFocused();

            visit.button("Save policy").click();
            visit.press("Disable API tokens");
            assertThat(visit.text("All tokens are inactive until API tokens are enabled again."))
                    .isVisible();
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    private static void disable(AdminPage visit) {
        visit.input("Enable API tokens").uncheck(new Locator.UncheckOptions().setForce(true));
        visit.button("Save policy").click();
    }
}
