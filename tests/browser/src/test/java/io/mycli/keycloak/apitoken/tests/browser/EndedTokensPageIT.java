package io.mycli.keycloak.apitoken.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What owners learn of tokens that ended, by whom or by what. */
@KeycloakTest
class EndedTokensPageIT {

    @BeforeEach
    void needsBrowser() {
        Chromium.require();
    }

    @Test
    void listSaysWhyTokensEnded(TestRealm realm) {
        TestRealm.Token own = realm.createToken("alice", """
                {"name":"own","description":"Deploys to staging"}""");
        TestRealm.Token other = realm.createNamed("alice", "other");
        realm.createNamed("alice", "live");
        realm.revoke(own);
        revokeAsAdministrator(realm, other);
        try (AccountPage visit = AccountPage.of(realm)) {
            assertThat(visit.page().getByText("You revoked it")).hasCount(0);

            visit.button("Show tokens that ended").focus();
            visit.page().keyboard().press("Enter");

            assertThat(visit.row("own"))
                    .hasText(Pattern.compile(".*Deploys to staging.*You revoked it.*", Pattern.DOTALL));
            assertThat(visit.row("other")).containsText("An administrator revoked it");
            assertThat(visit.button("Rotate token own")).hasCount(0);
            visit.look("ended");

            visit.button("Hide tokens that ended").click();
            assertThat(visit.row("own")).hasCount(0);
        }
    }

    /** An expired token is in the list above, where it can be removed. */
    @Test
    void expiredTokenIsListedOnce(TestRealm realm) {
        TestRealm.Token expired = realm.createToken("alice", """
                {"name":"expired","expiresIn":"1h"}""");
        realm.table().age(expired, "EXPIRES_AT", 60);
        try (AccountPage visit = AccountPage.of(realm)) {
            visit.button("Show tokens that ended").click();

            assertThat(visit.page().getByText("No other token has ended recently."))
                    .isVisible();
            assertThat(visit.row("expired")).hasCount(1);
        }
    }

    @Test
    void pageSaysThatTokenExpiresMeanwhile(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"short","expiresIn":"1h"}""");
        try (AccountPage visit = AccountPage.of(realm)) {
            realm.table().age(token, "EXPIRES_AT", -5);
            visit.button("Refresh list").click();

            assertThat(visit.page().getByText("Expired just now: short.")).isVisible();
            assertThat(visit.row("short").getByText("Expired", new Locator.GetByTextOptions().setExact(true)))
                    .isVisible();
            visit.look("expired-meanwhile");
        }
    }

    @Test
    void pageSaysThatAdministratorRevokedToken(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AccountPage visit = AccountPage.of(realm)) {
            revokeAsAdministrator(realm, token);
            visit.button("Refresh list").click();

            assertThat(visit.page().getByText("Revoked elsewhere meanwhile: ci-deploy (An administrator revoked it)."))
                    .isVisible();
        }
    }

    @Test
    void pageSaysThatAllOlderTokensAreRevoked(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        try (AccountPage visit = AccountPage.of(realm)) {
            KeycloakServer.get().database().whileHeld(token.id(), () -> {
                Admin.request()
                        .contentType("application/json")
                        .body("""
                                {"notBefore":"now"}""")
                        .put("/admin/realms" + realm.adminPath("/api-tokens/not-before"))
                        .then()
                        .statusCode(200);
                visit.button("Refresh list").click();

                assertThat(visit.page().getByText("ci-deploy (An administrator revoked all older tokens)"))
                        .isVisible();
                assertThat(visit.page().getByText("You have no API tokens")).isVisible();
            });
        }
    }

    private static void revokeAsAdministrator(TestRealm realm, TestRealm.Token token) {
        Admin.request()
                .delete("/admin/realms" + realm.adminPath("/api-tokens/" + token.id()))
                .then()
                .statusCode(204);
    }
}
