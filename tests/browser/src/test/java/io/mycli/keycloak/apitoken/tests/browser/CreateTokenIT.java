package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The form for a new token. */
@KeycloakTest
class CreateTokenIT {

    @BeforeEach
    void chromium() {
        Chromium.require();
    }

    @Test
    void givesTokenThatResourceServersAccept(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("ci-deploy");
            visit.field("Expires").selectOption("1y");
            visit.button("More options").click();
            visit.field("Profile").fill("team-a");
            visit.look("create");
            visit.press("Create token");
            String secret = visit.shownSecret();

            realm.assertActive(realm.introspect(secret));
            Map<String, Object> token = token(realm);
            assertThat(token).containsEntry("name", "ci-deploy").containsEntry("profile", "team-a");
            assertThat(lastDay(token)).isEqualTo(today().plusDays(365));
        }
    }

    @Test
    void preselectsTheDefaultAndExplainsTheLongest(TestRealm realm) {
        realm.setAttribute("api-tokens.default-lifetime", "10d");
        realm.setAttribute("api-tokens.max-lifetime", "45d");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();

            assertThat(visit.field("Expires")).hasValue("10d");
            assertThat(choices(visit)).containsExactly("10d", "30d", "45d", "CUSTOM");
            assertThat(visit.dialog().getByText("At most 45 days, until")).isVisible();
            visit.look("create-limited");
        }
    }

    @Test
    void offersNeverWhereTheRealmAllowsIt(TestRealm realm) {
        realm.setAttribute("api-tokens.default-lifetime", "60d");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            assertThat(visit.field("Expires")).hasValue("60d");
            assertThat(choices(visit)).containsExactly("30d", "60d", "90d", "1y", "CUSTOM", "NEVER");

            visit.field("Expires").selectOption("NEVER");
            assertThat(visit.dialog().getByText("is valid until it is revoked")).isVisible();
            visit.field("Name").fill("for ever");
            visit.press("Create token");
            visit.shownSecret();

            assertThat(token(realm)).containsEntry("expiresAt", null);
        }
    }

    @Test
    void takesLastDayAsTheLongestLifetimeAllows(TestRealm realm) {
        realm.setAttribute("api-tokens.max-lifetime", "30d");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("a month");
            visit.field("Expires").selectOption("CUSTOM");
            Locator day = visit.dialog().locator("input[type=date]");
            day.fill(day.getAttribute("max"));
            visit.press("Create token");
            visit.shownSecret();

            assertThat(lastDay(token(realm))).isEqualTo(today().plusDays(30));
        }
    }

    @Test
    void endsWithTheDayThatWasChosen(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("five days");
            visit.field("Expires").selectOption("CUSTOM");
            visit.press("Create token");
            assertThat(visit.dialog().getByText("Choose the last day on which the token is valid."))
                    .isVisible();
            assertThat(visit.field("Name")).hasValue("five days");

            visit.dialog().locator("input[type=date]").fill(today().plusDays(5).toString());
            assertThat(visit.dialog().locator("#api-tokens-date-help")).containsText("Expires on ");
            visit.look("create-custom-date");
            visit.press("Create token");
            visit.shownSecret();

            assertThat(lastDay(token(realm))).isEqualTo(today().plusDays(5));
        }
    }

    @Test
    void rejectsDayThatIsOver(TestRealm realm) {
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("yesterday");
            visit.field("Expires").selectOption("CUSTOM");
            visit.dialog().locator("input[type=date]").fill(today().minusDays(1).toString());
            visit.press("Create token");

            assertThat(visit.dialog().getByText("Choose a date in the future")).isVisible();
            assertThat(visit.field("Name")).hasValue("yesterday");
        }
    }

    @Test
    void rejectsDayBeyondTheLongest(TestRealm realm) {
        realm.setAttribute("api-tokens.max-lifetime", "30d");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("too long");
            visit.field("Expires").selectOption("CUSTOM");
            visit.dialog().locator("input[type=date]").fill(today().plusDays(60).toString());
            visit.press("Create token");

            assertThat(visit.dialog().getByText("Choose an earlier date: at most 30 days are allowed."))
                    .isVisible();
        }
    }

    @Test
    void offersTheRealmsProfiles(TestRealm realm) {
        realm.setAttribute("api-tokens.profiles", "team-b team-a");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("with profile");
            visit.button("More options").click();
            assertThat(visit.field("Profile").locator("option").allInnerTexts())
                    .containsExactly("No profile", "team-a", "team-b");
            assertThat(visit.field("Profile"))
                    .hasAccessibleDescription("Optional: a label that services can check, for example a team or an"
                            + " environment. Set it only if a service requires one.");

            visit.field("Profile").selectOption("team-b");
            visit.press("Create token");
            visit.shownSecret();

            assertThat(token(realm)).containsEntry("profile", "team-b");
        }
    }

    @Test
    void explainsScopesAsTheConsentScreenDoes(TestRealm realm) {
        realm.setAttribute("api-tokens.scopes", "address phone");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("with scopes");
            visit.button("More options").click();
            assertThat(visit.dialog().getByText("Phone number")).isVisible();

            visit.field("phone").check();
            visit.field("address").check();
            visit.field("phone").uncheck();
            visit.press("Create token");
            visit.shownSecret();

            assertThat(token(realm)).containsEntry("scope", "address");
        }
    }

    @Test
    void saysBesideTheFieldWhatIsWrongAndLosesNothing(TestRealm realm) {
        realm.createNamed("alice", "taken");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.press("Create token");
            assertThat(visit.field("Name"))
                    .hasAccessibleDescription("Enter a name of 1 to 100 characters, without control characters.");
            assertThat(visit.field("Name")).hasAttribute("aria-invalid", "true");
            assertThat(visit.field("Name")).isFocused();

            visit.field("Name").fill("TAKEN");
            visit.button("More options").click();
            visit.field("Profile").fill("Team A");
            visit.press("Create token");
            assertThat(visit.field("Profile"))
                    .hasAccessibleDescription(
                            "Enter a profile of lower-case letters, digits and single hyphens, at most 63 characters.");
            assertThat(visit.field("Profile")).isFocused();

            visit.field("Profile").fill("team-a");
            visit.press("Create token");
            assertThat(visit.field("Name"))
                    .hasAccessibleDescription(
                            "You have a token with this name. Choose another name, or revoke that token.");
            assertThat(visit.field("Name")).hasValue("TAKEN");
            assertThat(visit.field("Profile")).hasValue("team-a");
            visit.look("create-refused");
        }
    }

    @Test
    void saysSoWhenAnotherTabTookTheLastPlace(TestRealm realm) {
        realm.setAttribute("api-tokens.max-per-user", "1");
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Create token").click();
            visit.field("Name").fill("too late");
            realm.createNamed("alice", "the last");
            visit.press("Create token");

            assertThat(visit.dialog().getByText("You have reached the token limit (1). Revoke one first."))
                    .isVisible();
            assertThat(visit.field("Name")).hasValue("too late");
        }
    }

    @Test
    void keepsTheFormThroughRecentLogin(TestRealm realm) {
        realm.setAttribute("api-tokens.scopes", "phone");
        Roles.of(realm).realmRole("builder").giveTo("alice", "builder");
        try (AccountPage visit = AccountPage.of(realm)) {
            realm.setAttribute("api-tokens.recent-login-seconds", "1");
            visit.button("Create token").click();
            Locator challenge = visit.dialog().getByText("Sign in again to continue.");
            Await.until("the login is no longer recent", () -> {
                visit.press("Create token");
                visit.dialog().locator("[type=submit]:not([disabled])").waitFor();
                return challenge.isVisible();
            });
            visit.field("Name").fill("kept");
            visit.field("Description").fill("described");
            visit.field("Expires").selectOption("60d");
            visit.field("Only what you choose").check();
            visit.field("builder").check();
            visit.field("Profile").fill("team-a");
            visit.field("Only chosen resource servers").check();
            visit.field("catalog-server").check();
            visit.field("phone").check();
            visit.press("Create token");
            assertThat(challenge).isVisible();
            visit.look("create-recent-login");

            realm.setAttribute("api-tokens.recent-login-seconds", "3600");
            visit.press("Sign in");
            visit.fillInLogin();

            assertThat(visit.field("Name")).hasValue("kept");
            assertThat(visit.field("Description")).hasValue("described");
            assertThat(visit.field("Expires")).hasValue("60d");
            assertThat(visit.field("builder")).isChecked();
            assertThat(visit.field("Profile")).hasValue("team-a");
            assertThat(visit.field("catalog-server")).isChecked();
            assertThat(visit.field("phone")).isChecked();
            assertThat(visit.page()).hasURL(visit.url());
            visit.press("Create token");
            visit.shownSecret();
            assertThat(visit.page()
                            .evaluate("Object.keys(localStorage).filter(key => key.startsWith('api-tokens')).length"))
                    .isEqualTo(0);
        }
    }

    private static List<String> choices(AccountPage visit) {
        return visit.field("Expires").locator("option").all().stream()
                .map(option -> option.getAttribute("value"))
                .toList();
    }

    /** Alice's newest. */
    private static Map<String, Object> token(TestRealm realm) {
        return Http.withBearer(realm.login("alice"))
                .get(realm.apiTokens())
                .jsonPath()
                .getMap("[0]");
    }

    /** On which it ends, where the browser is: in UTC. */
    private static LocalDate lastDay(Map<String, Object> token) {
        return Instant.parse((String) token.get("expiresAt"))
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
