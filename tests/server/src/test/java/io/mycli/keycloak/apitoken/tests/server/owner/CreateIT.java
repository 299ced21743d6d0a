package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.secret.SecretFormat;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class CreateIT {

    @Test
    void answersWithTokenAndSecretOnce(TestRealm realm) {
        String jwt = realm.login("alice");

        Response created = realm.create(jwt, """
                        {"name":"  ci-deploy ","expiresIn":"90d","profile":"team-a","scope":"phone"}""");

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
                        "description",
                        "prefix",
                        "profile",
                        "scope",
                        "realmRoles",
                        "clientRoles",
                        "audience",
                        "createdAt",
                        "rotatedAt",
                        "previousValidUntil",
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
    void neverIsNoExpiryUnlessThePolicyRequiresOne(TestRealm realm) {
        realm.setAttribute("api-tokens.default-lifetime", "90d");

        realm.create(realm.login("alice"), """
                {"name":"a","expiresIn":"never"}""").then().statusCode(201).body("expiresAt", nullValue());

        for (String setting : List.of("max-lifetime", "require-expiry")) {
            realm.update(Map.of(
                    "attributes",
                    Map.of(
                            "api-tokens.enabled",
                            "true",
                            "api-tokens." + setting,
                            setting.equals("max-lifetime") ? "30d" : "true")));
            realm.create(realm.login("alice"), """
                    {"name":"b","expiresIn":"never"}""")
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("EXPIRY_REQUIRED"))
                    .body("field", equalTo("expiresIn"));
        }
    }

    @Test
    void locationLeadsToTheTokenWithoutItsSecret(TestRealm realm) {
        String jwt = realm.login("alice");
        Response created = realm.create(jwt, """
                {"name":"ci"}""");

        Response found = Http.withBearer(jwt).get(created.header("Location"));

        assertThat(found.statusCode()).isEqualTo(200);
        Map<String, Object> expected = created.jsonPath().getMap("$");
        expected.remove("token");
        expected.put("lastUses", List.of());
        assertThat(found.jsonPath().getMap("$")).isEqualTo(expected);
    }

    @Test
    void worksWithTrailingSlash(TestRealm realm) {
        Response created = Http.withBearer(realm.login("alice"))
                .contentType(ContentType.JSON)
                .body("""
                        {"name":"ci"}""")
                .post(realm.apiTokens() + "/");

        assertThat(created.statusCode()).isEqualTo(201);
        Secrets.issued(created.path("token"));
    }

    @Test
    void tokenWithoutLifetimeNeverExpires(TestRealm realm) {
        realm.create(realm.login("alice"), """
                {"name":"ci"}""").then().body("expiresAt", equalTo(null));
    }

    @Test
    void leavesEventWithoutSecret(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci","expiresIn":"1y"}""");

        Map<String, Object> event = realm.events("UPDATE_CREDENTIAL").get(0);

        assertThat(event).containsEntry("userId", realm.userId("alice")).containsEntry("clientId", "my-cli");
        assertThat(event)
                .extracting("details.credential_type", "details.token_id", "details.token_name", "details.token_prefix")
                .containsExactly("api-token", token.id(), "ci", token.secret().substring(0, 10));
        assertThat(event).extracting("details.token_expires_at").isNotNull();
        assertThat(event)
                .extracting("details.credential_id", "details.credential_user_label")
                .containsExactly(token.id(), "ci");
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

        // Keycloak's event table has no room for them on every database.
        assertThat(realm.events("UPDATE_CREDENTIAL").get(0))
                .extracting("details.token_name")
                .isEqualTo("[U+1F680]".repeat(100));
    }

    @ParameterizedTest
    @CsvSource({"12h,PT12H", "30d,P30D", "4w,P28D", "1y,P365D", "100y,P36500D"})
    void acceptsLifetimes(String expiresIn, Duration lifetime, TestRealm realm) {
        Response created = realm.create(realm.login("alice"), "{\"name\":\"ci\",\"expiresIn\":\"" + expiresIn + "\"}");

        assertThat(Duration.between(Instant.parse(created.path("createdAt")), Instant.parse(created.path("expiresAt"))))
                .isEqualTo(lifetime);
    }

    private static String json(String member, String value) {
        return "{\"" + member + "\":\"" + value.replace("\"", "\\\"") + "\"}";
    }
}
