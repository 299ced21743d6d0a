package io.mycli.keycloak.apitoken.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.mycli.keycloak.apitoken.secret.SecretFormat;
import io.mycli.keycloak.apitoken.tests.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@KeycloakTest
class CreateIT {

    @Test
    void answersWithTokenAndSecretOnce(TestRealm realm) {
        String jwt = realm.login("alice");

        Response created = realm.create(
                jwt, "{\"name\":\"  ci-deploy \",\"expiresIn\":\"90d\",\"profile\":\"team-a\",\"scope\":\"phone\"}");

        assertThat(created.statusCode()).isEqualTo(201);
        String secret = created.path("token");
        assertThat(new SecretFormat("myc").parse(secret)).isPresent();
        assertThat(created.header("Cache-Control")).contains("no-store");
        assertThat(created.header("Location")).endsWith(realm.apiTokens() + "/" + created.path("id"));
        Map<String, Object> token = created.jsonPath().getMap("$");
        assertThat(token)
                .containsOnlyKeys(
                        "id",
                        "name",
                        "prefix",
                        "profile",
                        "scope",
                        "createdAt",
                        "expiresAt",
                        "lastUsedAt",
                        "lastUsedBy",
                        "token")
                .containsEntry("name", "ci-deploy")
                .containsEntry("prefix", secret.substring(0, 10))
                .containsEntry("profile", "team-a")
                .containsEntry("scope", "phone")
                .containsEntry("lastUsedAt", null);
        assertThat(Duration.between(Instant.parse(created.path("createdAt")), Instant.parse(created.path("expiresAt"))))
                .isEqualTo(Duration.ofDays(90));
    }

    @Test
    void locationLeadsToTheTokenWithoutItsSecret(TestRealm realm) {
        String jwt = realm.login("alice");
        Response created = realm.create(jwt, "{\"name\":\"ci\"}");

        Response found = Http.withBearer(jwt).get(created.header("Location"));

        assertThat(found.statusCode()).isEqualTo(200);
        Map<String, Object> expected = created.jsonPath().getMap("$");
        expected.remove("token");
        assertThat(found.jsonPath().getMap("$")).isEqualTo(expected);
    }

    @Test
    void worksWithTrailingSlash(TestRealm realm) {
        Response created = Http.withBearer(realm.login("alice"))
                .contentType(ContentType.JSON)
                .body("{\"name\":\"ci\"}")
                .post(realm.apiTokens() + "/");

        assertThat(created.statusCode()).isEqualTo(201);
        Secrets.minted(created.path("token"));
    }

    @Test
    void tokenWithoutLifetimeNeverExpires(TestRealm realm) {
        realm.create(realm.login("alice"), "{\"name\":\"ci\"}").then().body("expiresAt", equalTo(null));
    }

    @Test
    void leavesEventWithoutSecret(TestRealm realm) {
        TestRealm.Token token = realm.mint("alice", "{\"name\":\"ci\",\"expiresIn\":\"1y\"}");

        Map<String, Object> event = realm.events("UPDATE_CREDENTIAL").get(0);

        assertThat(event).containsEntry("userId", realm.userId("alice")).containsEntry("clientId", "my-cli");
        assertThat(event)
                .extracting("details.credential_type", "details.token_id", "details.token_name", "details.token_prefix")
                .containsExactly("api-token", token.id(), "ci", token.secret().substring(0, 10));
        assertThat(event).extracting("details.token_expires_at").isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ci deploy", "Gr\u00fc\u00dfe", "<b>&\"'", "\u2764\ufe0f\u200d\ud83d\udd25"})
    void acceptsNames(String name, TestRealm realm) {
        realm.create(realm.login("alice"), json("name", name)).then().body("name", equalTo(name));
    }

    @Test
    void acceptsHundredEmoji(TestRealm realm) {
        String name = "\ud83d\ude80".repeat(100);

        realm.create(realm.login("alice"), json("name", name))
                .then()
                .statusCode(201)
                .body("name", equalTo(name));
    }

    @ParameterizedTest
    @CsvSource({"12h,PT12H", "30d,P30D", "4w,P28D", "1y,P365D", "100y,P36500D"})
    void acceptsLifetimes(String expiresIn, Duration lifetime, TestRealm realm) {
        Response created = realm.create(realm.login("alice"), "{\"name\":\"ci\",\"expiresIn\":\"" + expiresIn + "\"}");

        assertThat(Duration.between(Instant.parse(created.path("createdAt")), Instant.parse(created.path("expiresAt"))))
                .isEqualTo(lifetime);
    }

    @Nested
    class Refuses {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "not json",
                    "{\"name\":\"a\"} {}",
                    "{\"name\":\"a\",\"name\":\"b\"}",
                    "[]",
                    "null",
                    "\"name\"",
                    "{\"name\":\"a\",\"admin\":true}",
                    "{\"name\":5}",
                    "{\"name\":[\"a\"]}",
                    "{\"name\":\"a\",\"expiresIn\":90}",
                    "{\"name\":\"a\",\"profile\":{}}",
                    "{\"name\":\"a\",\"scope\":[\"phone\"]}",
                    "{\"name\":\"\u0000\"}"
                })
        void malformedBodies(String body, TestRealm realm) {
            refuses(realm, body, 400, "INVALID_REQUEST");
        }

        @Test
        void bytesThatAreNotUtf8(TestRealm realm) {
            Http.withBearer(realm.login("alice"))
                    .contentType("application/json")
                    .body(new byte[] {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xff, '"', '}'})
                    .post(realm.apiTokens())
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("INVALID_REQUEST"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"name\":null}",
                    "{\"name\":\"\"}",
                    "{\"name\":\" \\t\\u2003 \"}",
                    "{\"name\":\"a\\u0000b\"}",
                    "{\"name\":\"a\\nb\"}",
                    "{\"name\":\"a\\u0085b\"}",
                    "{\"name\":\"a\\u2028b\"}",
                    "{\"name\":\"a\\u202eb\"}",
                    "{\"name\":\"\\ud83d\"}"
                })
        void names(String body, TestRealm realm) {
            refuses(realm, body, 400, "INVALID_NAME");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "\ud83d\ude80"})
        void nameOfHundredAndOneCodePoints(String codePoint, TestRealm realm) {
            refuses(realm, json("name", codePoint.repeat(101)), 400, "INVALID_NAME");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", " ", "0d", "-1d", "+1d", "90", "1m", "1 d", "1D", "d", "99999999999y", "101y", "1d1d"})
        void lifetimes(String expiresIn, TestRealm realm) {
            refuses(realm, "{\"name\":\"a\",\"expiresIn\":\"" + expiresIn + "\"}", 400, "INVALID_EXPIRY");
        }

        @Test
        void missingLifetimeWhereExpiryIsRequired(TestRealm realm) {
            realm.setAttribute("api-tokens.require-expiry", "true");

            refuses(realm, "{\"name\":\"a\"}", 400, "EXPIRY_REQUIRED");
        }

        @Test
        void missingLifetimeWhereThereIsLongestOne(TestRealm realm) {
            realm.setAttribute("api-tokens.max-lifetime", "30d");

            refuses(realm, "{\"name\":\"a\"}", 400, "EXPIRY_REQUIRED");
        }

        @Test
        void lifetimeBeyondTheLongest(TestRealm realm) {
            realm.setAttribute("api-tokens.max-lifetime", "30d");

            refuses(realm, "{\"name\":\"a\",\"expiresIn\":\"721h\"}", 400, "EXPIRY_TOO_LONG");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "A", "a b", "-a", "a-", "a--b", "a_b", "\u00e4", "a/b"})
        void profilesThatAreNoSlug(String profile, TestRealm realm) {
            refuses(realm, "{\"name\":\"a\",\"profile\":\"" + profile + "\"}", 400, "INVALID_PROFILE");
        }

        @Test
        void profileOfSixtyFourLetters(TestRealm realm) {
            refuses(realm, "{\"name\":\"a\",\"profile\":\"" + "a".repeat(64) + "\"}", 400, "INVALID_PROFILE");
        }

        @Test
        void profileOffTheList(TestRealm realm) {
            realm.setAttribute("api-tokens.profiles", "team-a, team-b");

            refuses(realm, "{\"name\":\"a\",\"profile\":\"team-c\"}", 400, "INVALID_PROFILE");
        }

        @ParameterizedTest
        @ValueSource(strings = {"nonsense", "phone nonsense", "offline_access", "openid", "email", "a\\u0000"})
        void scopes(String scope, TestRealm realm) {
            refuses(realm, "{\"name\":\"a\",\"scope\":\"" + scope + "\"}", 400, "INVALID_SCOPE");
        }

        @Test
        void bodyOfSeventeenKibibytes(TestRealm realm) {
            refuses(realm, json("name", "a".repeat(17 * 1024)), 413, "PAYLOAD_TOO_LARGE");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "application/xml",
                    "nonsense",
                    "a/b/c",
                    ";"
                })
        void otherContentTypes(String contentType, TestRealm realm) throws Exception {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create(KeycloakServer.get().baseUrl() + realm.apiTokens()))
                                    .header("Authorization", "Bearer " + realm.login("alice"))
                                    .header("Content-Type", contentType)
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"a\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(answer.body()).contains("\"error\":\"UNSUPPORTED_MEDIA_TYPE\"");
        }

        @Test
        void nameThatDiffersInCaseOnly(TestRealm realm) {
            realm.mint("alice", json("name", "CI-\u00c9t\u00e9"));

            refuses(realm, json("name", "ci-e\u0301T\u00c9"), 409, "TOKEN_NAME_EXISTS");
        }

        @Test
        void everythingUnderRulesThatCannotBeRead(TestRealm realm) {
            realm.setAttribute("api-tokens.max-lifetime", "thirty days");

            refuses(realm, "{\"name\":\"a\"}", 403, "FORBIDDEN");
        }

        @Test
        void leavesErrorEvent(TestRealm realm) {
            realm.create(realm.login("alice"), "{}");

            assertThat(realm.events("UPDATE_CREDENTIAL_ERROR").get(0)).containsEntry("error", "invalid_name");
        }

        private static void refuses(TestRealm realm, String body, int status, String code) {
            long before = realm.rows();

            realm.create(realm.login("alice"), body)
                    .then()
                    .statusCode(status)
                    .body("error", equalTo(code))
                    .body("error_description", notNullValue());

            assertThat(realm.rows()).isEqualTo(before);
        }
    }

    private static String json(String member, String value) {
        return "{\"" + member + "\":\"" + value.replace("\"", "\\\"") + "\"}";
    }
}
