package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.path.json.JsonPath;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tokens may do, on the administrators' page. Bob administers the realm. */
@KeycloakTest
class AdminTokenAccessIT {

    private TestRealm.Token full;
    private TestRealm.Token restricted;

    @BeforeEach
    void createToken(TestRealm realm) {
        Chromium.require();
        RealmAdmin.grant(realm, "bob", "realm-admin");
        Roles.of(realm)
                .realmRole("builder")
                .giveTo("alice", "builder")
                .clientRole("catalog-server", "deployer")
                .giveClientRoles("alice", "catalog-server", "deployer");
        full = realm.createNamed("alice", "everything");
        restricted = realm.createToken(
                "alice",
                "{\"name\":\"deploys\",\"description\":\"Deploys to staging\",\"scope\":\"phone\","
                        + "\"realmRoles\":[\"builder\"],\"clientRoles\":{\"catalog-server\":[\"deployer\"]},"
                        + "\"audience\":[\"catalog-server\"]}");
    }

    @Test
    void showsAndFiltersByAccess(TestRealm realm) {
        try (AdminPage visit = AdminPage.of(realm, "bob")) {
            assertThat(visit.row("everything")).containsText("Everything");
            assertThat(visit.row("deploys"))
                    .hasText(Pattern.compile(".*Deploys to staging.*2 roles.*Only catalog-server.*", Pattern.DOTALL));
            visit.look("admin-access");

            visit.input("Access").selectOption("restricted");
            visit.button("Show tokens").click();
            assertThat(visit.text("1–1 of 1")).isVisible();
            assertThat(visit.row("everything")).hasCount(0);
            assertThat(visit.page()).hasURL(visit.url() + "#tokens?access=restricted");

            visit.button("Details").first().click();
            assertThat(visit.text("Realm roles: builder")).isVisible();
            assertThat(visit.text("catalog-server: deployer")).isVisible();
            assertThat(visit.text("phone")).isVisible();
            visit.look("admin-access-details");

            visit.open("tokens?access=half");
            assertThat(visit.input("Access")).hasAccessibleDescription("Choose an access.");
        }
    }

    @Test
    void revokesTokensWithFullAccess(TestRealm realm) {
        try (AdminPage visit = AdminPage.of(realm, "bob", "tokens?access=full")) {
            assertThat(visit.input("Access")).hasValue("full");
            visit.button("Revoke matching tokens").click();
            assertThat(visit.dialog()).containsText("Access: Full (all roles)");
            visit.input("Type 1 to confirm").fill("1");
            visit.press("Revoke 1 token");

            assertThat(visit.text("1 token is revoked.")).isVisible();
            realm.assertRejected(realm.introspect(full.secret()));
            realm.assertActive(realm.introspect(restricted.secret()));
        }
    }

    @Test
    void setsWhatTokensMayDo(TestRealm realm) {
        try (AdminPage visit = AdminPage.of(realm, "bob", "policy")) {
            assertThat(visit.input("Allow tokens with full access")).isChecked();
            visit.input("Allow tokens with full access").uncheck();
            visit.input("Scopes").fill("unknown");
            visit.button("Save policy").click();
            assertThat(visit.input("Scopes"))
                    .hasAccessibleDescription("Enter names of client scopes of this realm, separated by spaces.");
            assertThat(visit.input("Scopes")).isFocused();

            visit.input("Scopes").fill("phone, address");
            visit.button("Show impact").click();
            assertThat(visit.text("1 token has full access, which this policy does not allow."))
                    .isVisible();
            visit.look("admin-access-policy");
            visit.button("Save policy").click();

            assertThat(visit.text("The policy is saved.")).isVisible();
            JsonPath policy = realm.admin("/api-tokens/policy").jsonPath();
            assertThat(policy.getBoolean("fullAccess")).isFalse();
            assertThat(policy.getList("scopes", String.class)).containsExactlyInAnyOrder("phone", "address");
        }
    }
}
