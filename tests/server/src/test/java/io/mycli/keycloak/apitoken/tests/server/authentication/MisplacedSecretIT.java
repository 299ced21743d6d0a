package io.mycli.keycloak.apitoken.tests.server.authentication;

import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.countFailures;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.failures;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.grant;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.rejectedFor;
import static io.mycli.keycloak.apitoken.tests.support.PasswordGrants.rejectedForMisplacedSecret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.ServerLog;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets where Keycloak's password grant, or an administrator's call, would keep them. */
@ContractTest
class MisplacedSecretIT {

    /** The extension searches the events of each test. */
    @AfterEach
    void searchLog() {
        ServerLog.requireNoNewSecret();
    }

    @Nested
    class InKeycloaksDirectGrant {

        @ParameterizedTest
        @ValueSource(strings = {"true", "false"})
        void asUsername(String enabled, TestRealm realm) {
            realm.setAttribute("api-tokens.enabled", enabled);

            inManyForms(Secrets.unknown())
                    .forEach(username -> rejectedForMisplacedSecret(
                            realm, grant(realm, encoded(username), "alice"), "The username contains an API token"));
            assertThat(realm.events("LOGIN_ERROR").get(0))
                    .extracting("clientId", "details.auth_method")
                    .containsExactly("other-app", "oauth_credentials");
        }

        /** Keycloak hides a long parameter from the grant: 26.7 not from the steps of its flow, and 26.6 from these, too. */
        @Test
        void asLongUsername(TestRealm realm) {
            String username = "a".repeat(5000) + Secrets.unknown();

            Response answer = grant(realm, username, "alice");

            if (KeycloakServer.version().startsWith("26.6.")) {
                answer.then().statusCode(401).body("error_description", equalTo("Missing parameter: username"));
            } else {
                rejectedForMisplacedSecret(realm, answer, "The username contains an API token");
            }
        }

        @Test
        void asScope(TestRealm realm) {
            Response answer = grant(realm, "alice", "alice", "openid%20" + Secrets.unknown());

            rejectedFor(realm, answer, "The scope contains an API token");
        }

        @Test
        void asPasswordCountsNoFailure(TestRealm realm) {
            countFailures(realm);

            inManyForms(Secrets.unknown())
                    .forEach(password -> rejectedFor(
                            realm,
                            grant(realm, "alice", encoded(password)),
                            "The password is an API token, and the flow has no step for API tokens"));

            grant(realm, "alice", "wrong");
            Await.until("the wrong password is counted", () -> failures(realm) > 0);
            assertThat(failures(realm)).isEqualTo(1);
        }

        @Test
        void asPasswordIsKeycloaksWhereRealmHasNoApiTokens(TestRealm realm) {
            countFailures(realm);
            realm.setAttribute("api-tokens.enabled", "false");

            grant(realm, "alice", Secrets.unknown());

            Await.until("the password is counted", () -> failures(realm) == 1);
        }

        @Test
        void answersAsToWrongPassword(TestRealm realm) {
            Response wrong = grant(realm, "alice", "wrong");

            assertThat(List.of(grant(realm, Secrets.unknown(), "x"), grant(realm, "alice", Secrets.unknown())))
                    .allSatisfy(refused -> {
                        assertThat(refused.statusCode()).isEqualTo(wrong.statusCode());
                        assertThat(refused.asString()).isEqualTo(wrong.asString());
                        assertThat(refused.contentType()).isEqualTo(wrong.contentType());
                    });
        }

        @Test
        void answersToOriginsOfTheClient(TestRealm realm) {
            Http.request()
                    .header("Origin", "https://app.example.com")
                    .formParam("grant_type", "password")
                    .formParam("client_id", "other-app")
                    .formParam("username", Secrets.unknown())
                    .post("/realms/" + realm.name() + "/protocol/openid-connect/token")
                    .then()
                    .header("Access-Control-Allow-Origin", equalTo("https://app.example.com"));
        }

        @Test
        void leavesOrdinaryGrantsAlone(TestRealm realm) {
            Response granted = grant(realm, "alice@example.com", "alice");

            granted.then().statusCode(200).body("id_token", notNullValue()).body("token_type", equalTo("Bearer"));
            refresh(realm, granted.path("refresh_token")).then().statusCode(200).body("access_token", notNullValue());
            grant(realm, "nobody", "alice").then().body("error", equalTo("invalid_grant"));
            assertThat(realm.events("LOGIN_ERROR").get(0))
                    .extracting("error", "details.username")
                    .containsExactly("user_not_found", "nobody");
            grant(realm, "myc_3f12c4", "myc_3f12c4");
            assertThat(realm.events("LOGIN_ERROR").get(0))
                    .extracting("details.username")
                    .isEqualTo("myc_3f12c4");
        }
    }

    @Nested
    class AsPasswordInFlow {

        private static final String UNKNOWN = "API token is unknown in this realm";
        private static final String NO_STEP = "The password is an API token, and the flow has no step for API tokens";

        @Test
        void withTheStepIsLeftToIt(TestRealm realm) {
            Flows.create(realm, "grant").subflow("deeper", "REQUIRED").step("api-token", "REQUIRED");
            realm.update(Map.of("directGrantFlow", "grant"));

            rejectedFor(realm, grant(realm, "alice", Secrets.unknown()), UNKNOWN);
        }

        @Test
        void withTheStepDisabledIsRejected(TestRealm realm) {
            Flows.create(realm, "grant")
                    .step("direct-grant-validate-username", "REQUIRED")
                    .step("api-token", "DISABLED")
                    .bindTo("directGrantFlow");

            rejectedFor(realm, grant(realm, "alice", Secrets.unknown()), NO_STEP);
        }

        @Test
        void ofTheClientIsLookedAtFirst(TestRealm realm) {
            Flows.create(realm, "grant").step("api-token", "REQUIRED");
            String flow = realm.admin("/authentication/flows").path("find { it.alias == 'grant' }.id");
            realm.updateClient("other-app", Map.of("authenticationFlowBindingOverrides", Map.of("direct_grant", flow)));

            rejectedFor(realm, grant(realm, "alice", Secrets.unknown()), UNKNOWN);
            rejectedFor(realm, grant(realm, "my-cli", "alice", Secrets.unknown(), "openid"), NO_STEP);
        }
    }

    @Nested
    class InTokenExchange {

        @ParameterizedTest
        @ValueSource(strings = {"scope", "audience", "requested_token_type", "resource", "subject_issuer", "x"})
        void asParameter(String parameter, TestRealm realm) {
            realm.enableExchange("catalog-server");
            Mappers.of(realm, "my-cli").audience("catalog-server");

            for (String subject :
                    List.of(realm.login("alice"), realm.createToken().secret())) {
                realm.exchange("catalog-server", subject, parameter, "a " + Secrets.unknown())
                        .then()
                        .statusCode(400)
                        .body("error", equalTo("invalid_request"));
                assertThat(realm.events("TOKEN_EXCHANGE_ERROR").get(0))
                        .extracting("details.reason")
                        .isEqualTo("A parameter other than subject_token contains an API token");
            }
        }
    }

    @Nested
    class InCallOfAdministrator {

        @OneRealm
        @ParameterizedTest
        @ValueSource(strings = {"user", "name", "prefix", "profile", "client", "state"})
        void asFilter(String filter, TestRealm realm) {
            realm.createAnotherToken();
            String secret = Secrets.unknown();

            List.of(
                            Admin.request().get("/admin" + realm.apiTokens() + "?" + filter + "=" + secret),
                            post(realm, "/revoke", "{\"" + filter + "\":\"" + secret + "\"}"))
                    .forEach(answer -> answer.then()
                            .statusCode(400)
                            .body("error", equalTo("INVALID_REQUEST"))
                            .body("field", equalTo(filter))
                            .body(
                                    "error_description",
                                    equalTo("The filter contains an API token. Send it to POST /lookup instead.")));
        }

        @OneRealm
        @ParameterizedTest
        @ValueSource(strings = {"clients", "profiles"})
        void asItemOfThePolicy(String member, TestRealm realm) {
            Admin.request()
                    .contentType(ContentType.JSON)
                    .body("{\"enabled\":true,\"" + member + "\":[\"" + Secrets.unknown() + "\"]}")
                    .put("/admin" + realm.apiTokens() + "/policy")
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("INVALID_POLICY"))
                    .body("field", equalTo(member));
        }

        private static Response post(TestRealm realm, String path, String body) {
            return Admin.request().contentType(ContentType.JSON).body(body).post("/admin" + realm.apiTokens() + path);
        }
    }

    private static Stream<String> inManyForms(String secret) {
        return Stream.of(
                secret,
                secret + "\n",
                "\"" + secret + "\"",
                "alice:" + secret,
                secret.toUpperCase(Locale.ROOT),
                secret.replace("_", "%5F"),
                secret.substring(0, 20),
                secret.replace('_', '\uff3f'));
    }

    private static Response refresh(TestRealm realm, String refreshToken) {
        return Http.request()
                .formParam("grant_type", "refresh_token")
                .formParam("client_id", "other-app")
                .formParam("refresh_token", refreshToken)
                .post("/realms/" + realm.name() + "/protocol/openid-connect/token");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
