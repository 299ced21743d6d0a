package io.mycli.keycloak.apitoken.tests.server.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.PasswordGrants;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that end tokens fail closed: while one of them cannot be read, no token of the realm is valid. */
@ContractTest
class UnreadablePolicyIT {

    private static final String REASON = "The realm's policy for API tokens cannot be read";

    @ParameterizedTest
    @CsvSource({
        "not-before,        yesterday",
        "not-before,        2026-02-30",
        "end-on-logout-all, yes",
        "inactivity-days,   1d",
        "inactivity-days,   -1"
    })
    void tokensAreInactiveUntilCorrected(String name, String value, TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.assertActive(realm.introspect(token.secret()));

        realm.setAttribute("api-tokens." + name, value);

        realm.assertRejected(realm.introspect(token.secret()));
        assertThat(realm.events("INTROSPECT_TOKEN_ERROR").get(0))
                .extracting("error", "details.reason", "details.token_id", "userId")
                .containsExactly("invalid_token", REASON, token.id(), realm.userId("alice"));
        realm.create(realm.login("alice"), """
                {"name":"x"}""").then().statusCode(403).body("error", equalTo("FORBIDDEN"));
        realm.setAttribute("api-tokens." + name, "");
        realm.assertActive(realm.introspect(token.secret()));
    }

    @Test
    void revokedAndExpiredTokensKeepTheirReason(TestRealm realm) {
        TestRealm.Token revoked = realm.createToken();
        realm.revoke(revoked);
        realm.setAttribute("api-tokens.not-before", "yesterday");

        realm.assertRejected(realm.introspect(revoked.secret()));
        assertThat(realm.rejectionReason()).isEqualTo("API token is revoked");
    }

    @Test
    void exchangeIsRejected(TestRealm realm) {
        realm.enableExchange("catalog-server");
        TestRealm.Token token = realm.createToken();
        String jwt = realm.exchange("catalog-server", token.secret()).path("access_token");

        realm.setAttribute("api-tokens.end-on-logout-all", "yes");

        for (String subject : new String[] {token.secret(), jwt}) {
            realm.exchange("catalog-server", subject)
                    .then()
                    .statusCode(400)
                    .body("error_description", equalTo("Invalid token"));
            assertThat(realm.events("TOKEN_EXCHANGE_ERROR").get(0))
                    .extracting("details.reason")
                    .isEqualTo(REASON);
        }
    }

    @Test
    void directGrantIsRejected(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Flows.create(realm, "grant").step("api-token", "ALTERNATIVE").bindTo("directGrantFlow");
        assertThat(PasswordGrants.grant(realm, "alice", token.secret()).statusCode())
                .isEqualTo(200);

        realm.setAttribute("api-tokens.not-before", "yesterday");

        PasswordGrants.rejectedFor(realm, PasswordGrants.grant(realm, "alice", token.secret()), REASON);
    }

    @Test
    void selfIsRejected(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        realm.setAttribute("api-tokens.inactivity-days", "1d");

        Response self = Http.withBearer(token.secret()).get(realm.apiTokens() + "/self");
        self.then().statusCode(401).body("error", equalTo("UNAUTHORIZED"));
        assertThat(self.asString()).doesNotContain("inactivity");
    }

    @Test
    void settingsOfCreationEndNothing(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        realm.setAttribute("api-tokens.max-lifetime", "thirty days");
        realm.setAttribute("api-tokens.max-per-user", "ten");
        realm.setAttribute("api-tokens.mail-created", "no");

        realm.assertActive(realm.introspect(token.secret()));
        realm.create(realm.login("alice"), """
                {"name":"x"}""").then().statusCode(403);
    }

    @Test
    void nothingIsRevoked(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        realm.setAttribute("api-tokens.not-before", "2999-13-01");

        realm.assertRejected(realm.introspect(token.secret()));
        realm.admin("/api-tokens/" + token.id()).then().body("state", equalTo("live"));
    }

    @Test
    void logNamesRealmAndAttributeOnceMinute(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.setAttribute("api-tokens.not-before", "yesterday");

        for (int i = 0; i < 5; i++) {
            realm.assertRejected(realm.introspect(token.secret()));
        }

        assertThat(KeycloakServer.get()
                        .log()
                        .lines()
                        .filter(line -> line.contains("All API tokens of realm " + realm.name())))
                .singleElement()
                .asString()
                .contains("ERROR", "realm attribute api-tokens.not-before is not a time")
                .doesNotContain("yesterday");
    }

    @Test
    void administratorsSeeEveryProblem(TestRealm realm) {
        realm.setAttribute("api-tokens.enabled", "yes");
        realm.setAttribute("api-tokens.inactivity-days", "1d");
        realm.setAttribute("api-tokens.max-lifetime", "thirty days");
        realm.setAttribute("api-tokens.not-before", "yesterday");

        realm.admin("/api-tokens/policy")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false))
                .body("notBefore", equalTo(null))
                .body(
                        "problem",
                        allOf(
                                containsString("api-tokens.enabled is neither true nor false"),
                                containsString("api-tokens.inactivity-days is not a number"),
                                containsString("api-tokens.max-lifetime is not a lifetime"),
                                containsString("api-tokens.not-before is not a time")));
    }

    @Test
    void notBeforeMayBeDay(TestRealm realm) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        TestRealm.Token token = realm.createToken();

        realm.setAttribute("api-tokens.not-before", today.minusDays(1).toString());
        realm.assertActive(realm.introspect(token.secret()));
        realm.admin("/api-tokens/policy").then().body("notBefore", equalTo(today.minusDays(1) + "T00:00:00Z"));

        realm.setAttribute("api-tokens.not-before", today.plusDays(2).toString());
        realm.assertRejected(realm.introspect(token.secret()));
        // The second, once the task that ends such tokens has come by.
        assertThat(realm.rejectionReason()).containsAnyOf("not-before for API tokens", "API token is revoked");
    }

    /** As a realm import may bring it, all at once. */
    @Test
    void createdRealmMayHaveUnreadablePolicy() {
        TestRealm realm =
                TestRealm.imported(Map.of("api-tokens.enabled", "true", "api-tokens.end-on-logout-all", "yes"));
        try {
            realm.create(realm.login("alice"), """
                    {"name":"x"}""").then().statusCode(403);
        } finally {
            realm.discard();
        }
    }
}
