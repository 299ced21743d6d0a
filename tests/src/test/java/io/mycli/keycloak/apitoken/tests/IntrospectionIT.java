package io.mycli.keycloak.apitoken.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@KeycloakTest
class IntrospectionIT {

    @Test
    void liveTokenIsActive(TestRealm realm) {
        TestRealm.Token token = realm.mint();

        Response answer = realm.introspect(token.secret());

        realm.assertActive(answer);
        assertThat(answer.<String>path("sub")).isEqualTo(realm.userId("alice"));
        assertThat(answer.<String>path("jti")).isEqualTo(token.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token"})
    void hintChangesNothing(String hint, TestRealm realm) {
        TestRealm.Token token = realm.mint();

        Response with = realm.introspection("catalog-server", token.secret())
                .formParam("token_type_hint", hint)
                .post(realm.introspectionEndpoint());

        realm.assertActive(with);
        assertThat(with.jsonPath().getMap("$").keySet())
                .isEqualTo(
                        realm.introspect(token.secret()).jsonPath().getMap("$").keySet());
    }

    @Test
    void successLeavesEventWithTokenAndOwner(TestRealm realm) {
        TestRealm.Token token = realm.mint();

        realm.introspect(token.secret());

        Map<String, Object> event = realm.events("INTROSPECT_TOKEN").get(0);
        assertThat(event).containsEntry("userId", realm.userId("alice")).containsEntry("clientId", "catalog-server");
        assertThat(event).extracting("details.token_id", "details.token_type").containsExactly(token.id(), "api-token");
    }

    @Test
    void noSessionIsCreated(TestRealm realm) {
        TestRealm.Token token = realm.mint();
        String sessions = "/users/" + realm.userId("alice") + "/sessions";
        List<?> before = realm.admin(sessions).jsonPath().getList("id");

        realm.introspect(token.secret());

        assertThat(realm.admin(sessions).jsonPath().getList("id")).isEqualTo(before);
        assertThat(realm.admin("/clients/" + realm.clientUuid("api-tokens") + "/session-count")
                        .<Integer>path("count"))
                .isZero();
    }

    @Nested
    class Refuses {

        @Test
        void unknownToken(TestRealm realm) {
            assertRefused(realm, Secrets.unknown(), "API token is unknown in this realm");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "myc_",
                    "myc_0",
                    "myc_000000000000000000000000000000000000000000000000",
                    "myc_0000000000000000000000000000000000000000ZZZZZZZZ",
                    "myc_0000000000000000000000000000000000000000000000000000",
                    "myc_\u00e9\u0000' or 1=1"
                })
        void malformedToken(String token, TestRealm realm) {
            assertRefused(realm, token, "API token is malformed or its checksum is wrong");
        }

        @Test
        void tokenWithOneWrongDigit(TestRealm realm) {
            String secret = realm.mint().secret();
            char last = secret.charAt(secret.length() - 1);
            String mistyped = secret.substring(0, secret.length() - 1) + (last == '0' ? '1' : '0');

            assertRefused(realm, mistyped, "API token is malformed or its checksum is wrong");
        }

        @Test
        void revokedToken(TestRealm realm) {
            TestRealm.Token token = realm.mint();
            Http.withBearer(realm.login("alice"))
                    .delete(realm.apiTokens() + "/" + token.id())
                    .then()
                    .statusCode(204);

            assertRefused(realm, token.secret(), "API token is revoked");
            assertThat(realm.events("INTROSPECT_TOKEN_ERROR").get(0))
                    .extracting("details.token_id", "userId")
                    .containsExactly(token.id(), realm.userId("alice"));
        }

        @Test
        void expiredToken(TestRealm realm) {
            TestRealm.Token token = realm.mint();
            realm.age(token, "EXPIRES_AT", 1);

            assertRefused(realm, token.secret(), "API token is expired");
        }

        @Test
        void tokenOfDisabledUser(TestRealm realm) {
            TestRealm.Token token = realm.mint();
            Admin.put(realm.adminPath("/users/" + realm.userId("alice")), Map.of("enabled", false));

            assertRefused(realm, token.secret(), "Owner of the API token is disabled");
        }

        @Test
        void tokenOfDeletedUser(TestRealm realm) {
            TestRealm.Token token = realm.mint();
            Admin.delete(realm.adminPath("/users/" + realm.userId("alice")));

            assertRefused(realm, token.secret(), "API token is unknown in this realm");
        }

        @Test
        void tokenOfUserWhoVanishedFromTheirStorage(TestRealm realm) {
            ListedUsers storage = ListedUsers.in(realm, "dora");
            TestRealm.Token token = realm.mint("dora", "{\"name\":\"x\"}");
            realm.assertActive(realm.introspect(token.secret()));
            storage.list("nobody");

            assertRefused(realm, token.secret(), "Owner of the API token does not exist");
        }

        @Test
        void anyTokenOfRealmThatDisabledThem(TestRealm realm) {
            TestRealm.Token token = realm.mint();
            realm.setAttribute("api-tokens.enabled", "false");

            assertRefused(realm, token.secret(), "API tokens are not enabled in this realm");
        }

        @Test
        void anyTokenWhenTheTokenClientIsDisabled(TestRealm realm) {
            TestRealm.Token token = realm.mint();
            realm.updateClient("api-tokens", Map.of("enabled", false));

            assertRefused(realm, token.secret(), "The token client is disabled");
        }

        @Test
        void anyTokenWhenTheTokenClientHasAnotherName(TestRealm realm) {
            TestRealm.Token token = realm.mint();
            realm.updateClient("api-tokens", Map.of("clientId", "renamed"));

            assertRefused(realm, token.secret(), "The token client does not exist");
        }

        @Test
        void tokenFromBeforeTheRealmsNotBefore(TestRealm realm) {
            TestRealm.Token token = realm.mint();
            realm.update(Map.of("notBefore", System.currentTimeMillis() / 1000 + 60));

            assertRefused(realm, token.secret(), "API token was minted before the realm's not-before");
        }

        @Test
        void tokenFromBeforeTheTokenClientsNotBefore(TestRealm realm) {
            TestRealm.Token token = realm.mint();
            realm.updateClient("api-tokens", Map.of("notBefore", System.currentTimeMillis() / 1000 + 60));

            assertRefused(realm, token.secret(), "API token was minted before the token client's not-before");
        }

        @Test
        void tokenOfAnotherRealm(TestRealm realm) {
            TestRealm other = TestRealm.create();
            try {
                assertRefused(realm, other.mint().secret(), "API token is unknown in this realm");
            } finally {
                other.delete();
            }
        }

        @Test
        void clientOutsideTheAudience(TestRealm realm) {
            TestRealm.Token token = realm.mint();

            realm.assertRefused(realm.introspect("strict-server", token.secret()));
            assertThat(realm.refusalReason()).isEqualTo("Client is not in the audience of the API token");
        }

        private static void assertRefused(TestRealm realm, String token, String reason) {
            realm.assertRefused(realm.introspect(token));
            assertThat(realm.refusalReason()).isEqualTo(reason);
        }
    }

    @Nested
    class AcceptsForClient {

        @Test
        void inTheAudience(TestRealm realm) {
            TestRealm.Token token = realm.mint();
            Mappers.of(realm, "api-tokens").audience("strict-server");

            Response answer = realm.introspect("strict-server", token.secret());

            realm.assertActive(answer);
            assertThat(answer.<List<String>>path("aud")).contains("strict-server", "account");
        }

        @Test
        void withKeycloaksOptOut(TestRealm realm) {
            TestRealm.Token token = realm.mint();
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

        @ParameterizedTest
        @ValueSource(strings = {"", "garbage", "a.b.c", "MYC_0", "e30.e30.e30"})
        void garbage(String token, TestRealm realm) {
            Response ours = realm.introspect(token);
            Response stock = stock(realm, token);

            assertThat(ours.statusCode()).isEqualTo(stock.statusCode());
            assertThat(ours.asString()).isEqualTo(stock.asString());
        }

        @Test
        void publicClientsAndWrongSecrets(TestRealm realm) {
            TestRealm.Token token = realm.mint();

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
            TestRealm.Token token = realm.mint();
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
            assertThat(asJwt(realm, realm.mint()).<String>path("jwt")).isNull();
        }

        /** Even where an administrator lets the token client itself manage tokens. */
        @Test
        void opensNothingAtKeycloak(TestRealm realm) {
            TestRealm.Token token = realm.mint();
            allowJwt(realm);
            realm.setAttribute("api-tokens.clients", "api-tokens my-cli");
            String jwt = asJwt(realm, token).path("jwt");

            realm.create(jwt, "{\"name\":\"child\"}").then().statusCode(401);
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
