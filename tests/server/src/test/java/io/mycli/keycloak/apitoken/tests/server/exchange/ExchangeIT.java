package io.mycli.keycloak.apitoken.tests.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API token becomes a short JWT of the resource server that exchanges it. */
@ContractTest
class ExchangeIT {

    private static final String NO_REASON = "Invalid token";

    /** Counted from when the answer is made, which may be the next second. */
    private static final Matcher<Integer> FIVE_MINUTES = both(greaterThan(290)).and(lessThanOrEqualTo(300));

    @BeforeEach
    void enable(TestRealm realm) {
        realm.enableExchange("catalog-server");
        realm.enableExchange("strict-server");
    }

    @Test
    void givesShortJwtOfTheRequestingClient(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                        {"name":"ci","profile":"team-a","expiresIn":"30d"}""");

        Response response = realm.exchange("catalog-server", token.secret());

        response.then()
                .statusCode(200)
                .body("issued_token_type", equalTo("urn:ietf:params:oauth:token-type:access_token"))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", FIVE_MINUTES)
                .body("$", not(hasKey("refresh_token")))
                .body("$", not(hasKey("session_state")));
        JsonPath jwt = Jwt.payload(response.path("access_token"));
        assertThat(jwt.getString("azp")).isEqualTo("catalog-server");
        assertThat(jwt.getString("sub")).isEqualTo(realm.userId("alice"));
        assertThat(jwt.getString("preferred_username")).isEqualTo("alice");
        assertThat(jwt.getString("api_token_id")).isEqualTo(token.id());
        assertThat(jwt.getString("token_name")).isEqualTo("ci");
        assertThat(jwt.getString("token_profile")).isEqualTo("team-a");
        assertThat(jwt.getLong("token_expires_at")).isGreaterThan(jwt.getLong("exp"));
        assertThat(jwt.getString("acr")).isEqualTo("0");
        assertThat(jwt.getMap("$")).doesNotContainKeys("sid", "auth_time");
    }

    @Test
    void leavesNoSessionBehind(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String sessions = realm.adminPath("/users/" + realm.userId("alice") + "/sessions");
        int before = Admin.get(sessions).jsonPath().getList("$").size();

        exchanged(realm, token.secret());

        assertThat(Admin.get(sessions).jsonPath().getList("$")).hasSize(before);
        assertThat(realm.admin("/clients/" + realm.clientUuid("catalog-server") + "/user-sessions")
                        .jsonPath()
                        .getList("$"))
                .isEmpty();
    }

    @Test
    void givesJwtThatKeycloakTellsTheSameOf(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci","profile":"team-a"}""");
        Mappers.of(realm, "catalog-server").audience("catalog-server");

        Response introspected = realm.introspect(exchanged(realm, token.secret()));

        realm.assertActive(introspected);
        introspected
                .then()
                .body("api_token_id", equalTo(token.id()))
                .body("token_profile", equalTo("team-a"))
                .body("username", equalTo("alice"))
                .body("resource_access", not(hasKey("account")));
    }

    @Test
    void recordsEventAndUse(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        exchanged(realm, token.secret());

        assertThat(realm.events("TOKEN_EXCHANGE").get(0))
                .extracting("details.api_token_id", "userId", "clientId")
                .containsExactly(token.id(), realm.userId("alice"), "catalog-server");
        Await.until(
                "the use is written",
                () -> "catalog-server"
                        .equals(Http.withBearer(realm.login("alice"))
                                .get(realm.apiTokens() + "/" + token.id())
                                .path("lastUsedBy")));
    }

    @Test
    void endsWithTheToken(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "EXPIRES_AT", -60);

        realm.exchange("catalog-server", token.secret()).then().body("expires_in", lessThanOrEqualTo(60));
    }

    @Test
    void isShortWhateverTheClientsLifespan(TestRealm realm) {
        realm.updateClient(
                "catalog-server",
                Map.of(
                        "attributes",
                        Map.of(
                                "standard.token.exchange.enabled",
                                "true",
                                "api-tokens.accepted",
                                "true",
                                "access.token.lifespan",
                                "36000")));

        realm.exchange("catalog-server", realm.createToken().secret()).then().body("expires_in", FIVE_MINUTES);
    }

    @Test
    void narrowsToScopeAndAudience(TestRealm realm) {
        Mappers.of(realm, "api-tokens").audience("strict-server").audience("other-app");
        Mappers.of(realm, "catalog-server").audience("strict-server").audience("other-app");
        String secret = realm.createToken("alice", """
                {"name":"a","scope":"phone"}""").secret();

        Response all = realm.exchange("catalog-server", secret);
        Response narrow = realm.exchange("catalog-server", secret, "audience", "strict-server", "scope", "phone");

        assertThat(Jwt.payload(all.path("access_token")).getList("aud")).contains("strict-server", "other-app");
        assertThat(Jwt.payload(narrow.path("access_token")).<Object>get("aud")).isEqualTo("strict-server");
        assertThat(narrow.<String>path("scope").split(" ")).contains("phone");
    }

    @Test
    void takesClientInTheAudience(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Mappers.of(realm, "api-tokens").audience("strict-server");

        realm.exchange("strict-server", token.secret()).then().statusCode(200);
    }

    @Test
    void leavesJwtsToKeycloak(TestRealm realm) {
        Mappers.of(realm, "my-cli").audience("catalog-server");

        Response exchanged = realm.exchange("catalog-server", realm.login("alice"));

        assertThat(exchanged.statusCode()).as(exchanged.asString()).isEqualTo(200);
        assertThat(Jwt.payload(exchanged.path("access_token")).getMap("$")).doesNotContainKey("api_token_id");
    }

    @Nested
    class Rejected {

        @Test
        void forUnknownRevokedExpiredReplacedAndMalformedToken(TestRealm realm) {
            TestRealm.Token revoked = realm.createToken();
            realm.revoke(revoked);
            TestRealm.Token expired = realm.createNamed("alice", "expired");
            realm.table().age(expired, "EXPIRES_AT", 1);
            TestRealm.Token replaced = realm.createNamed("alice", "replaced");
            realm.rotated(replaced, "{}");

            rejected(realm, revoked.secret(), "API token is revoked");
            rejected(realm, expired.secret(), "API token is expired");
            rejected(realm, replaced.secret(), "Secret of the API token was replaced by rotation");
            rejected(realm, Secrets.unknown(), "API token is unknown in this realm");
            rejected(realm, "myc_0", "API token is malformed or its checksum is wrong");
        }

        @Test
        void forTokenOfDisabledUser(TestRealm realm) {
            TestRealm.Token token = realm.createToken();
            Admin.put(realm.adminPath("/users/" + realm.userId("alice")), Map.of("enabled", false));

            rejected(realm, token.secret(), "Owner of the API token is disabled");
        }

        @Test
        void inRealmThatDisabledApiTokens(TestRealm realm) {
            TestRealm.Token token = realm.createToken();
            realm.setAttribute("api-tokens.enabled", "false");

            rejected(realm, token.secret(), "API tokens are not enabled in this realm");
        }

        @Test
        void toClientOutsideTheAudience(TestRealm realm) {
            realm.exchange("strict-server", realm.createToken().secret())
                    .then()
                    .statusCode(403)
                    .body("error", equalTo("access_denied"));
        }

        @Test
        void toClientWithoutTokenExchange(TestRealm realm) {
            String secret = realm.createToken().secret();
            realm.updateClient(
                    "catalog-server", Map.of("attributes", Map.of("standard.token.exchange.enabled", "false")));

            realm.exchange("catalog-server", secret).then().statusCode(400).body("error", equalTo("invalid_request"));
        }

        @Test
        void toPublicClient(TestRealm realm) {
            realm.updateClient("my-cli", Map.of("attributes", Map.of("standard.token.exchange.enabled", "true")));

            Response response = Http.request()
                    .formParam("client_id", "my-cli")
                    .formParam("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                    .formParam("subject_token", realm.createToken().secret())
                    .formParam("subject_token_type", "urn:ietf:params:oauth:token-type:access_token")
                    .post("/realms/" + realm.name() + "/protocol/openid-connect/token");

            response.then().statusCode(400).body("error", equalTo("invalid_client"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"refresh_token", "id_token", "saml2", "jwt", "x"})
        void forOtherTypesOfToken(String type, TestRealm realm) {
            realm.exchange(
                            "catalog-server",
                            realm.createToken().secret(),
                            "requested_token_type",
                            "urn:ietf:params:oauth:token-type:" + type)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_request"));
            assertThat(realm.events("TOKEN_EXCHANGE_ERROR").get(0))
                    .extracting("details.reason")
                    .isEqualTo("requested_token_type is not supported");
        }

        @Test
        void forScopeOrAudienceThatIsNone(TestRealm realm) {
            String secret = realm.createToken().secret();

            realm.exchange("catalog-server", secret, "scope", "nonsense")
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_scope"));
            realm.exchange("catalog-server", secret, "audience", "nonsense")
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_client"));
        }

        private void rejected(TestRealm realm, String token, String reason) {
            realm.exchange("catalog-server", token)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_request"))
                    .body("error_description", equalTo(NO_REASON));
            assertThat(realm.events("TOKEN_EXCHANGE_ERROR").get(0))
                    .extracting("details.reason")
                    .isEqualTo(reason);
        }
    }

    private static String exchanged(TestRealm realm, String subjectToken) {
        Response response = realm.exchange("catalog-server", subjectToken);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.path("access_token");
    }
}
