package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The last use of a token by each resource server, in its details on both pages. */
@KeycloakTest
class LastUsesPageIT {

    private static final String STATUS_CHECK = "Status check with the token itself";
    private static final Pattern FIRST = Pattern.compile("^catalog-server: .+");
    private static final Pattern SECOND = Pattern.compile("^strict-server: .+");

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @Test
    void detailsNameEachResourceServer(TestRealm realm) {
        usedByTwo(realm);
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.details("ci-deploy").click();

            assertThat(visit.page().getByText(FIRST)).isVisible();
            assertThat(visit.page().getByText(SECOND)).isVisible();
            visit.look("list-last-uses");
        }
    }

    @Test
    void detailsOfTokenThatEndedNameThemToo(TestRealm realm) {
        realm.revoke(usedByTwo(realm));
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Show tokens that ended").click();
            visit.details("ci-deploy").click();

            assertThat(visit.page().getByText(FIRST)).isVisible();
            assertThat(visit.page().getByText(SECOND)).isVisible();
            visit.look("ended-last-uses");
        }
    }

    @Test
    void administratorSeesEachResourceServer(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        usedByTwo(realm);
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            visit.button("Details").first().click();

            assertThat(visit.page().getByText(FIRST)).isVisible();
            assertThat(visit.page().getByText(SECOND)).isVisible();
            visit.look("admin-last-uses");
        }
    }

    /** What may this person's tokens do, and which servers use them? Three clicks would do; it takes two. */
    @Test
    void administratorLearnsWhatAPersonsTokensDo(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        usedByTwo(realm);
        realm.createNamed("bob", "others");
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            visit.input("Owner").fill("alice");
            visit.button("Show tokens").click();
            assertThat(visit.row("others")).hasCount(0);
            visit.button("Details").click();

            assertThat(visit.page().locator("dl")).containsText("What it may doEverything");
            assertThat(visit.page().getByText(FIRST)).isVisible();
            assertThat(visit.page().getByText(SECOND)).isVisible();
        }
    }

    /** No resource server has that use: the token was sent to {@code GET /self}, as {@code my cli whoami} does. */
    @Test
    void statusCheckIsSaidInWords(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token token = realm.createToken();
        Http.withBearer(token.secret()).get(realm.apiTokens() + "/self").then().statusCode(200);
        awaitUses(token, realm, 1);
        try (AccountPage visit = AccountPage.of(realm)) {
            requireStatusCheck(visit, visit.details("ci-deploy"));
            visit.look("list-status-check");
        }
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            requireStatusCheck(visit, visit.button("Details").first());
            visit.look("admin-status-check");
        }
    }

    /** In the list, and in the details. */
    private static void requireStatusCheck(BrowserPage visit, Locator details) {
        assertThat(visit.row("ci-deploy")).containsText(STATUS_CHECK);
        details.click();
        assertThat(visit.page().getByText(Pattern.compile("^" + STATUS_CHECK + ": .+")))
                .isVisible();
        assertThat(visit.page().locator("main").getByText("api-tokens", new Locator.GetByTextOptions().setExact(true)))
                .hasCount(0);
        assertThat(visit.page().getByText("by api-tokens")).hasCount(0);
    }

    /** The one in the list, which is exact to the minute: which of the two that is, their order decides, or a flush. */
    @Test
    void newestIsShownIfDetailsCannotBeLoaded(TestRealm realm) {
        TestRealm.Token token = usedByTwo(realm);
        String newest = Admin.get(realm.adminPath("/api-tokens/" + token.id())).path("lastUsedBy");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.page().route("**/realms/*/api-tokens/" + token.id(), Route::abort);
            visit.details("ci-deploy").click();

            assertThat(visit.page().getByText(newest, new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            assertThat(visit.page().getByText(FIRST)).hasCount(0);
            assertThat(visit.page().getByText(SECOND)).hasCount(0);
        }
    }

    /** A token that two resource servers used within a minute. */
    private static TestRealm.Token usedByTwo(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.updateClient("strict-server", Map.of("attributes", Map.of("api-tokens.accepted", "true")));
        realm.assertActive(realm.introspect("catalog-server", token.secret()));
        realm.assertActive(realm.introspect("strict-server", token.secret()));
        awaitUses(token, realm, 2);
        return token;
    }

    private static void awaitUses(TestRealm.Token token, TestRealm realm, int count) {
        Await.until(
                "all uses are written",
                () -> Admin.get(realm.adminPath("/api-tokens/" + token.id()))
                                .jsonPath()
                                .getList("lastUses")
                                .size()
                        == count);
    }
}
