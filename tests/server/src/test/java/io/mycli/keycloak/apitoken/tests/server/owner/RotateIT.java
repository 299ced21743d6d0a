package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Parallel;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class RotateIT {

    private static final String REPLACED = "Secret of the API token was replaced by rotation";
    private static final int PARALLEL = 20;

    @Test
    void givesNewSecretToTheSameToken(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                        {"name":"ci","profile":"team-a","scope":"phone","expiresIn":"30d"}""");
        JsonPath before = get(realm, token);

        Response rotated = realm.rotate(token, "{}");

        rotated.then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("token", notNullValue())
                .body("rotatedAt", notNullValue())
                .body("previousValidUntil", nullValue());
        String secret = rotated.path("token");
        assertThat(secret).isNotEqualTo(token.secret()).startsWith(rotated.<String>path("prefix"));
        JsonPath after = get(realm, token);
        for (String kept : List.of("id", "name", "profile", "scope", "createdAt")) {
            assertThat(after.<Object>get(kept)).as(kept).isEqualTo(before.get(kept));
        }
        assertThat(after.<String>get("prefix")).isEqualTo(rotated.path("prefix"));
        realm.introspect(secret)
                .then()
                .body("active", equalTo(true))
                .body("jti", equalTo(token.id()))
                .body("token_profile", equalTo("team-a"));
    }

    @Test
    void endsTheOldSecretNow(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.assertActive(realm.introspect(token.secret()));

        realm.rotate(token, "").then().statusCode(200);

        realm.assertRejected(realm.introspect(token.secret()));
        assertThat(realm.rejectionReason()).isEqualTo(REPLACED);
        assertThat(realm.events("INTROSPECT_TOKEN_ERROR").get(0))
                .extracting("details.token_id", "userId")
                .containsExactly(token.id(), realm.userId("alice"));
    }

    @Test
    void recordsEvent(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        Response rotated = realm.rotate(token, """
                {"overlap":"1h"}""");

        assertThat(realm.events("UPDATE_CREDENTIAL").get(0))
                .extracting("userId", "details.credential_type", "details.token_id", "details.token_prefix")
                .containsExactly(realm.userId("alice"), "api-token", token.id(), rotated.path("prefix"));
        assertThat(realm.events("UPDATE_CREDENTIAL").get(0))
                .extracting("details.token_rotated_at", "details.token_previous_valid_until")
                .doesNotContainNull();
    }

    @Test
    void replacesTokenFromBeforeTheRealmsNotBefore(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "CREATED_AT", 120);
        realm.update(Map.of("notBefore", System.currentTimeMillis() / 1000 - 60));
        realm.assertRejected(realm.introspect(token.secret()));

        TestRealm.Token rotated = realm.rotated(token, """
                {"overlap":"1h"}""");

        realm.assertActive(realm.introspect(rotated.secret()));
        realm.assertRejected(realm.introspect(token.secret()));
        assertThat(realm.rejectionReason()).isEqualTo("API token was issued before the realm's not-before");
    }

    @RepeatedTest(3)
    void leavesOneNewSecretUnderParallelRotations(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken();
        String jwt = realm.login("alice");

        List<Response> answers = Parallel.requests(PARALLEL, i -> realm.rotate(jwt, token, "{}"));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200, 409);
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 200)
                        .map(answer -> realm.introspect(answer.path("token")))
                        .filter(answer -> answer.<Boolean>path("active")))
                .hasSize(1);
        realm.assertRejected(realm.introspect(token.secret()));
    }

    @Test
    void rotatesOnceUnderParallelRotationsWithOverlap(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken();
        String jwt = realm.login("alice");

        List<Response> answers = Parallel.requests(PARALLEL, i -> realm.rotate(jwt, token, """
                {"overlap":"1h"}"""));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnly(200, 409)
                .containsOnlyOnce(200);
        realm.assertActive(realm.introspect(token.secret()));
    }

    @Test
    void oneOfParallelRotationAndRevocationIsLast(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken();
        String jwt = realm.login("alice");

        List<Response> answers = Parallel.requests(
                PARALLEL,
                i -> i == PARALLEL / 2
                        ? Http.withBearer(jwt).delete(realm.apiTokens() + "/" + token.id())
                        : realm.rotate(jwt, token, "{}"));

        assertThat(answers).extracting(Response::statusCode).containsOnlyOnce(204);
        assertThat(answers).extracting(Response::statusCode).isSubsetOf(200, 204, 404, 409);
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 200)
                        .map(answer -> realm.introspect(answer.path("token")))
                        .filter(answer -> answer.<Boolean>path("active")))
                .isEmpty();
    }

    @Nested
    class Overlap {

        @Test
        void keepsTheOldSecretVisibly(TestRealm realm) {
            TestRealm.Token token = realm.createToken();

            TestRealm.Token rotated = realm.rotated(token, """
                    {"overlap":"7d"}""");

            Instant until = Instant.parse(get(realm, token).getString("previousValidUntil"));
            assertThat(Duration.between(Instant.now(), until)).isBetween(Duration.ofHours(167), Duration.ofHours(168));
            realm.assertActive(realm.introspect(rotated.secret()));
            Response old = realm.introspect(token.secret());
            realm.assertActive(old);
            assertThat(old.<Integer>path("token_expires_at").longValue()).isEqualTo(until.getEpochSecond());
        }

        @Test
        void endsByItself(TestRealm realm) {
            TestRealm.Token token = realm.createToken();
            TestRealm.Token rotated = realm.rotated(token, """
                    {"overlap":"1h"}""");
            realm.table().age(token, "PREVIOUS_VALID_UNTIL", 1);

            realm.assertRejected(realm.introspect(token.secret()));

            assertThat(realm.rejectionReason()).isEqualTo(REPLACED);
            assertThat(get(realm, token).getString("previousValidUntil")).isNull();
            realm.assertActive(realm.introspect(rotated.secret()));
            realm.rotate(token, """
                    {"overlap":"1h"}""").then().statusCode(200);
        }

        @Test
        void doesNotOutliveTheOldSecretsOwnEnd(TestRealm realm) {
            TestRealm.Token token = realm.createToken("alice", """
                    {"name":"short","expiresIn":"1h"}""");
            String end = get(realm, token).getString("expiresAt");

            realm.rotate(token, """
                    {"overlap":"7d"}""").then().body("previousValidUntil", equalTo(end));
        }

        @Test
        void isOneAtTheTime(TestRealm realm) {
            TestRealm.Token token = realm.createToken();
            TestRealm.Token second = realm.rotated(token, """
                    {"overlap":"1h"}""");

            conflict(realm.rotate(token, """
                    {"overlap":"1h"}"""));

            realm.assertActive(realm.introspect(token.secret()));
            realm.assertActive(realm.introspect(second.secret()));
        }

        @Test
        void endsWithRotationWithoutOverlap(TestRealm realm) {
            TestRealm.Token first = realm.createToken();
            TestRealm.Token second = realm.rotated(first, """
                    {"overlap":"1h"}""");
            realm.assertActive(realm.introspect(first.secret()));

            TestRealm.Token third = realm.rotated(first, """
                    {"overlap":"0"}""");

            realm.assertRejected(realm.introspect(first.secret()));
            realm.assertRejected(realm.introspect(second.secret()));
            realm.assertActive(realm.introspect(third.secret()));
        }

        @Test
        void endsWithTheToken(TestRealm realm) {
            TestRealm.Token token = realm.createToken();
            realm.rotate(token, """
                    {"overlap":"1h"}""").then().statusCode(200);
            realm.assertActive(realm.introspect(token.secret()));

            realm.revoke(token);

            realm.assertRejected(realm.introspect(token.secret()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"\"\"", "\"8d\"", "\"169h\"", "\"-1h\"", "\"1s\"", "\"00\"", "\"0d\"", "0", "true", "[]"})
        void isFromNothingToSevenDays(String overlap, TestRealm realm) {
            TestRealm.Token token = realm.createToken();

            realm.rotate(token, "{\"overlap\":" + overlap + "}")
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("INVALID_REQUEST"))
                    .body("field", equalTo("overlap"));

            realm.assertActive(realm.introspect(token.secret()));
        }
    }

    private static JsonPath get(TestRealm realm, TestRealm.Token token) {
        return Http.withBearer(realm.login("alice"))
                .get(realm.apiTokens() + "/" + token.id())
                .jsonPath();
    }

    private static void conflict(Response response) {
        response.then().statusCode(409).body("error", equalTo("ROTATION_CONFLICT"));
    }
}
