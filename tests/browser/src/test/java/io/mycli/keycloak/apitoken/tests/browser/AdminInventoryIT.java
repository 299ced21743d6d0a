package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of tokens on the administrators' page: search, pages, files. */
@KeycloakTest
class AdminInventoryIT {

    @BeforeEach
    void needsBrowser() {
        Chromium.require();
    }

    @Test
    void pagesAndSorts(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createNamed("alice", "aaa");
        realm.table().copyToken(23);
        realm.createNamed("bob", "zzz");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            assertThat(visit.text("1–20 of 25")).isVisible();
            assertThat(visit.row("zzz")).isVisible();
            visit.button("Next page").click();
            assertThat(visit.text("21–25 of 25")).isVisible();
            assertThat(visit.button("Next page")).isDisabled();
            assertThat(visit.page()).hasURL(visit.url() + "#tokens?first=20");
            visit.look("admin-second-page");

            visit.button("Name").click();
            assertThat(visit.text("1–20 of 25")).isVisible();
            assertThat(visit.row("zzz")).hasCount(0);
            assertThat(visit.page()).hasURL(visit.url() + "#tokens?sort=name&order=asc");

            visit.button("Tokens per page").click();
            visit.page()
                    .getByRole(
                            AriaRole.MENUITEM,
                            new Page.GetByRoleOptions().setName("50").setExact(true))
                    .click();
            assertThat(visit.text("1–25 of 25")).isVisible();
            visit.page().reload();
            assertThat(visit.text("1–25 of 25")).isVisible();
            visit.page().goBack();
            visit.page().goBack();
            assertThat(visit.text("21–25 of 25")).isVisible();
        }
    }

    /** An address that leads beyond the last page leads to the first. */
    @Test
    void pageThatIsGoneIsTheFirst(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "tokens?first=20")) {
            assertThat(visit.row("ci-deploy")).isVisible();
            assertThat(visit.page()).hasURL(visit.url() + "#tokens");
        }
    }

    /** The first page is another page, and what was done is said still. */
    @Test
    void revocationOfTheLastOnAPageIsSaid(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createNamed("alice", "aaa");
        realm.table().copyToken(20);
        try (AdminPage visit = AdminPage.of(realm, "bob", "tokens?first=20")) {
            visit.page()
                    .getByRole(
                            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Revoke token .*")))
                    .click();
            visit.press("Revoke token");

            assertThat(visit.page()).hasURL(visit.url() + "#tokens");
            assertThat(visit.text("1–20 of 20")).isVisible();
            assertThat(visit.text("is revoked.")).isVisible();
        }
    }

    @Test
    void searchesOwnersAndNames(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createNamed("alice", "ci-deploy");
        realm.createNamed("alice", "nightly");
        realm.createNamed("bob", "ci-test");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            visit.input("Name begins with").fill("CI");
            visit.input("Name begins with").press("Enter");
            assertThat(visit.text("1–2 of 2")).isVisible();
            assertThat(visit.input("Name begins with")).isFocused();
            assertThat(visit.row("nightly")).hasCount(0);

            visit.input("Owner").fill("ali");
            visit.button("Show tokens").click();
            assertThat(visit.text("1–1 of 1")).isVisible();
            assertThat(visit.row("ci-deploy")).isVisible();
            assertThat(visit.page()).hasURL(visit.url() + "#tokens?ownerSearch=ali&nameStartsWith=CI");
            visit.look("admin-search");

            visit.button("More filters").click();
            assertThat(visit.input("Profile")).hasAccessibleDescription("The label of a token, for example team-a.");
            visit.look("admin-more-filters");
        }
    }

    /** What is shown is exported, on all pages, and without any secret. */
    @Test
    void exportsWhatMatches(TestRealm realm) throws IOException {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token token = realm.createNamed("alice", "ci-deploy");
        realm.createNamed("bob", "backup");
        try (AdminPage visit = AdminPage.of(realm, "bob", "tokens?name=ci-deploy")) {
            for (String format : List.of("CSV", "NDJSON")) {
                Download file = visit.page().waitForDownload(visit.button("Export " + format)::click);

                assertThat(file.suggestedFilename())
                        .isEqualTo("api-tokens-" + realm.name() + "." + format.toLowerCase(Locale.ROOT));
                assertThat(Files.readString(file.path()))
                        .contains(token.id(), "ci-deploy")
                        .doesNotContain("backup", token.secret());
            }
        }
    }

    /** Whoever waits for a count of a million sees the tokens meanwhile. */
    @Test
    void listDoesNotWaitForItsCount(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            visit.context().route("**/counts*", route -> {});
            visit.page().reload();
            assertThat(visit.row("ci-deploy")).isVisible();
            assertThat(visit.text("1–1 of 1")).isVisible();
        }
    }

    @Test
    void rejectedFiltersAreMarked(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        try (AdminPage visit = AdminPage.of(realm, "bob", "tokens?user=nobody")) {
            AdminPage.requireMarked(
                    visit.input("Owner (exact)"),
                    "No user has this ID, username or email address. Check the spelling.");
            assertThat(visit.page().getByRole(AriaRole.ALERT)).hasCount(0);
            visit.look("admin-rejected-filter");

            visit.open("tokens?createdBefore=soon&state=idle");
            AdminPage.requireMarked(visit.input("State"), "Choose a state.");
            assertThat(visit.input("Created before")).hasAccessibleDescription("Choose a date.");

            visit.text("Clear filters").click();
            assertThat(visit.text("Clear filters")).hasCount(0);
            assertThat(visit.input("Owner")).isFocused();
        }
    }

    @Test
    void revokesWhatIsSelected(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token first = realm.createNamed("alice", "first");
        TestRealm.Token second = realm.createNamed("bob", "second");
        TestRealm.Token kept = realm.createNamed("alice", "kept");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            visit.page().getByLabel("Select all tokens of this page").check();
            assertThat(visit.button("Revoke 3 selected tokens")).isVisible();
            visit.page().getByLabel("Select token kept of alice").uncheck();
            visit.look("admin-selected");
            visit.button("Revoke 2 selected tokens").click();
            assertThat(visit.dialog()).containsText("second");
            assertThat(visit.dialog()).not().containsText("kept");
            visit.input("Type 2 to confirm").fill("2");
            visit.look("admin-revoke-selected");
            visit.press("Revoke 2 tokens");

            assertThat(visit.text("2 tokens are revoked.")).isVisible();
            assertThat(visit.page().locator("tbody tr")).hasCount(1);
            realm.assertRejected(realm.introspect(first.secret()));
            realm.assertRejected(realm.introspect(second.secret()));
            realm.assertActive(realm.introspect(kept.secret()));
        }
    }

    /** Those with the right to see events learn who did what; others have no button. */
    @Test
    void showsTheHistoryOfToken(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token token = realm.createToken();
        realm.rotate(token, """
                {"overlap":"1h"}""");
        Admin.request()
                .delete("/admin/realms" + realm.adminPath("/api-tokens/" + token.id()))
                .then()
                .statusCode(204);
        try (AdminPage visit = AdminPage.of(realm, "bob", "tokens?state=revoked")) {
            visit.button("Details").first().click();
            assertThat(visit.text("An administrator revoked it")).isVisible();
            visit.button("Show history").click();

            assertThat(visit.page().locator("ul[aria-label='Show history'] li")).hasText(new Pattern[] {
                Pattern.compile(": Revoked.*by administrator", Pattern.DOTALL),
                Pattern.compile(": Rotated.*by my-cli", Pattern.DOTALL),
                Pattern.compile(": Created.*by my-cli", Pattern.DOTALL)
            });
            visit.look("admin-history");
        }
        RealmAdmin.grant(realm, "alice", "view-users");
        try (AdminPage visit = AdminPage.of(realm, "alice", "tokens?state=revoked")) {
            visit.button("Details").first().click();
            assertThat(visit.text("An administrator revoked it")).isVisible();
            assertThat(visit.button("Show history")).hasCount(0);
        }
    }

    @Test
    void needsNoMouse(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token token = realm.createNamed("alice", "ci-deploy");
        realm.createNamed("alice", "nightly");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            Keyboard keyboard = visit.page().keyboard();
            visit.input("Owner").focus();
            visit.tabTo(visit.input("Name begins with"));
            keyboard.type("ci");
            keyboard.press("Enter");
            assertThat(visit.row("nightly")).hasCount(0);
            visit.tabTo(visit.button("Details"));
            keyboard.press("Enter");
            visit.tabTo(visit.button("Show history"));
            keyboard.press("Enter");
            assertThat(visit.page().locator("[role=status]:focus")).isVisible();

            visit.tabTo(visit.input("Select token ci-deploy of alice"));
            keyboard.press("Space");
            visit.tabTo(visit.button("Revoke 1 selected token"));
            keyboard.press("Enter");
            assertThat(visit.input("Type 1 to confirm")).isFocused();
            keyboard.type("1");
            visit.tabTo(visit.button("Revoke 1 token"));
            keyboard.press("Enter");

            assertThat(visit.text("1 token is revoked.")).isVisible();
            assertThat(visit.heading()).isFocused();
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }
}
