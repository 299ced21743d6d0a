package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.options.AriaRole;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The realm's policy on the administrators' page. Bob administers the realm. */
@KeycloakTest
class AdminPolicyPageIT {

    @BeforeEach
    void needsBrowser(TestRealm realm) {
        Chromium.require();
        RealmAdmin.grant(realm, "bob", "realm-admin");
    }

    @Test
    void setsThePolicy(TestRealm realm) {
        realm.createToken("alice", """
                {"name":"long-lived","expiresIn":"1y"}""");
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            assertThat(visit.text("Policy of this realm")).isVisible();
            visit.look("admin-policy");
            visit.input("Longest lifetime").fill("90x");
            visit.button("Save policy").click();
            assertThat(visit.text("Enter a lifetime of at most 100y, for example 12h"))
                    .isVisible();
            assertThat(visit.input("Longest lifetime")).isFocused();
            visit.look("admin-policy-wrong");
            assertThat(realm.admin("/api-tokens/policy").jsonPath().getString("maxLifetime"))
                    .isNull();

            visit.input("Longest lifetime").fill("30d");
            assertThat(visit.page().getByLabel("What saving changes").getByRole(AriaRole.LISTITEM))
                    .hasText("Longest lifetime: – → 30d");
            assertThat(visit.text("Applies to tokens created or rotated from then on: Longest lifetime."))
                    .isVisible();
            assertThat(visit.text("Takes effect at once")).hasCount(0);
            visit.button("Show impact").click();
            assertThat(visit.text("1 token expires later than this policy allows."))
                    .isVisible();
            visit.look("admin-policy-report");

            realm.createNamed("alice", "unending");
            visit.page().getByLabel("Require an expiry").check();
            visit.button("Show impact").click();
            assertThat(visit.text("1 token never expires, which this policy does not allow."))
                    .isVisible();
            assertThat(visit.text("1 token expires later than this policy allows."))
                    .isVisible();
            visit.page().getByLabel("Require an expiry").uncheck();
            visit.button("Save policy").click();

            assertThat(visit.text("The policy is saved.")).isVisible();
            assertThat(realm.admin("/api-tokens/policy").jsonPath().getString("maxLifetime"))
                    .isEqualTo("30d");
        }
    }

    @Test
    void wrongNumbersNameTheirRange(TestRealm realm) {
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            assertThat(visit.input("Profiles"))
                    .hasAccessibleDescription(Pattern.compile("^A profile is a label of a token .*"));
            List<String> labels = List.of("Tokens per owner", "Longest age of a login, in seconds", "Days without use");
            for (String number : List.of("1000000000", "ten", "-3")) {
                labels.forEach(label -> visit.input(label).fill(number));
                visit.button("Save policy").click();
                labels.forEach(label -> assertThat(visit.input(label))
                        .hasAccessibleDescription(
                                "Enter a whole number from 0 to 999,999,999, or leave the field empty."));
            }
            visit.look("admin-policy-wrong-number");
        }
    }

    @Test
    void presetFillsInButSavesNothing(TestRealm realm) {
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            visit.button("Strict").click();

            assertThat(visit.input("Longest lifetime")).hasValue("90d");
            assertThat(visit.text("What saving changes")).isVisible();
            visit.look("admin-policy-preset");
            assertThat(realm.admin("/api-tokens/policy").<String>path("maxLifetime"))
                    .isNull();

            visit.button("Save policy").click();
            assertThat(visit.text("The policy is saved.")).isVisible();
            assertThat(realm.admin("/api-tokens/policy").<Boolean>path("fullAccess"))
                    .isFalse();
        }
    }

    @Test
    void shortensTokensBeyondThePolicy(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"long-lived","expiresIn":"1y"}""");
        realm.setAttribute("api-tokens.max-lifetime", "30d");
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            visit.button("Show tokens beyond the policy").click();
            assertThat(visit.text("1 token expires later than the policy allows."))
                    .isVisible();
            // What was counted for one policy is not asked about with another.
            visit.input("Longest lifetime").fill("20d");
            visit.button("Save policy").click();
            assertThat(visit.text("The policy is saved.")).isVisible();
            assertThat(visit.button("Shorten existing tokens")).hasCount(0);

            visit.button("Show tokens beyond the policy").click();
            visit.button("Shorten existing tokens").click();
            visit.look("admin-enforce");
            visit.input("Type 1 to confirm").fill("1");
            visit.press("Shorten 1 token");

            assertThat(visit.text("1 token expires earlier now.")).isVisible();
            Map<String, Object> shortened =
                    realm.admin("/api-tokens/" + token.id()).jsonPath().getMap("$");
            assertThat(Instant.parse((String) shortened.get("expiresAt")))
                    .isBefore(Instant.now().plus(Duration.ofDays(21)));
        }
    }

    @Test
    void needsNoMouse(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            Keyboard keyboard = visit.page().keyboard();
            visit.input("Enable API tokens").focus();
            visit.tabTo(visit.button("Strict"));
            keyboard.press("Enter");
            assertThat(visit.input("Longest lifetime")).hasValue("90d");
            visit.tabTo(visit.input("Longest lifetime"));
            keyboard.type("x"); // in place of what is there, as a browser selects it
            keyboard.press("Enter");
            assertThat(visit.input("Longest lifetime")).isFocused();
            assertThat(visit.input("Longest lifetime")).hasAttribute("aria-invalid", "true");
            keyboard.press("Control+A");
            keyboard.type("30d");

            visit.tabTo(visit.button("Show impact"));
            keyboard.press("Enter");
            assertThat(visit.text("1 token never expires, which this policy does not allow."))
                    .isVisible();
            visit.tabTo(visit.button("Save policy"));
            keyboard.press("Enter");
            assertThat(visit.text("The policy is saved.")).isVisible();
            assertThat(visit.heading()).isFocused();

            visit.input("Enable API tokens").focus();
            keyboard.press("Space");
            visit.tabTo(visit.button("Save policy"));
            keyboard.press("Enter");
            assertThat(visit.input("Type 1 to confirm")).isFocused();
            keyboard.press("Escape");
            assertThat(visit.dialog()).hasCount(0);
            assertThat(visit.button("Save policy")).isFocused();
            realm.assertActive(realm.introspect(token.secret()));

            keyboard.press("Enter");
            assertThat(visit.input("Type 1 to confirm")).isFocused();
            keyboard.type("1");
            keyboard.press("Tab");
            assertThat(visit.button("Disable API tokens")).isFocused();
            keyboard.press("Enter");
            assertThat(visit.text("All tokens are inactive until API tokens are enabled again."))
                    .isVisible();
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }
}
