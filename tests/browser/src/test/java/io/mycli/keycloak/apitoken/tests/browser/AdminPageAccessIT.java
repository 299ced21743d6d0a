package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access to the administrators' page: what each administrator may see and do, and what strangers get. */
@KeycloakTest
class AdminPageAccessIT {

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @Test
    void lookersOnlyLook(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "view-users", "view-realm");
        realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            assertThat(visit.row("ci-deploy")).isVisible();
            assertThat(visit.text("Revoking tokens requires the role manage-users"))
                    .isVisible();
            assertThat(visit.button("Revoke token ci-deploy of alice")).hasCount(0);
            assertThat(visit.button("Revoke matching tokens")).hasCount(0);
            visit.look("admin-view-only");

            visit.open("policy");
            assertThat(visit.text("Changing the policy requires the role manage-realm"))
                    .isVisible();
            assertThat(visit.input("Longest lifetime")).isDisabled();
            assertThat(visit.button("Save policy")).hasCount(0);
            visit.look("admin-view-only-policy");

            visit.open("incident");
            assertThat(visit.text("Revoking all tokens issued before a time requires the roles manage-realm"
                            + " and manage-users of this realm."))
                    .isVisible();
            assertThat(visit.button("Count tokens")).hasCount(0);
        }
    }

    /** By way of Keycloak's own question. */
    @Test
    void administratorSignsOut(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            visit.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign out"))
                    .click();
            visit.page().locator("#kc-logout").click();
            assertThat(visit.page().locator("#username")).isVisible();

            visit.page().navigate(visit.url());
            assertThat(visit.text("Sign in first")).isVisible();
        }
    }

    @Test
    void administratorOfAllRealmsAdministersThisOne(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AdminPage visit = AdminPage.ofMaster(realm)) {
            assertThat(visit.text("(realm master)")).isVisible();
            visit.button("Revoke token ci-deploy of alice").click();
            visit.press("Revoke token");

            assertThat(visit.text("Token “ci-deploy” is revoked.")).isVisible();
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    @Test
    void administratorOfAllRealmsGoesToAnother(TestRealm realm) {
        TestRealm other = TestRealm.create();
        try (AdminPage visit = AdminPage.ofMaster(realm)) {
            visit.button("Other realm…").click();
            visit.page().getByLabel("Realm").selectOption(other.name());
            visit.look("admin-other-realm"); // a key that walks through the list leaves nothing
            assertThat(visit.page()).hasURL(visit.url() + "#tokens");
            visit.button("Open").click();

            assertThat(visit.text("API tokens of " + other.name())).isVisible();
        } finally {
            other.discard();
        }
        RealmAdmin.grant(realm, "bob", "realm-admin");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            assertThat(visit.heading()).isVisible();
            assertThat(visit.button("Other realm…")).hasCount(0);
        }
    }

    /** No inline code, no frame around it, nobody else's server; and no browser keeps an old one. */
    @Test
    void isServedStrictly(TestRealm realm) {
        Response page = Http.request().get(AdminPage.path(realm));
        Matcher script = Pattern.compile("src=\"([^\"]+\\.js)\"").matcher(page.asString());
        assertThat(script.find()).isTrue();
        Response file = Http.request().get(script.group(1));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(file.header("Cache-Control")).contains("immutable");
        for (Response response : List.of(page, file)) {
            assertThat(response.headers().getValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
        assertThat(Http.request()
                        .get(AdminPage.path(realm) + "files.properties")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void administratorOfAnotherRealmIsNobodyHere(TestRealm realm) {
        realm.createToken();
        TestRealm other = TestRealm.create();
        try {
            RealmAdmin.grant(other, "bob", "realm-admin");
            try (AdminPage visit = AdminPage.of(other, "bob")) {
                visit.page().navigate(visit.url().replace(other.name(), realm.name()));

                assertThat(visit.text("Sign in first")).isVisible();
                assertThat(visit.row("ci-deploy")).hasCount(0);
            }
        } finally {
            other.discard();
        }
    }

    @Test
    void usersWithoutRolesSeeNothing(TestRealm realm) {
        realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            assertThat(visit.text("You may not view the API tokens of this realm"))
                    .isVisible();
            assertThat(visit.row("ci-deploy")).hasCount(0);
            visit.look("admin-not-allowed");
        }
    }

    @Test
    void strangersSignInInAnotherWindowAndComeBack(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createToken();
        try (AdminPage visit = AdminPage.ofStranger(realm)) {
            assertThat(visit.text("Sign in first")).isVisible();
            visit.look("admin-signed-out");
            Page console = visit.context()
                    .waitForPage(
                            () -> visit.text("Admin console of " + realm.name()).click());
            AdminPage.signIn(console, "bob", "bob");
            console.close();
            visit.page().bringToFront();
            visit.button("Try again").click();

            assertThat(visit.row("ci-deploy")).isVisible();
        }
    }

    @Test
    void endedSessionIsSaid(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            assertThat(visit.row("ci-deploy")).isVisible();
            Admin.post(realm.adminPath("/users/" + realm.userId("bob") + "/logout"), Map.of());

            visit.button("Revoke token ci-deploy of alice").click();
            visit.press("Revoke token");

            assertThat(visit.text("Your session has ended.")).isVisible();
            visit.look("admin-ended-session");
        }
    }
}
