package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.ServiceAccounts;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An administrator's session that ends while a dialog is open: it says so, keeps what was entered, and goes on after a
 * login in another window.
 */
@KeycloakTest
class AdminSessionIT {

    @BeforeEach
    void needsBrowser(TestRealm realm) {
        Chromium.require();
        RealmAdmin.grant(realm, "bob", "realm-admin");
    }

    @Test
    void revocationOfMany(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "tokens?user=alice")) {
            visit.button("Revoke matching tokens").click();
            visit.input("Type 1 to confirm").fill("1");

            requireSaid(visit, realm, "Revoke 1 token");
            realm.assertActive(realm.introspect(token.secret()));
            assertThat(visit.input("Type 1 to confirm")).hasValue("1");
            visit.look("admin-ended-session-bulk");

            signInAgain(visit, realm, "Revoke 1 token");
            assertThat(visit.text("1 token is revoked.")).isVisible();
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    /** One after the other: what has been revoked is not undone, and the rest is not lost. */
    @Test
    void revocationOfSelected(TestRealm realm) {
        TestRealm.Token first = realm.createNamed("alice", "first");
        TestRealm.Token second = realm.createNamed("alice", "second");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            visit.page().getByLabel("Select all tokens of this page").check();
            visit.button("Revoke 2 selected tokens").click();
            visit.input("Type 2 to confirm").fill("2");

            requireSaid(visit, realm, "Revoke 2 tokens");
            realm.assertActive(realm.introspect(first.secret()));
            assertThat(visit.input("Type 2 to confirm")).hasValue("2");
            visit.look("admin-ended-session-selected");

            signInAgain(visit, realm, "Revoke 2 tokens");
            assertThat(visit.text("2 tokens are revoked.")).isVisible();
            realm.assertRejected(realm.introspect(first.secret()));
            realm.assertRejected(realm.introspect(second.secret()));
        }
    }

    @Test
    void policyThatMakesTokensInactive(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "CREATED_AT", 40 * 86_400L);
        KeycloakServer.get().database().update("update MYC_API_TOKEN set ACTIVE_DAY = 0 where ID = ?", token.id());
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            visit.input("Days without use").fill("30");
            visit.button("Save policy").click();
            visit.input("Type 1 to confirm").fill("1");

            requireSaid(visit, realm, "Save policy");
            // An introspection would count as a use.
            assertThat(realm.attribute("api-tokens.inactivity-days")).isNull();
            assertThat(visit.input("Type 1 to confirm")).hasValue("1");

            signInAgain(visit, realm, "Save policy");
            assertThat(visit.text("The policy is saved.")).isVisible();
            assertThat(realm.attribute("api-tokens.inactivity-days")).isEqualTo("30");
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    @Test
    void shorteningOfTokensBeyondThePolicy(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"long-lived","expiresIn":"1y"}""");
        realm.setAttribute("api-tokens.max-lifetime", "30d");
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            visit.button("Show tokens beyond the policy").click();
            visit.button("Shorten existing tokens").click();
            visit.input("Type 1 to confirm").fill("1");

            requireSaid(visit, realm, "Shorten 1 token");
            assertThat(visit.input("Type 1 to confirm")).hasValue("1");

            signInAgain(visit, realm, "Shorten 1 token");
            assertThat(visit.text("1 token expires earlier now.")).isVisible();
            realm.assertActive(realm.introspect(token.secret()));
        }
    }

    /** What was pasted stays, as the answer may be all that is missing. */
    @Test
    void checkOfPastedToken(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "resource-servers?search=catalog")) {
            visit.button("Does catalog-server accept a token?").click();
            visit.field("Token").fill(token.secret());

            requireSaid(visit, realm, "Check");
            assertThat(visit.field("Token")).hasValue(token.secret());
            visit.look("admin-ended-session-check");

            signInAgain(visit, realm, "Check");
            assertThat(visit.text("catalog-server accepts this token and receives:"))
                    .isVisible();
        }
    }

    @Test
    void revocationOfAllOfATime(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "CREATED_AT", 60);
        try (AdminPage visit = AdminPage.of(realm, "bob", "incident")) {
            visit.button("Count tokens").click();
            visit.input("Type 1 to confirm").fill("1");

            requireSaid(visit, realm, "Revoke 1 token");
            realm.assertActive(realm.introspect(token.secret()));

            signInAgain(visit, realm, "Revoke 1 token");
            assertThat(visit.text("1 token is revoked.")).isVisible();
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    @Test
    void disabling(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            visit.input("Enable API tokens").uncheck(new Locator.UncheckOptions().setForce(true));
            visit.button("Save policy").click();
            visit.input("Type 1 to confirm").fill("1");

            requireSaid(visit, realm, "Disable API tokens");
            realm.assertActive(realm.introspect(token.secret()));
            assertThat(visit.input("Type 1 to confirm")).hasValue("1");

            signInAgain(visit, realm, "Disable API tokens");
            assertThat(visit.text("All tokens are inactive until API tokens are enabled again."))
                    .isVisible();
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    @Test
    void editAndRotationOfServiceAccountsToken(TestRealm realm) {
        ServiceAccounts.create(realm);
        TestRealm.Token token = ServiceAccounts.createToken(realm, "");
        try (AdminPage visit = AdminPage.of(realm, "bob", "service-accounts?clientId=ci")) {
            visit.button("Edit token deploy").click();
            visit.field("Description").fill("kept");

            requireSaid(visit, realm, "Save changes");
            assertThat(visit.field("Description")).hasValue("kept");

            signInAgain(visit, realm, "Save changes");
            assertThat(visit.row("deploy")).containsText("kept");

            visit.button("Rotate token deploy").click();
            visit.field("Overlap").selectOption("1h");

            requireSaid(visit, realm, "Rotate token");
            assertThat(visit.field("Overlap")).hasValue("1h");

            signInAgain(visit, realm, "Rotate token");
            assertThat(visit.dialog().getByText("Save this token.")).isVisible();
            realm.assertActive(realm.introspect(token.secret()));
        }
    }

    @Test
    void creationOfServiceAccountsToken(TestRealm realm) {
        ServiceAccounts.create(realm);
        try (AdminPage visit = AdminPage.of(realm, "bob", "service-accounts?clientId=ci")) {
            visit.button("Create token").click();
            visit.field("Name").fill("kept");

            requireSaid(visit, realm, "Create token");
            assertThat(visit.field("Name")).hasValue("kept");

            signInAgain(visit, realm, "Create token");
            assertThat(visit.dialog().getByText("Save this token.")).isVisible();
        }
    }

    /** Ends the session before a button of the dialog is pressed. */
    private static void requireSaid(AdminPage visit, TestRealm realm, String button) {
        endSession(realm);
        visit.press(button);
        assertThat(visit.dialog().getByText("Your session has ended.")).isVisible();
    }

    private static void endSession(TestRealm realm) {
        Admin.post(realm.adminPath("/users/" + realm.userId("bob") + "/logout"), Map.of());
    }

    private static void signInAgain(AdminPage visit, TestRealm realm, String button) {
        visit.context().addCookies(LoginCookies.of(realm.name(), "bob"));
        visit.press(button);
    }
}
