package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in each of its states, as alice sees it. */
@KeycloakTest
class TokensPageIT {

    private static final String REST_API = "**/realms/*/api-tokens";

    private static final long DAY = 24 * 3600;

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @Test
    void isBesideSigningIn(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            Page page = visit.page();
            page.navigate(visit.url().replace("content/api-tokens", "account-security/signing-in"));
            page.locator("nav").getByText("API tokens").click();

            visit.awaitPage();
            assertThat(page).hasURL(visit.url());
            assertThat(page.locator("nav").getByText("Device activity")).isVisible();
            assertThat(page.locator("nav").getByText("apiTokensCompat")).hasCount(0);
        }
    }

    @Test
    void explainsItselfToWhomHasNoToken(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            assertThat(visit.page().getByText("You have no API tokens")).isVisible();
            assertThat(visit.page().getByText("instead of logging in")).isVisible();
            assertThat(visit.button("Create token")).isVisible();
            visit.look("empty");
        }
    }

    @Test
    void showsEachToken(TestRealm realm) {
        realm.createNamed("alice", "for ever");
        TestRealm.Token used = realm.createToken("alice", """
                        {"name":"deploys","expiresIn":"1y","profile":"team-a"}""");
        TestRealm.Token soon = realm.createToken("alice", """
                {"name":"ends soon","expiresIn":"30d"}""");
        TestRealm.Token expired = realm.createToken("alice", """
                {"name":"has ended","expiresIn":"30d"}""");
        TestRealm.Token rotated = realm.createToken("alice", """
                {"name":"in rotation","expiresIn":"90d"}""");
        realm.rotate(rotated, """
                {"overlap":"7d"}""");
        realm.assertActive(realm.introspect(used.secret()));
        awaitLastUse(realm, used);
        realm.table().age(soon, "EXPIRES_AT", -13 * DAY - 60);
        realm.table().age(expired, "EXPIRES_AT", DAY);

        try (AccountPage visit = AccountPage.of(realm)) {
            assertThat(visit.page().getByText("4 of 10 used")).isVisible();
            assertThat(visit.row("deploys"))
                    .hasText(Pattern.compile(".*Everything.*team-a.*by catalog-server.*", Pattern.DOTALL));
            assertThat(visit.row("deploys").locator("code"))
                    .hasText(used.secret().substring(0, 10) + "…");
            assertThat(visit.row("for ever")).hasText(Pattern.compile(".*Never.*Never.*", Pattern.DOTALL));
            assertThat(visit.row("ends soon")).containsText("in 13 days");
            assertThat(visit.row("has ended")).containsText("Expired");
            assertThat(visit.row("has ended").getByText("Rotate")).hasCount(0);
            assertThat(visit.row("in rotation")).containsText("The previous secret is valid until");
            visit.look("list");
        }
    }

    @Test
    void showsTheAccessOfEachToken(TestRealm realm) {
        Roles.of(realm)
                .realmRole("builder")
                .giveTo("alice", "builder")
                .clientRole("catalog-server", "deployer")
                .giveClientRoles("alice", "catalog-server", "deployer");
        realm.createToken("alice", """
                {"name":"harmless","realmRoles":[]}""");
        TestRealm.Token deploys = realm.createToken(
                "alice",
                "{\"name\":\"deploys\",\"description\":\"Deploys to staging\",\"scope\":\"phone address\","
                        + "\"realmRoles\":[\"builder\"],\"clientRoles\":{\"catalog-server\":[\"deployer\"]},"
                        + "\"audience\":[\"catalog-server\"]}");
        realm.rotate(deploys, """
                {"overlap":"1h"}""");
        try (AccountPage visit = AccountPage.of(realm)) {
            assertThat(visit.row("harmless")).containsText("No roles");
            // None of them was used.
            assertThat(visit.page().getByText("Last used")).hasCount(0);
            assertThat(visit.row("deploys"))
                    .hasText(Pattern.compile(".*Deploys to staging.*2 roles.*Only catalog-server.*", Pattern.DOTALL));

            visit.details("deploys").focus();
            visit.page().keyboard().press("Enter");

            assertThat(visit.page().getByText("Realm roles: builder")).isVisible();
            assertThat(visit.page().getByText("catalog-server: deployer")).isVisible();
            assertThat(visit.page().getByText("phone address")).isVisible();
            assertThat(visit.page().getByText("Rotated")).isVisible();
            assertThat(visit.page().getByText("Previous secret valid until")).isVisible();
            visit.look("list-details");
        }
    }

    @Test
    void showsNamesAsTheyAre(TestRealm realm) {
        String name = "<img src=x onerror=document.title='run'>";
        realm.createNamed("alice", name);
        try (AccountPage visit = AccountPage.of(realm)) {
            assertThat(visit.row(name)).isVisible();
            visit.button("Revoke token " + name).click();
            assertThat(visit.dialog()).containsText("Requests with “" + name + "”");

            assertThat(visit.page().locator("main img, [role=dialog] img")).hasCount(0);
            assertThat(visit.page()).not().hasTitle("run");
        }
    }

    private static void awaitLastUse(TestRealm realm, TestRealm.Token token) {
        Await.until(
                "the use is recorded",
                () -> Http.withBearer(realm.login("alice"))
                                .get(realm.apiTokens() + "/" + token.id())
                                .path("lastUsedAt")
                        != null);
    }

    @Test
    void refreshesOnRequest(TestRealm realm) {
        realm.createNamed("alice", "first");
        try (AccountPage visit = AccountPage.of(realm)) {
            realm.createNamed("alice", "second");
            assertThat(visit.row("second")).hasCount(0);

            visit.button("Refresh list").click();

            assertThat(visit.row("second")).isVisible();
        }
    }

    @Test
    void refreshesWhenTheTabGetsTheFocus(TestRealm realm) {
        TestRealm.Token first = realm.createNamed("alice", "first");
        try (AccountPage visit = AccountPage.of(realm)) {
            realm.createNamed("alice", "second");
            focus(visit);
            assertThat(visit.row("second")).isVisible();

            visit.button("Create token").click();
            visit.field("Name").fill("third");
            realm.revoke(first);
            focus(visit);
            assertThat(visit.field("Name")).hasValue("third");
            visit.press("Cancel");
            focus(visit);
            assertThat(visit.page()
                            .getByText("Revoked elsewhere meanwhile: first (You revoked it). The list is up to date."))
                    .isVisible();
            assertThat(visit.row("first")).hasCount(0);
        }
    }

    /** A browser without windows has all tabs in focus, always. */
    private static void focus(AccountPage visit) {
        visit.page().evaluate("dispatchEvent(new Event('focus'))");
    }

    @Test
    void keepsTheListWhileTheServerIsAway(TestRealm realm) {
        realm.createToken();
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.page().route(REST_API, Route::abort);
            visit.button("Refresh list").click();
            assertThat(visit.page()
                            .getByText("The server cannot be reached. Check your connection and try again."
                                    + " The list may be outdated."))
                    .isVisible();
            assertThat(visit.row("ci-deploy")).isVisible();
            visit.look("list-offline");

            visit.page().unroute(REST_API);
            visit.button("Refresh list").click();
            assertThat(visit.page().getByText("The server cannot be reached.")).hasCount(0);
            assertThat(visit.row("ci-deploy")).isVisible();
        }
    }

    @Test
    void explainsTheWayOutWhenTheLimitIsReached(TestRealm realm) {
        realm.setAttribute("api-tokens.max-per-user", "2");
        realm.createNamed("alice", "one");
        realm.createNamed("alice", "two");
        try (AccountPage visit = AccountPage.of(realm)) {
            assertThat(visit.page().getByText("You have reached the token limit (2)"))
                    .isVisible();
            assertThat(visit.page().getByText("Revoke tokens that you no longer need"))
                    .isVisible();
            assertThat(visit.button("Create token")).hasAttribute("aria-disabled", "true");
            visit.look("limit");

            visit.button("Revoke token one").click();
            visit.press("Revoke token");

            assertThat(visit.page().getByText("1 of 2 used")).isVisible();
            assertThat(visit.button("Create token")).not().hasAttribute("aria-disabled", "true");
        }
    }

    @Test
    void countsTokensAboveLoweredLimit(TestRealm realm) {
        realm.createNamed("alice", "one");
        realm.createNamed("alice", "two");
        realm.createNamed("alice", "three");
        realm.setAttribute("api-tokens.max-per-user", "2");
        try (AccountPage visit = AccountPage.of(realm)) {
            assertThat(visit.page().getByText("Tokens: 3; the limit is 2")).isVisible();
            assertThat(visit.page().getByText("of 2 used")).hasCount(0);
            visit.look("limit-lowered");

            visit.button("Revoke token one").click();
            visit.press("Revoke token");

            assertThat(visit.page().getByText("2 of 2 used")).isVisible();
        }
    }

    @Test
    void saysThatItLoads(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.page().route(REST_API, route -> {
                // Never answered.
            });
            visit.page().reload();

            Locator spinner =
                    visit.page().getByRole(AriaRole.PROGRESSBAR, new Page.GetByRoleOptions().setName("API tokens"));
            assertThat(spinner).isVisible();
            visit.look("loading");
        }
    }

    @Test
    void saysWhatIsWrongAndTriesAgain(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.page().route(REST_API, Route::abort);
            visit.page().reload();

            assertThat(visit.page().getByText("The server cannot be reached.")).isVisible();
            visit.look("unreachable");

            visit.page().unroute(REST_API);
            visit.button("Try again").click();
            visit.awaitPage();
        }
    }

    @Test
    void understandsNoAnswerThatIsNotTheServers(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.page()
                    .route(
                            REST_API,
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setStatus(502)
                                    .setContentType("text/html")
                                    .setBody("<h1>Bad gateway</h1>")));
            visit.page().reload();

            assertThat(visit.page().getByText("An unexpected error occurred.")).isVisible();
        }
    }

    @Test
    void saysWhereTokensAreNotEnabled(TestRealm realm) {
        realm.setAttribute("api-tokens.enabled", "false");
        try (AccountPage visit = AccountPage.with(realm, new Browser.NewContextOptions())) {
            visit.fillInLogin();

            assertThat(visit.page().getByText("API tokens are not available")).isVisible();
            assertThat(visit.page().getByText("API tokens are not enabled in this realm. Ask an administrator."))
                    .isVisible();
            visit.look("disabled");
        }
    }

    /** As where only the theme was installed: Keycloak answers what it answers for any provider that is not there. */
    @Test
    void saysThatTheProviderIsNotInstalled(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.page()
                    .route(
                            REST_API,
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setResponse(route.fetch(new Route.FetchOptions()
                                            .setUrl(KeycloakServer.get().baseUrl() + "/realms/" + realm.name()
                                                    + "/no-such-provider")))));
            visit.page().reload();

            assertThat(visit.page().getByText("API tokens are not available")).isVisible();
            assertThat(visit.page().getByText("API tokens are not installed on this server."))
                    .isVisible();
            visit.look("not-installed");
        }
    }

    @Test
    void saysWhereTheConsoleMayNotManageTokens(TestRealm realm) {
        realm.setAttribute("api-tokens.clients", "my-cli");
        try (AccountPage visit = AccountPage.with(realm, new Browser.NewContextOptions())) {
            visit.fillInLogin();

            assertThat(visit.page().getByText("The account console may not manage API tokens in this realm."))
                    .isVisible();
        }
    }

    @Test
    void saysWhenUnusedTokensEnd(TestRealm realm) {
        realm.setAttribute("api-tokens.inactivity-days", "60");
        try (AccountPage visit = AccountPage.of(realm)) {
            assertThat(visit.page().getByText("Tokens become inactive after 60 days without use."))
                    .isVisible();
        }
    }
}
