package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.AriaRole;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pictures of {@code docs/images}, which are copied there by hand. */
@KeycloakTest
class PicturesIT {

    private TestRealm.Token deploy;

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @BeforeEach
    void people(TestRealm realm) {
        rename(realm, "alice", "Alice", "Meyer");
        rename(realm, "bob", "Robin", "Park");
        Roles.of(realm)
                .realmRole("developer")
                .giveTo("alice", "developer")
                .clientRole("catalog-server", "deployer")
                .giveClientRoles("alice", "catalog-server", "deployer");
        TestRealm.Token backup = realm.createToken("alice", """
                        {"name":"nightly-backup","realmRoles":[],"expiresIn":"1y"}""");
        realm.table().backdate(backup, Duration.ofDays(200));
        TestRealm.Token terraform = realm.createToken("alice", """
                {"name":"terraform","expiresIn":"30d"}""");
        realm.table().backdate(terraform, Duration.ofDays(25));
        deploy = realm.createToken(
                "alice",
                "{\"name\":\"ci-deploy\",\"description\":\"Deploys the shop\",\"expiresIn\":\"90d\","
                        + "\"realmRoles\":[\"developer\"],\"clientRoles\":{\"catalog-server\":[\"deployer\"]},"
                        + "\"audience\":[\"catalog-server\"]}");
        realm.table().backdate(deploy, Duration.ofDays(3));
        realm.createToken("bob", """
                {"name":"metrics","expiresIn":"90d"}""");
        realm.assertActive(realm.introspect(deploy.secret()));
        realm.assertActive(realm.introspect(backup.secret()));
        Await.until(
                "the uses are written",
                () -> realm.admin("/api-tokens/" + deploy.id()).path("lastUsedAt") != null
                        && realm.admin("/api-tokens/" + backup.id()).path("lastUsedAt") != null);
    }

    private static void rename(TestRealm realm, String username, String firstName, String lastName) {
        Admin.put(
                realm.adminPath("/users/" + realm.userId(username)),
                Map.of("firstName", firstName, "lastName", lastName, "email", username + "@example.com"));
    }

    @Test
    void ofThePageForOwners(TestRealm realm) {
        // As high as the list.
        try (AccountPage visit = AccountPage.with(realm, new Browser.NewContextOptions().setViewportSize(1280, 600))) {
            visit.logIn();
            assertThat(visit.row("ci-deploy")).containsText("2 roles");
            assertThat(visit.row("terraform")).isVisible();
            look(visit, "docs-account-console");
        }
    }

    @Test
    void ofThePageForAdministrators(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        try (AdminPage visit = AdminPage.of(realm, "bob", "tokens")) {
            assertThat(visit.row("ci-deploy")).isVisible();
            visit.row("ci-deploy").getByRole(AriaRole.BUTTON).first().click();
            assertThat(visit.page().getByText("Realm roles: developer")).isVisible();
            assertThat(visit.page().getByText("Open the owner in the admin console"))
                    .hasAttribute(
                            "href",
                            Pattern.compile(".*/admin/%1$s/console/#/%1$s/users/%2$s/settings"
                                    .formatted(realm.name(), realm.userId("alice"))));
            // A realm of the tests has no name that people would use.
            visit.page()
                    .evaluate(
                            "name => { const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);"
                                    + " while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replaceAll(name, 'demo'); }",
                            realm.name());
            look(visit, "docs-admin-page");
        }
    }

    /** When the arrow of the row has turned. */
    private static void look(BrowserPage visit, String name) {
        visit.page().evaluate("Promise.all(document.getAnimations().map(animation => animation.finished))");
        visit.look(name);
    }
}
