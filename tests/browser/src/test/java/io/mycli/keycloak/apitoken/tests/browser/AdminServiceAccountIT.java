package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.ServiceAccounts;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of service accounts on the administrators' page. Bob may manage clients. */
@KeycloakTest
class AdminServiceAccountIT {

    private static final String ACCOUNT = "service-accounts?clientId=ci";

    @BeforeEach
    void createClient(TestRealm realm) {
        Chromium.require();
        ServiceAccounts.create(realm);
        Roles.of(realm).realmRole("builder").realmRole("auditor");
        ServiceAccounts.giveRole(realm, "builder");
        ServiceAccounts.giveRole(realm, "auditor");
    }

    @Test
    void managesTokenFromCreationToRevocation(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "manage-clients");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            assertThat(visit.text("To create one, find its client first; you need permission to manage it"))
                    .isVisible();
            visit.look("admin-service-accounts");
            visit.input("Client ID").fill("ci");
            visit.button("Find clients").click();
            link(visit, "ci").click();
            assertThat(visit.page()).hasURL(visit.url() + "#" + ACCOUNT);
            assertThat(visit.text("This service account has no API tokens")).isVisible();
            assertThat(visit.page().getByLabel("Limits of these tokens"))
                    .containsText("Tokens that never expireAllowed");
            visit.look("admin-service-account-empty");

            String secret = create(visit, "deploy");
            Response answer = realm.introspect(secret);
            realm.assertActive(answer);
            assertThat(answer.<String>path("azp")).isEqualTo("ci");
            assertThat(answer.<List<String>>path("realm_access.roles")).containsExactly("builder");
            visit.look("admin-service-account-secret");
            visit.press("Copy: Token");
            visit.press("Close");
            assertThat(visit.text("Token “deploy” is created")).isVisible();
            assertThat(visit.heading()).isFocused();
            assertThat(visit.row("deploy")).containsText("1 role");
            assertThat(visit.text("1 of 10 used")).isVisible();
            Secrets.requireNone("page", visit.page().content());

            visit.button("Edit token deploy").click();
            visit.field("Description").fill("Deploys to staging");
            visit.press("Save changes");
            assertThat(visit.row("deploy")).containsText("Deploys to staging");

            visit.button("Rotate token deploy").click();
            visit.field("Overlap").selectOption("1h");
            visit.press("Rotate token");
            String rotated = shownSecret(visit);
            realm.assertActive(realm.introspect(rotated));
            realm.assertActive(realm.introspect(secret));
            visit.press("Copy: Token");
            visit.press("Close");
            assertThat(visit.row("deploy")).containsText("The previous secret is valid until");
            visit.look("admin-service-account-tokens");

            visit.button("Revoke token deploy").click();
            assertThat(visit.dialog()).containsText("service account of ci. Nobody is told by mail.");
            visit.look("admin-service-account-revoke");
            visit.press("Revoke token");
            assertThat(visit.text("Token “deploy” is revoked.")).isVisible();
            realm.assertRejected(realm.introspect(rotated));
            realm.assertRejected(realm.introspect(secret));
        }
    }

    /** A token with the role builder that never expires. */
    private static String create(AdminPage visit, String name) {
        visit.button("Create token").click();
        visit.field("Name").fill(name);
        visit.field("Expires").selectOption("NEVER");
        visit.field("Only what you choose").check();
        visit.field("builder").check();
        visit.press("Create token");
        return shownSecret(visit);
    }

    private static String shownSecret(AdminPage visit) {
        Locator field = visit.page().locator("#api-tokens-secret");
        assertThat(field).isVisible();
        return Secrets.issued(field.inputValue());
    }

    private static Locator link(AdminPage visit, String name) {
        return visit.page()
                .getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void clientWithoutServiceAccountIsNamed(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "manage-clients");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            visit.input("Client ID").fill("api-tokens");
            visit.button("Find clients").click();
            assertThat(visit.page().getByLabel("Clients", new Page.GetByLabelOptions().setExact(true)))
                    .containsText("This client has no service account.");
            assertThat(link(visit, "api-tokens")).hasCount(0);
            assertThat(visit.text("None of these clients has a service account."))
                    .isVisible();
            assertThat(link(visit, "Clients in the admin console"))
                    .hasAttribute("href", Pattern.compile(".*/console/#/" + realm.name() + "/clients"));
            visit.look("admin-clients");

            visit.goTo("service-accounts?search=nothing");
            assertThat(visit.text("No client that you may view has this text in its client ID."
                            + " Enter another part of the client ID, or create a client with a service account"))
                    .isVisible();
            assertThat(link(visit, "Clients in the admin console")).isVisible();
            visit.look("admin-clients-none");

            visit.goTo("service-accounts?clientId=api-tokens");
            assertThat(visit.text("This client has no service account.")).isVisible();
            assertThat(visit.button("Create token")).hasCount(0);
            assertThat(link(visit, "Enable the service account in the admin console"))
                    .hasAttribute("href", Pattern.compile(".*/clients/.+/settings"));
            visit.look("admin-no-service-account");

            visit.goTo("service-accounts?clientId=unknown");
            assertThat(visit.text("No client has the client ID “unknown”, or you may not view it."))
                    .isVisible();
        }
    }

    @Test
    void viewersHaveNoButtons(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "view-users", "view-clients");
        ServiceAccounts.createToken(realm, ",\"realmRoles\":[\"builder\"]");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            assertThat(visit.row("deploy")).containsText("ciService account");
            link(visit, "ci").click();
            assertThat(visit.page()).hasURL(visit.url() + "#tokens?serviceAccount=ci");
            assertThat(visit.input("Service account (client ID)")).hasValue("ci");
            visit.button("Details").first().click();
            visit.look("admin-service-account-details");
            link(visit, "Service account of this client").click();

            assertThat(visit.text("requires permission to manage the client")).isVisible();
            assertThat(visit.row("deploy")).containsText("1 role");
            assertThat(visit.button("Create token")).hasCount(0);
            assertThat(visit.button("Revoke token deploy")).hasCount(0);
            visit.look("admin-service-account-view-only");
        }
    }

    /** With Keycloak's fine-grained permissions for this client, and no role that is for all of them. */
    @Test
    void managerOfOneClientManagesItsTokensOnly(TestRealm realm) {
        realm.update(Map.of("adminPermissionsEnabled", true));
        RealmAdmin.grant(realm, "bob", "query-clients");
        RealmAdmin.permit(realm, "bob", "view", "Clients", realm.clientUuid("ci"));
        try (AdminPage visit = AdminPage.of(realm, "bob", ACCOUNT)) {
            assertThat(visit.text("requires permission to manage the client")).isVisible();
            assertThat(visit.button("Create token")).hasCount(0);

            RealmAdmin.permit(realm, "bob", "manage", "Clients", realm.clientUuid("ci"));
            visit.page().reload();
            String secret = create(visit, "deploy");
            realm.assertActive(realm.introspect(secret));
            visit.press("Copy: Token");
            visit.press("Close");
            assertThat(visit.row("deploy")).containsText("1 role");
            visit.look("admin-service-account-fine-grained");

            visit.goTo("service-accounts?clientId=catalog-server");
            assertThat(visit.text("No client has the client ID “catalog-server”, or you may not view it."))
                    .isVisible();
            visit.goTo(ACCOUNT);
            visit.button("Revoke token deploy").click();
            visit.press("Revoke token");
            assertThat(visit.text("Token “deploy” is revoked.")).isVisible();
            realm.assertRejected(realm.introspect(secret));
        }
    }

    @Test
    void rejectionsKeepTheForm(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "manage-clients");
        ServiceAccounts.createToken(realm, "");
        try (AdminPage visit = AdminPage.of(realm, "bob", ACCOUNT)) {
            visit.button("Create token").click();
            visit.field("Name").fill("deploy");
            visit.field("Only what you choose").check();
            visit.field("builder").check();
            visit.field("auditor").check();
            visit.press("Create token");
            assertThat(visit.field("Name")).isFocused();
            assertThat(visit.field("Name"))
                    .hasAccessibleDescription("The service account has a token with this name."
                            + " Choose another name, or revoke that token.");

            visit.field("Name").fill("kept");
            Admin.delete(realm.adminPath("/roles/auditor"));
            visit.press("Create token");
            assertThat(visit.dialog().getByText("No longer available: auditor."))
                    .isVisible();
            assertThat(visit.field("builder")).isChecked();

            takeRole(realm, "manage-clients");
            visit.press("Create token");
            assertThat(visit.dialog().getByText("Your roles in this realm do not allow this."))
                    .isVisible();
            assertThat(visit.field("Name")).hasValue("kept");
            assertThat(visit.field("builder")).isChecked();
            visit.look("admin-service-account-forbidden");

            RealmAdmin.grant(realm, "bob", "manage-clients");
            visit.press("Create token");
            realm.assertActive(realm.introspect(shownSecret(visit)));
        }
    }

    private static void takeRole(TestRealm realm, String role) {
        String management = realm.clientUuid("realm-management");
        Admin.delete(
                realm.adminPath("/users/" + realm.userId("bob") + "/role-mappings/clients/" + management),
                List.of(realm.admin("/clients/" + management + "/roles/" + role)
                        .jsonPath()
                        .getMap("$")));
    }

    @Test
    void needsNoMouse(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "manage-clients");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            Keyboard keyboard = visit.page().keyboard();
            visit.input("Client ID").focus();
            keyboard.type("ci");
            keyboard.press("Enter");
            link(visit, "ci").focus();
            keyboard.press("Enter");
            visit.button("Create token").focus();
            keyboard.press("Enter");
            assertThat(visit.field("Name")).isFocused();
            keyboard.type("typed");
            keyboard.press("Enter");
            shownSecret(visit);
            keyboard.press("Escape");
            assertThat(visit.dialog().getByText("You have not copied the token."))
                    .isVisible();
            visit.button("Close without copying").focus();
            keyboard.press("Enter");

            assertThat(visit.row("typed")).isVisible();
            assertThat(visit.heading()).isFocused();
        }
    }

    @Test
    void isGermanAndDark(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        ServiceAccounts.createToken(realm, "");
        Browser.NewContextOptions german = BrowserPage.dark().setLocale("de-DE");
        try (AdminPage visit = AdminPage.of(realm, "bob", ACCOUNT, german)) {
            assertThat(visit.row("deploy")).isVisible();
            visit.look("admin-service-account-german-dark");
            visit.button("Token erstellen").click();
            visit.field("Nur, was Sie auswählen").check();
            visit.look("admin-service-account-german-dark-create");
            assertThat(visit.page().locator("body").innerText()).doesNotContain("apiTokens", "adminL", "adminC");
        }
    }

    @Test
    void fitsOnPhone(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "manage-clients");
        ServiceAccounts.createToken(realm, ",\"profile\":\"" + "p".repeat(63) + "\"");
        try (AdminPage visit = AdminPage.of(realm, "bob", ACCOUNT, BrowserPage.phone())) {
            assertThat(visit.row("deploy")).isVisible();
            visit.requireFit();
            visit.look("admin-service-account-phone");
            create(visit, "from the phone");
            visit.requireFit();
            visit.look("admin-service-account-phone-secret");
        }
    }
}
