package io.mycli.keycloak.apitoken.tests.server.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class IntrospectionIT {

    @Test
    void liveTokenIsActive(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        Response answer = realm.introspect(token.secret());

        realm.assertActive(answer);
        assertThat(answer.<String>path("sub")).isEqualTo(realm.userId("alice"));
        assertThat(answer.<String>path("jti")).isEqualTo(token.id());
    }

    @Test
    void hintChangesNothing(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        Response with = realm.introspection("catalog-server", token.secret())
                .formParam("token_type_hint", "access_token")
                .post(realm.introspectionEndpoint());

        realm.assertActive(with);
        assertThat(with.jsonPath().getMap("$").keySet())
                .isEqualTo(
                        realm.introspect(token.secret()).jsonPath().getMap("$").keySet());
    }

    @Test
    void successLeavesEventWithTokenAndOwner(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        realm.introspect(token.secret());

        Map<String, Object> event = realm.events("INTROSPECT_TOKEN").get(0);
        assertThat(event).containsEntry("userId", realm.userId("alice")).containsEntry("clientId", "catalog-server");
        assertThat(event).extracting("details.token_id", "details.token_type").containsExactly(token.id(), "api-token");
    }

    @Test
    void noSessionIsCreated(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String sessions = "/users/" + realm.userId("alice") + "/sessions";
        List<?> before = realm.admin(sessions).jsonPath().getList("id");

        realm.introspect(token.secret());

        assertThat(realm.admin(sessions).jsonPath().getList("id")).isEqualTo(before);
        assertThat(realm.admin("/clients/" + realm.clientUuid("api-tokens") + "/session-count")
                        .<Integer>path("count"))
                .isZero();
    }

    @Nested
    class AcceptsForClient {

        @Test
        void inTheAudience(TestRealm realm) {
            TestRealm.Token token = realm.createToken();
            Mappers.of(realm, "api-tokens").audience("strict-server");

            Response answer = realm.introspect("strict-server", token.secret());

            realm.assertActive(answer);
            assertThat(answer.<Object>path("aud")).isEqualTo("strict-server");
        }

        @Test
        void withKeycloaksOptOut(TestRealm realm) {
            TestRealm.Token token = realm.createToken();
            realm.updateClient(
                    "strict-server",
                    Map.of("attributes", Map.of("allow.token.introspection.without.audience.check", "true")));

            realm.assertActive(realm.introspect("strict-server", token.secret()));
        }
    }

    @Nested
    class LeavesToKeycloak {

        @Test
        void everyOtherToken(TestRealm realm) {
            Mappers.of(realm, "my-cli").audience("catalog-server");
            String jwt = realm.login("alice");

            Response ours = realm.introspect(jwt);

            realm.assertActive(ours);
            assertThat(ours.asString()).isEqualTo(stock(realm, jwt).asString());
        }

        @OneRealm
        @ParameterizedTest
        @ValueSource(strings = {"", "garbage", "a.b.c", "MYC_0", "e30.e30.e30", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA"})
        void garbage(String token, TestRealm realm) {
            Response ours = realm.introspect(token);
            Response stock = stock(realm, token);

            assertThat(ours.statusCode()).isEqualTo(stock.statusCode());
            assertThat(ours.asString()).isEqualTo(stock.asString());
        }

        @Test
        void publicClientsAndWrongSecrets(TestRealm realm) {
            TestRealm.Token token = realm.createToken();

            Http.request()
                    .formParam("client_id", "my-cli")
                    .formParam("token", token.secret())
                    .post(realm.introspectionEndpoint())
                    .then()
                    .statusCode(403);
            Http.request()
                    .auth()
                    .preemptive()
                    .basic("catalog-server", "wrong")
                    .formParam("token", token.secret())
                    .post(realm.introspectionEndpoint())
                    .then()
                    .statusCode(401);
        }

        /** It casts the provider of introspections to its own class when it meets a lightweight access token. */
        @Test
        void theAccountApiWithLightweightTokens(TestRealm realm) {
            realm.updateClient(
                    "my-cli", Map.of("attributes", Map.of("client.use.lightweight.access.token.enabled", "true")));

            Http.withBearer(realm.login("alice"))
                    .accept(ContentType.JSON)
                    .get("/realms/" + realm.name() + "/account/")
                    .then()
                    .statusCode(200);
        }

        private static Response stock(TestRealm realm, String token) {
            return realm.introspection("catalog-server", token)
                    .formParam("token_type_hint", "stock")
                    .post(realm.introspectionEndpoint());
        }
    }

    @Nested
    class AsJwt {

        @Test
        void isGivenWhereTheClientHasItSwitchedOn(TestRealm realm) {
            TestRealm.Token token = realm.createToken();
            allowJwt(realm);

            Response answer = asJwt(realm, token);

            Map<String, Object> claims = Jwt.claims(answer.path("jwt"));
            assertThat(claims)
                    .containsEntry("sub", realm.userId("alice"))
                    .containsEntry("azp", "api-tokens")
                    .containsEntry("token_name", "ci-deploy")
                    .containsEntry("exp", answer.path("exp"));
        }

        @Test
        void isNotGivenElsewhere(TestRealm realm) {
            assertThat(asJwt(realm, realm.createToken()).<String>path("jwt")).isNull();
        }

        /** Even where an administrator lets the token client itself manage tokens. */
        @Test
        void opensNothingAtKeycloak(TestRealm realm) {
            TestRealm.Token token = realm.createToken();
            allowJwt(realm);
            realm.setAttribute("api-tokens.clients", "api-tokens my-cli");
            String jwt = asJwt(realm, token).path("jwt");

            realm.create(jwt, """
                    {"name":"child"}""").then().statusCode(401);
            Http.withBearer(jwt)
                    .accept(ContentType.JSON)
                    .get("/realms/" + realm.name() + "/account/")
                    .then()
                    .statusCode(401);
            assertThat(Http.withBearer(jwt)
                            .get("/realms/" + realm.name() + "/protocol/openid-connect/userinfo")
                            .statusCode())
                    .isIn(401, 403);
        }

        private static void allowJwt(TestRealm realm) {
            realm.updateClient(
                    "catalog-server",
                    Map.of(
                            "attributes",
                            Map.of(
                                    "api-tokens.accepted",
                                    "true",
                                    "client.introspection.response.allow.jwt.claim.enabled",
                                    "true")));
        }

        private static Response asJwt(TestRealm realm, TestRealm.Token token) {
            return realm.introspection("catalog-server", token.secret())
                    .accept("application/jwt")
                    .post(realm.introspectionEndpoint());
        }
    }

    @Test
    void theServerUnderTestIsTheOneAskedFor() {
        assertThat(KeycloakServer.get().log()).contains("Keycloak " + KeycloakServer.version());
    }
}
