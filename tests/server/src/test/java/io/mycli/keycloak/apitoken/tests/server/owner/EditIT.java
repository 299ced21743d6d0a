package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.Parallel;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The change of a token's name and description. */
@ContractTest
class EditIT {

    @Test
    void changesNameAndDescription(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.assertActive(realm.introspect(token.secret()));

        edit(realm, "alice", token, "{\"name\":\" deploy \",\"description\":\" for \\ud83d\\ude80 \"}")
                .then()
                .statusCode(200)
                .body("name", equalTo("deploy"))
                .body("description", equalTo("for \ud83d\ude80"));

        assertThat(realm.introspect(token.secret()).<String>path("token_name")).isEqualTo("deploy");
        assertThat(realm.events("UPDATE_CREDENTIAL").get(0))
                .extracting("details.token_id", "details.token_name")
                .containsExactly(token.id(), "deploy");
    }

    @Test
    void keepsWhatIsMissing(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci","description":"builds"}""");

        edit(realm, "alice", token, """
                {"name":"ci"}""").then().statusCode(200).body("description", equalTo("builds"));
        edit(realm, "alice", token, """
                {"description":" "}""")
                .then()
                .statusCode(200)
                .body("name", equalTo("ci"))
                .body("description", nullValue());
    }

    @Test
    void nameStaysUnique(TestRealm realm) {
        TestRealm.Token first = realm.createNamed("alice", "first");
        realm.createNamed("alice", "second");

        edit(realm, "alice", first, """
                {"name":"SECOND"}""")
                .then()
                .statusCode(409)
                .body("error", equalTo("TOKEN_NAME_EXISTS"))
                .body("field", equalTo("name"));
        edit(realm, "alice", first, """
                {"name":"FIRST"}""").then().statusCode(200);
        assertThat(realm.events("UPDATE_CREDENTIAL_ERROR").get(0))
                .extracting("error")
                .isEqualTo("token_name_exists");
    }

    @Test
    void freedNameCanBeUsed(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        edit(realm, "alice", token, """
                {"name":"other"}""").then().statusCode(200);

        realm.create(realm.login("alice"), """
                {"name":"ci-deploy"}""").then().statusCode(201);
    }

    @Test
    void expiredTokenTakesNoName(TestRealm realm) {
        TestRealm.Token expired = realm.createToken("alice", """
                {"name":"old","expiresIn":"1h"}""");
        realm.table().age(expired, "EXPIRES_AT", 1);

        edit(realm, "alice", expired, """
                {"name":"new"}""").then().statusCode(200).body("name", equalTo("new"));

        realm.create(realm.login("alice"), """
                {"name":"new"}""").then().statusCode(201);
        realm.create(realm.login("alice"), """
                {"name":"old"}""").then().statusCode(201);
    }

    @Test
    void ofSomebodyElseIsNotFound(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        edit(realm, "bob", token, """
                {"name":"mine"}""").then().statusCode(404).body("error", equalTo("TOKEN_NOT_FOUND"));
        realm.revoke(token);
        edit(realm, "alice", token, """
                {"name":"mine"}""").then().statusCode(404).body("error", equalTo("TOKEN_NOT_FOUND"));
    }

    @Test
    void apiTokenEditsNothing(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        Http.withBearer(token.secret())
                .contentType(ContentType.JSON)
                .body("""
                        {"name":"mine"}""")
                .patch(realm.apiTokens() + "/" + token.id())
                .then()
                .statusCode(403)
                .body("error", equalTo("JWT_REQUIRED"));
    }

    @OneRealm
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "INVALID_REQUEST |            | {}",
                "INVALID_REQUEST |            | {\"name\":null}",
                "INVALID_NAME    | name       | {\"name\":\" \"}",
                "INVALID_REQUEST | expiresIn  | {\"expiresIn\":\"90d\"}",
                "INVALID_REQUEST | realmRoles | {\"realmRoles\":[]}",
                "INVALID_REQUEST | scope      | {\"name\":\"a\",\"scope\":\"phone\"}"
            })
    void changesNothingElse(String code, String field, String body, TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", "{\"name\":\"" + body.hashCode() + "\"}");

        edit(realm, "alice", token, body)
                .then()
                .statusCode(400)
                .body("error", equalTo(code))
                .body("field", equalTo(field));
    }

    @Test
    void ofParallelRenamesOneGetsTheName(TestRealm realm) throws Exception {
        String jwt = realm.login("alice");
        List<TestRealm.Token> tokens = IntStream.range(0, 8)
                .mapToObj(i -> realm.createToken("alice", "{\"name\":\"t" + i + "\"}"))
                .toList();

        List<Response> answers = Parallel.requests(
                8,
                i -> Http.withBearer(jwt)
                        .contentType(ContentType.JSON)
                        .body("""
                                {"name":"wanted"}""")
                        .patch(realm.apiTokens() + "/" + tokens.get(i).id()));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnly(200, 409)
                .containsOnlyOnce(200);
    }

    private static Response edit(TestRealm realm, String user, TestRealm.Token token, String body) {
        return Http.withBearer(realm.login(user))
                .contentType(ContentType.JSON)
                .body(body)
                .patch(realm.apiTokens() + "/" + token.id());
    }
}
