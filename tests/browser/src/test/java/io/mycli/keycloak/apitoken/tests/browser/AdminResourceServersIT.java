package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which resource servers accept API tokens, on the administrators' page. */
@KeycloakTest
class AdminResourceServersIT {

    private static final String ACCEPTED = "api-tokens.accepted";

    @BeforeEach
    void needsBrowser() {
        Chromium.require();
    }

    @Test
    void letsResourceServerAcceptTokensAndEndsIt(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token token = realm.createToken();
        realm.assertRejected(realm.introspect("strict-server", token.secret()));
        try (AdminPage visit = AdminPage.of(realm, "bob", "resource-servers?search=strict")) {
            assertThat(visit.row("strict-server")).containsText("Not accepted");
            press(accepts(visit, "strict-server"));
            assertThat(visit.text("strict-server accepts API tokens from now on."))
                    .isVisible();
            assertThat(visit.row("strict-server")).containsText("Audience mapper of the client api-tokens");
            visit.look("admin-resource-servers");
            realm.introspect("strict-server", token.secret())
                    .then()
                    .body("active", is(true))
                    .body("aud", equalTo("strict-server"));

            press(accepts(visit, "strict-server"));
            visit.look("admin-end-acceptance");
            visit.press("Reject API tokens");
            assertThat(visit.text("strict-server no longer accepts API tokens."))
                    .isVisible();
            realm.assertRejected(realm.introspect("strict-server", token.secret()));
        }
    }

    /** Pressed again before that, it would do the same again, and not the opposite. */
    @Test
    void switchWaitsUntilChangeIsShown(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        try (AdminPage visit = AdminPage.of(realm, "bob", "resource-servers?search=strict")) {
            assertThat(accepts(visit, "strict-server")).isEnabled();
            List<Route> held = new ArrayList<>();
            visit.page().route("**/clients?*", held::add);

            press(accepts(visit, "strict-server"));
            assertThat(visit.text("strict-server accepts API tokens from now on."))
                    .isVisible();
            assertThat(accepts(visit, "strict-server")).not().isChecked();
            assertThat(accepts(visit, "strict-server")).isDisabled();

            visit.page().unroute("**/clients?*");
            held.forEach(Route::resume);
            assertThat(accepts(visit, "strict-server")).isChecked();
            assertThat(accepts(visit, "strict-server")).isEnabled();
        }
    }

    /** A reason is told here only: a resource server and its callers learn none. */
    @Test
    void checksPastedToken(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token token = realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "resource-servers?search=server")) {
            visit.button("Does catalog-server accept a token?").click();
            assertThat(visit.field("Token")).isFocused();
            visit.field("Token").fill(token.secret());
            visit.press("Check");
            assertThat(visit.text("catalog-server accepts this token and receives:"))
                    .isVisible();
            assertThat(visit.dialog()).containsText("\"preferred_username\": \"alice\"");
            visit.look("admin-check-accepted");
            visit.press("Close");

            visit.button("Does strict-server accept a token?").click();
            assertThat(visit.field("Token")).hasValue("");
            visit.field("Token").fill(token.secret());
            visit.press("Check");
            assertThat(visit.text("strict-server rejects this token")).isVisible();
            assertThat(visit.dialog())
                    .containsText("The token is not for this resource server: its audience does not contain it.");
            visit.look("admin-check-rejected");
        }
    }

    @Test
    void reasonOfRejectionIsTranslated(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token token = realm.createToken();
        realm.revoke(token);
        Browser.NewContextOptions german = new Browser.NewContextOptions().setLocale("de-DE");
        try (AdminPage visit = AdminPage.of(realm, "bob", "resource-servers?search=catalog", german)) {
            visit.button("Nimmt catalog-server ein Token an?").click();
            visit.field("Token").fill(token.secret());
            visit.press("Prüfen");
            assertThat(visit.dialog()).containsText("Das Token ist widerrufen.");
            visit.look("admin-check-rejected-german");
        }
    }

    /** The page of a browser may be older than the server. */
    @Test
    void unknownReasonIsThatOfTheServer(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        Browser.NewContextOptions german = new Browser.NewContextOptions().setLocale("de-DE");
        try (AdminPage visit = AdminPage.of(realm, "bob", "resource-servers?search=catalog", german)) {
            visit.page()
                    .route(
                            "**/api-tokens/acceptance",
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setContentType("application/json")
                                    .setBody("{\"active\":false,\"code\":\"new_reason\","
                                            + "\"reason\":\"A new reason\",\"claims\":null}")));
            visit.button("Nimmt catalog-server ein Token an?").click();
            visit.field("Token").fill("anything");
            visit.press("Prüfen");
            assertThat(visit.dialog().getByText("A new reason.")).hasAttribute("lang", "en");
        }
    }

    /** Both see what they wanted, the slower one too. */
    @Test
    void twoAdministratorsUseOneSwitch(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        String address = "resource-servers?search=strict";
        try (AdminPage first = AdminPage.of(realm, "bob", address);
                AdminPage second = AdminPage.of(realm, "bob", address)) {
            assertThat(second.row("strict-server")).containsText("Not accepted");
            press(accepts(first, "strict-server"));
            assertThat(first.text("accepts API tokens from now on.")).isVisible();
            press(accepts(second, "strict-server"));
            assertThat(second.text("accepts API tokens from now on.")).isVisible();

            assertThat(first.row("strict-server")).containsText("Audience mapper");
            assertThat(second.row("strict-server")).containsText("Audience mapper");
            press(accepts(first, "strict-server"));
            first.press("Reject API tokens");
            assertThat(first.text("no longer accepts API tokens.")).isVisible();
            press(accepts(second, "strict-server"));
            second.press("Reject API tokens");
            assertThat(second.text("no longer accepts API tokens.")).isVisible();
        }
    }

    /** One that introspection does not run gives nobody access. */
    @Test
    void mapperOutsideOfIntrospectionIsNoReason(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        Admin.post(
                realm.adminPath("/clients/" + realm.clientUuid("api-tokens") + "/protocol-mappers/models"),
                Map.of(
                        "name", "elsewhere",
                        "protocol", "openid-connect",
                        "protocolMapper", "oidc-audience-mapper",
                        "config",
                                Map.of(
                                        "included.client.audience", "strict-server",
                                        "access.token.claim", "true",
                                        "introspection.token.claim", "false")));
        realm.assertRejected(
                realm.introspect("strict-server", realm.createToken().secret()));
        try (AdminPage visit = AdminPage.of(realm, "bob", "resource-servers?search=strict")) {
            assertThat(visit.row("strict-server")).containsText("Not accepted");
        }
    }

    @Test
    void rolesOfResourceServerAreReason(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        Roles.of(realm).clientRole("strict-server", "deployer");
        try (AdminPage visit = AdminPage.of(realm, "bob", "resource-servers?search=strict")) {
            assertThat(visit.row("strict-server")).containsText("Tokens with one of its roles");
            assertThat(visit.row("strict-server")).not().containsText("Not accepted");
        }
    }

    /** Without the switch it still accepts those who have a role of it, which the page must not deny. */
    @Test
    void saysThatTokensWithRoleAreStillAccepted(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        Roles.of(realm).clientRole("strict-server", "deployer").giveClientRoles("alice", "strict-server", "deployer");
        TestRealm.Token token = realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "resource-servers?search=strict")) {
            press(accepts(visit, "strict-server"));
            assertThat(visit.text("strict-server accepts API tokens from now on."))
                    .isVisible();
            assertThat(accepts(visit, "strict-server")).isChecked();

            press(accepts(visit, "strict-server"));
            assertThat(visit.dialog()).containsText("It still accepts tokens with one of its roles.");
            visit.look("admin-end-acceptance-roles");
            visit.press("Reject API tokens");

            assertThat(visit.text("strict-server accepts only tokens with one of its roles from now on."))
                    .isVisible();
            realm.assertActive(realm.introspect("strict-server", token.secret()));
            assertThat(visit.row("strict-server")).containsText("Tokens with one of its roles");
            assertThat(accepts(visit, "strict-server")).not().isChecked();
        }
    }

    /** Without a search the list has those that accept tokens; of a client nothing but the attribute changes. */
    @Test
    void removesTheAttributeAndNothingElse(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        realm.updateClient(
                "catalog-server",
                Map.of("description", "The catalog", "attributes", Map.of(ACCEPTED, "true", "team", "books")));
        TestRealm.Token token = realm.createToken();
        realm.assertActive(realm.introspect(token.secret()));
        Map<String, Object> before = catalogServer(realm);
        try (AdminPage visit = AdminPage.of(realm, "bob", "resource-servers")) {
            assertThat(visit.row("catalog-server")).containsText("Attribute api-tokens.accepted");
            assertThat(visit.row("strict-server")).hasCount(0);
            press(accepts(visit, "catalog-server"));
            visit.press("Reject API tokens");

            assertThat(visit.text("catalog-server no longer accepts API tokens."))
                    .isVisible();
            realm.assertRejected(realm.introspect(token.secret()));
            Map<String, Object> after = catalogServer(realm);
            assertThat(((Map<?, ?>) before.get("attributes")).remove(ACCEPTED)).isEqualTo("true");
            assertThat(after).isEqualTo(before);
        }
    }

    private static Map<String, Object> catalogServer(TestRealm realm) {
        return realm.admin("/clients/" + realm.clientUuid("catalog-server"))
                .jsonPath()
                .getMap("$");
    }

    /** A mapper may name the audience as a text. */
    @Test
    void findsTheCustomAudience(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        Map<String, Object> mapper = Map.of(
                "name", "by text",
                "protocol", "openid-connect",
                "protocolMapper", "oidc-audience-mapper",
                "config", Map.of("included.custom.audience", "strict-server", "introspection.token.claim", "true"));
        Admin.post(realm.adminPath("/clients/" + realm.clientUuid("api-tokens") + "/protocol-mappers/models"), mapper);
        TestRealm.Token token = realm.createToken();
        realm.assertActive(realm.introspect("strict-server", token.secret()));
        try (AdminPage visit = AdminPage.of(realm, "bob", "resource-servers")) {
            assertThat(visit.row("strict-server")).containsText("Audience mapper of the client api-tokens");
        }
    }

    @Test
    void saysWhatIsNotEndedHere(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "view-clients");
        try (AdminPage visit = AdminPage.of(realm, "bob", "resource-servers")) {
            assertThat(visit.row("catalog-server")).containsText("Attribute api-tokens.accepted");
            assertThat(visit.text("Changing this requires permission to manage the client api-tokens"))
                    .isVisible();
            assertThat(accepts(visit, "catalog-server")).isDisabled();
        }
    }

    @Test
    void needsNoMouse(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "realm-admin");
        TestRealm.Token token = realm.createToken();
        try (AdminPage visit = AdminPage.of(realm, "bob", "resource-servers")) {
            Keyboard keyboard = visit.page().keyboard();
            visit.input("Client ID").focus();
            keyboard.type("strict");
            keyboard.press("Enter");
            assertThat(visit.row("strict-server")).containsText("Not accepted");

            accepts(visit, "strict-server").focus();
            keyboard.press("Space");
            assertThat(visit.text("strict-server accepts API tokens from now on."))
                    .isVisible();
            assertThat(visit.heading()).isFocused();

            visit.button("Does strict-server accept a token?").focus();
            keyboard.press("Enter");
            assertThat(visit.field("Token")).isFocused();
            keyboard.insertText(token.secret());
            keyboard.press("Enter");
            assertThat(visit.text("strict-server accepts this token and receives:"))
                    .isVisible();
            keyboard.press("Escape");
            assertThat(visit.dialog()).hasCount(0);
            assertThat(visit.button("Does strict-server accept a token?")).isFocused();

            assertThat(accepts(visit, "strict-server")).isChecked();
            accepts(visit, "strict-server").focus();
            keyboard.press("Space");
            assertThat(visit.dialog()).isVisible();
            keyboard.press("Escape");
            assertThat(visit.dialog()).hasCount(0);
            assertThat(accepts(visit, "strict-server")).isFocused();
            assertThat(accepts(visit, "strict-server")).isChecked();
            realm.assertActive(realm.introspect("strict-server", token.secret()));

            keyboard.press("Space");
            assertThat(visit.button("Close")).isFocused();
            keyboard.press("Tab");
            assertThat(visit.button("Reject API tokens")).isFocused();
            keyboard.press("Enter");
            assertThat(visit.text("strict-server no longer accepts API tokens."))
                    .isVisible();
            realm.assertRejected(realm.introspect("strict-server", token.secret()));
        }
    }

    private static Locator accepts(AdminPage visit, String client) {
        return visit.input(client + " accepts all API tokens");
    }

    /** The box of a switch is behind its picture. */
    private static void press(Locator box) {
        box.click(new Locator.ClickOptions().setForce(true));
    }
}
