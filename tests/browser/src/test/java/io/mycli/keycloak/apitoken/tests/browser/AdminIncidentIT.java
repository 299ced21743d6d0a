package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an administrator does on the page when secrets leaked. */
@KeycloakTest
class AdminIncidentIT {

    private static final String TEXT = "Text with secrets";

    @BeforeEach
    void needsBrowser() {
        Chromium.require();
    }

    /** A text is asked about in the body of a request, and is gone from the page with the answer. */
    @Test
    void saysWhoseSecretsWereFound(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token one = realm.createNamed("alice", "ci-deploy");
        TestRealm.Token other = realm.createNamed("bob", "backup");
        String unknown = Secrets.unknown();
        String cut = one.secret().substring(0, 30);
        List<String> urls = new ArrayList<>();
        try (AdminPage visit = AdminPage.of(realm, "bob", "incident")) {
            visit.context().onRequest(request -> urls.add(request.url()));
            visit.input(TEXT)
                    .fill("12:00 GET /?key=" + one.secret() + "&x\n{\"MY_API_TOKEN\":\"" + other.secret() + "\"}\n"
                            + unknown + " " + cut);
            visit.button("Find secrets").click();

            assertThat(visit.text("2 tokens have secrets in this text.")).isVisible();
            assertThat(visit.row("ci-deploy")).containsText("alice");
            assertThat(visit.row("backup")).containsText("bob");
            assertThat(visit.text("Well-formed, but of no token of this realm:"))
                    .containsText(unknown.substring(0, 10));
            assertThat(visit.text("Not whole secrets of this server")).containsText(cut.substring(0, 10));
            assertThat(visit.input(TEXT)).hasValue("");
            assertThat(visit.page().content()).doesNotContain(one.secret(), other.secret(), unknown);
            visit.look("admin-found-secrets");

            visit.button("Revoke token ci-deploy of alice").click();
            assertThat(visit.input("The secret has leaked")).isChecked();
            visit.press("Revoke token");
            assertThat(visit.text("Token “ci-deploy” is revoked.")).isVisible();
            realm.assertRejected(realm.introspect(one.secret()));
            realm.assertActive(realm.introspect(other.secret()));
            assertThat(visit.row("ci-deploy")).containsText("Revoked");
            assertThat(visit.button("Revoke token ci-deploy of alice")).hasCount(0);
            assertThat(visit.button("Revoke token backup of bob")).isVisible();
            assertThat(urls).isNotEmpty().noneMatch(url -> url.contains(one.secret()) || url.contains(unknown));
        }
    }

    @Test
    void revokesAllThatWereFound(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token one = realm.createNamed("alice", "ci-deploy");
        TestRealm.Token other = realm.createNamed("bob", "backup");
        TestRealm.Token third = realm.createNamed("alice", "nightly");
        try (AdminPage visit = AdminPage.of(realm, "bob", "incident")) {
            visit.input(TEXT).fill(one.secret() + "\n" + other.secret());
            visit.button("Find secrets").click();
            visit.button("Revoke all found tokens").click();
            assertThat(visit.dialog()).containsText("This revokes 2 tokens now.");
            assertThat(visit.dialog()).containsText("ci-deploy");
            assertThat(visit.button("Revoke 2 tokens")).isDisabled();
            visit.look("admin-revoke-found");
            // Somebody was quicker with one of them.
            realm.revoke("bob", other);

            assertThat(visit.input("Type 2 to confirm")).isFocused();
            visit.input("Type 2 to confirm").fill("2");
            visit.press("Revoke 2 tokens");

            assertThat(visit.text("2 tokens are revoked.")).isVisible();
            realm.assertRejected(realm.introspect(one.secret()));
            realm.assertRejected(realm.introspect(other.secret()));
            realm.assertActive(realm.introspect(third.secret()));
        }
    }

    @Test
    void stopsRevokingWhenTold(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token one = realm.createNamed("alice", "first");
        TestRealm.Token other = realm.createNamed("alice", "second");
        List<Route> held = new ArrayList<>();
        try (AdminPage visit = AdminPage.of(realm, "bob", "incident")) {
            visit.input(TEXT).fill(one.secret() + " " + other.secret());
            visit.button("Find secrets").click();
            visit.context().route("**/*reason=leaked", held::add);
            visit.button("Revoke all found tokens").click();
            visit.input("Type 2 to confirm").fill("2");
            visit.press("Revoke 2 tokens");
            visit.page().waitForCondition(() -> !held.isEmpty());
            visit.press("Cancel");
            held.get(0).resume();

            assertThat(visit.text("1 token is revoked.")).isVisible();
            assertThat(held).hasSize(1);
            realm.assertRejected(realm.introspect(one.secret()));
            realm.assertActive(realm.introspect(other.secret()));
        }
    }

    @Test
    void saysThatNothingWasFound(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        try (AdminPage visit = AdminPage.of(realm, "bob", "incident")) {
            visit.input(TEXT).fill("password=swordfish");
            visit.button("Find secrets").click();
            assertThat(visit.text("The text contains nothing that looks like a secret."))
                    .isVisible();

            visit.input(TEXT).fill(Secrets.unknown());
            visit.button("Find secrets").click();
            assertThat(visit.text("No token of this realm has a secret in this text."))
                    .isVisible();
        }
    }

    @Test
    void takesTenThousandLinesAndNoMoreThanTheServer(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token token = realm.createToken();
        String log = "2026-11-25T12:00:00Z GET /catalog/items?page=1 200 of 10.0.0.1 in 12 ms\n".repeat(10_000);
        try (AdminPage visit = AdminPage.of(realm, "bob", "incident")) {
            paste(visit, log + token.secret());
            visit.button("Find secrets").click();
            assertThat(visit.text("1 token has a secret in this text.")).isVisible();

            String tooLong = log.repeat(3);
            paste(visit, tooLong);
            visit.button("Find secrets").click();
            AdminPage.requireMarked(visit.input(TEXT), "Paste a text of at most 2 MiB with at most 1,000 secrets.");
            assertThat(visit.input(TEXT)).hasValue(tooLong);
        }
    }

    @Test
    void revokesEverythingIssuedBeforeNow(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "CREATED_AT", 60);
        try (AdminPage visit = AdminPage.of(realm, "bob", "incident")) {
            visit.button("Count tokens").click();
            assertThat(visit.dialog()).containsText("This revokes 1 token now.");
            visit.look("admin-not-before");
            realm.assertActive(realm.introspect(token.secret()));

            assertThat(visit.input("Type 1 to confirm")).isFocused();
            visit.input("Type 1 to confirm").fill("1");
            visit.press("Revoke 1 token");

            assertThat(visit.text("1 token is revoked.")).isVisible();
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    /** The token is inactive at once; its row, the free name and the mail to its owner follow. */
    @Test
    void countsTheRowsThatHaveToFollow(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "CREATED_AT", 60);
        try (AdminPage visit = AdminPage.of(realm, "bob", "incident")) {
            Locator progress = visit.text("1 of these tokens is still being written to the database.");
            KeycloakServer.get().database().whileHeld(token.id(), () -> {
                visit.button("Count tokens").click();
                visit.input("Type 1 to confirm").fill("1");
                visit.press("Revoke 1 token");

                assertThat(progress).isVisible();
                visit.look("admin-not-before-progress");
            });

            assertThat(progress).isHidden();
        }
    }

    @Test
    void rejectedNotBeforeIsMarked(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.setAttribute("api-tokens.not-before", "2026-01-02T12:00:00Z");
        try (AdminPage visit = AdminPage.of(realm, "bob", "incident")) {
            visit.input("Another time").check();
            visit.input("Time in your time zone").fill("2026-01-01T12:00");
            visit.button("Count tokens").click();
            AdminPage.requireMarked(
                    visit.input("Time in your time zone"),
                    "Choose a time that is neither in the future nor earlier than the last choice.");
            visit.look("admin-rejected-not-before");

            visit.input("Now (all existing tokens)").check();
            visit.button("Count tokens").click();
            assertThat(visit.dialog()).containsText("This revokes 0 tokens now.");
        }
    }

    @Test
    void needsNoMouse(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token found = realm.createNamed("alice", "found");
        TestRealm.Token old = realm.createNamed("alice", "old");
        realm.table().age(old, "CREATED_AT", 60);
        try (AdminPage visit = AdminPage.of(realm, "bob", "incident")) {
            Keyboard keyboard = visit.page().keyboard();
            visit.input(TEXT).focus();
            keyboard.insertText(found.secret());
            keyboard.press("Tab");
            assertThat(visit.button("Find secrets")).isFocused();
            keyboard.press("Enter");
            visit.button("Revoke token found of alice").focus();
            keyboard.press("Enter");
            assertThat(visit.dialog()).isVisible();
            keyboard.press("Escape");
            assertThat(visit.dialog()).hasCount(0);
            assertThat(visit.button("Revoke token found of alice")).isFocused();

            visit.input("Now (all existing tokens)").focus();
            keyboard.press("ArrowDown");
            assertThat(visit.input("Another time")).isChecked();
            keyboard.press("ArrowUp");
            visit.button("Count tokens").focus();
            keyboard.press("Enter");
            assertThat(visit.input("Type 2 to confirm")).isFocused();
            keyboard.type("2");
            keyboard.press("Tab");
            assertThat(visit.button("Revoke 2 tokens")).isFocused();
            keyboard.press("Enter");

            assertThat(visit.text("2 tokens are revoked.")).isVisible();
            realm.assertRejected(realm.introspect(found.secret()));
            realm.assertRejected(realm.introspect(old.secret()));
        }
    }

    private static void paste(AdminPage visit, String text) {
        visit.input(TEXT)
                .evaluate(
                        "(field, text) => { const clipboardData = new DataTransfer();"
                                + " clipboardData.setData('text/plain', text);"
                                + " field.dispatchEvent(new ClipboardEvent('paste',"
                                + " { clipboardData, bubbles: true, cancelable: true })); }",
                        text);
    }
}
