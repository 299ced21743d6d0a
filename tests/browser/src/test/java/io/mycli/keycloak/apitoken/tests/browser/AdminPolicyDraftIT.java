package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is entered in the policy's form and not saved yet. Bob administers the realm. */
@KeycloakTest
class AdminPolicyDraftIT {

    private static final String POLICY = "**/api-tokens/policy";

    @BeforeEach
    void needsBrowser(TestRealm realm) {
        Chromium.require();
        RealmAdmin.grant(realm, "bob", "realm-admin");
    }

    /** The later one loses neither what was entered, nor what the other has saved. */
    @Test
    void twoAdministratorsSetThePolicyAtOnce(TestRealm realm) {
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            visit.input("Longest lifetime").fill("30d");
            realm.setAttribute("api-tokens.max-per-user", "3");

            visit.button("Save policy").click();
            assertThat(visit.text("Another administrator has changed the policy"))
                    .isVisible();
            assertThat(visit.input("Longest lifetime")).hasValue("30d");
            assertThat(visit.input("Tokens per owner")).hasValue("3");
            assertThat(visit.page().getByLabel("What saving changes").getByRole(AriaRole.LISTITEM))
                    .hasText("Longest lifetime: – → 30d");
            assertThat(realm.admin("/api-tokens/policy").<String>path("maxLifetime"))
                    .isNull();
            visit.look("admin-policy-changed-meanwhile");

            visit.button("Save policy").click();
            assertThat(visit.text("The policy is saved.")).isVisible();
        }
        realm.admin("/api-tokens/policy")
                .then()
                .body("maxLifetime", equalTo("30d"))
                .body("maxPerUser", equalTo(3));
    }

    /** A look at another view loses nothing; to discard is a choice. */
    @Test
    void unsavedPolicyIsKeptWhileAnotherViewIsShown(TestRealm realm) {
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            String before = visit.input("Tokens per owner").inputValue();
            visit.input("Tokens per owner").fill("7");
            visit.page()
                    .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Setup"))
                    .click();
            assertThat(visit.text("Page for owners").first()).isVisible();
            realm.setAttribute("api-tokens.inactivity-days", "50");
            visit.page()
                    .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Policy"))
                    .click();
            assertThat(visit.input("Tokens per owner")).hasValue("7");
            assertThat(visit.input("Days without use")).hasValue("50");
            visit.look("admin-policy-unsaved");

            visit.button("Discard changes").click();

            assertThat(visit.input("Tokens per owner")).hasValue(before);
            assertThat(visit.input("Enable API tokens")).isFocused();
            assertThat(visit.button("Discard changes")).hasCount(0);
        }
    }

    /** Who saved now would undo what somebody else has just done. */
    @Test
    void saysThatAnotherHasChangedTheSameField(TestRealm realm) {
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            visit.input("Tokens per owner").fill("7");
            realm.setAttribute("api-tokens.max-per-user", "3");
            visit.page()
                    .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Policy"))
                    .click();

            assertThat(visit.text("Another administrator has changed the policy"))
                    .isVisible();
            assertThat(visit.input("Tokens per owner")).hasValue("7");
            assertThat(visit.page().getByLabel("What saving changes").getByRole(AriaRole.LISTITEM))
                    .hasText("Tokens per owner: 3 → 7");
        }
    }

    /** It is not saved, and is not lost either. */
    @Test
    void whatIsEnteredWhileThePolicyIsSavedStaysEntered(TestRealm realm) {
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            visit.input("Longest lifetime").fill("30d");
            List<Route> held = visit.hold("PUT", POLICY);
            visit.page()
                    .waitForRequest(POLICY, () -> visit.button("Save policy").click());
            visit.input("Tokens per owner").fill("7");
            visit.letGo(POLICY, held);

            assertThat(visit.text("The policy is saved.")).isVisible();
            assertThat(visit.page().getByLabel("What saving changes").getByRole(AriaRole.LISTITEM))
                    .hasText(Pattern.compile("^Tokens per owner: .* → 7$"));
            visit.button("Save policy").click();
            Await.until(
                    "the second change is saved",
                    () -> Integer.valueOf(7)
                            .equals(realm.admin("/api-tokens/policy").path("maxPerUser")));
        }
        realm.admin("/api-tokens/policy").then().body("maxLifetime", equalTo("30d"));
    }

    /** Saved, or changed elsewhere on the page: the policy is read again, and what was typed by then stays. */
    @Test
    void whatIsEnteredWhileThePolicyIsReadAgainStaysEntered(TestRealm realm) {
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            visit.input("Longest lifetime").fill("30d");
            List<Route> held = visit.hold("GET", POLICY);
            visit.page()
                    .waitForRequest(
                            request -> "GET".equals(request.method())
                                    && request.url().endsWith("/api-tokens/policy"),
                            () -> visit.button("Save policy").click());
            assertThat(visit.text("The policy is saved.")).isVisible();
            assertThat(visit.heading()).isFocused();
            visit.input("Tokens per owner").fill("7");
            realm.setAttribute("api-tokens.inactivity-days", "50");
            visit.letGo(POLICY, held);

            assertThat(visit.input("Days without use")).hasValue("50");
            assertThat(visit.input("Tokens per owner")).hasValue("7");
            assertThat(visit.input("Tokens per owner")).isFocused();
            assertThat(visit.input("Longest lifetime")).hasValue("30d");
        }
    }
}
