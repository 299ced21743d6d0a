package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no token is created from; each leaves the table as it was. */
@KeycloakTest
class CreateRejectionIT {

    @OneRealm
    @ParameterizedTest
    @ValueSource(strings = {"", "{", "not json", """
                    {"name":"a"} {}""", "[]", "null", "\"name\"", "{\"name\":\"\u0000\"}"})
    void malformedBodies(String body, TestRealm realm) {
        rejects(realm, body, 400, "INVALID_REQUEST", null);
    }

    @OneRealm
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "name      | {\"name\":\"a\",\"name\":\"b\"}",
                "admin     | {\"name\":\"a\",\"admin\":true}",
                "name      | {\"name\":5}",
                "name      | {\"name\":true}",
                "name      | {\"name\":[\"a\"]}",
                "expiresIn | {\"name\":\"a\",\"expiresIn\":90}",
                "profile   | {\"name\":\"a\",\"profile\":{}}",
                "scope     | {\"name\":\"a\",\"scope\":[\"phone\"]}"
            })
    void wrongMembers(String field, String body, TestRealm realm) {
        rejects(realm, body, 400, "INVALID_REQUEST", field);
    }

    @Test
    void nameOfUnknownMemberThatMayBeSecret(TestRealm realm) {
        String secret = Secrets.unknown();

        ValidatableResponse answer = rejects(realm, json(secret, "a"), 400, "INVALID_REQUEST", null);

        assertThat(answer.extract().asString()).doesNotContain(secret.substring(4));
    }

    @Test
    void severalMembersTogether(TestRealm realm) {
        rejects(realm, """
                                {"name":" ","expiresIn":"1m","profile":"A","scope":"nonsense"}""", 400, "INVALID_NAME", "name")
                .body("errors.field", contains("name", "expiresIn", "profile", "scope"))
                .body("errors.code", contains("INVALID_NAME", "INVALID_EXPIRY", "INVALID_PROFILE", "INVALID_SCOPE"))
                .body("errors.description", everyItem(endsWith(".")));
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

    @OneRealm
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                """
                        {"name":null}""",
                """
                        {"name":""}""",
                "{\"name\":\" \\t\\u2003 \"}",
                "{\"name\":\"a\\u0000b\"}",
                "{\"name\":\"a\\nb\"}",
                "{\"name\":\"a\\u0085b\"}",
                "{\"name\":\"a\\u2028b\"}",
                "{\"name\":\"a\\u202eb\"}",
                "{\"name\":\"\\ud83d\"}"
            })
    void names(String body, TestRealm realm) {
        rejects(realm, body, 400, "INVALID_NAME", "name");
    }

    @OneRealm
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "ci %s",
                "'%s'",
                "%s\\n",
                "%.20s",
                "\\ufeff%S",
                "%s and what is longer than any name may be %1$s"
            })
    void nameThatContainsSecret(String name, TestRealm realm) {
        String body = json("name", String.format(name, Secrets.unknown()));

        rejects(realm, body, 400, "INVALID_NAME", "name")
                .body(
                        "error_description",
                        equalTo("The name contains an API token. Choose another name, and revoke that token."));
        assertThat(realm.events("UPDATE_CREDENTIAL_ERROR").get(0)).containsEntry("error", "invalid_name");
    }

    @OneRealm
    @ParameterizedTest
    @ValueSource(strings = {"a", "\ud83d\ude80"})
    void nameOfHundredAndOneCodePoints(String codePoint, TestRealm realm) {
        rejects(realm, json("name", codePoint.repeat(101)), 400, "INVALID_NAME", "name");
    }

    @OneRealm
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0d", "-1d", "+1d", "90", "1m", "1 d", "1D", "d", "99999999999y", "101y", "1d1d"})
    void lifetimes(String expiresIn, TestRealm realm) {
        rejects(realm, "{\"name\":\"a\",\"expiresIn\":\"" + expiresIn + "\"}", 400, "INVALID_EXPIRY", "expiresIn");
    }

    @Test
    void missingLifetimeWhereExpiryIsRequired(TestRealm realm) {
        realm.setAttribute("api-tokens.require-expiry", "true");

        rejects(realm, """
                {"name":"a"}""", 400, "EXPIRY_REQUIRED", "expiresIn");
    }

    @Test
    void missingLifetimeWhereThereIsLongestOne(TestRealm realm) {
        realm.setAttribute("api-tokens.max-lifetime", "30d");

        rejects(realm, """
                {"name":"a"}""", 400, "EXPIRY_REQUIRED", "expiresIn");
    }

    @Test
    void lifetimeBeyondTheLongest(TestRealm realm) {
        realm.setAttribute("api-tokens.max-lifetime", "30d");

        rejects(realm, """
                {"name":"a","expiresIn":"721h"}""", 400, "EXPIRY_TOO_LONG", "expiresIn");
    }

    @OneRealm
    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", "-a", "a-", "a--b", "a_b", "\u00e4", "a/b"})
    void profilesThatAreNoSlug(String profile, TestRealm realm) {
        rejects(realm, "{\"name\":\"a\",\"profile\":\"" + profile + "\"}", 400, "INVALID_PROFILE", "profile");
    }

    @Test
    void profileOfSixtyFourLetters(TestRealm realm) {
        rejects(realm, "{\"name\":\"a\",\"profile\":\"" + "a".repeat(64) + "\"}", 400, "INVALID_PROFILE", "profile");
    }

    @Test
    void profileOffTheList(TestRealm realm) {
        realm.setAttribute("api-tokens.profiles", "team-a, team-b");

        rejects(realm, """
                {"name":"a","profile":"team-c"}""", 400, "INVALID_PROFILE", "profile");
    }

    @OneRealm
    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "phone nonsense", "offline_access", "openid", "email", "a\\u0000"})
    void scopes(String scope, TestRealm realm) {
        rejects(realm, "{\"name\":\"a\",\"scope\":\"" + scope + "\"}", 400, "INVALID_SCOPE", "scope");
    }

    @Test
    void moreScopesThanTokenCanHold(TestRealm realm) {
        List<String> names = IntStream.range(0, 9)
                .mapToObj(i -> Integer.toString(i).repeat(250))
                .toList();
        for (String name : names) {
            Admin.post(realm.adminPath("/client-scopes"), Map.of("name", name, "protocol", "openid-connect"));
            String id = realm.admin("/client-scopes").path("find { it.name == '" + name + "' }.id");
            Admin.put(
                    realm.adminPath("/clients/" + realm.clientUuid("api-tokens") + "/optional-client-scopes/" + id),
                    "{}");
        }

        String body = """
                {"name":"x","scope":"%s"}""";
        rejects(realm, body.formatted(String.join(" ", names)), 400, "INVALID_SCOPE", "scope");
        realm.create(realm.login("alice"), body.formatted(String.join(" ", names.subList(0, 7))))
                .then()
                .statusCode(201);
    }

    @Test
    void bodyOfSeventeenKibibytes(TestRealm realm) {
        rejects(realm, json("name", "a".repeat(17 * 1024)), 413, "PAYLOAD_TOO_LARGE", null);
    }

    @OneRealm
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/xml",
                "nonsense",
                "a/b/c",
                ";",
                "multipart/form-data;boundary=a",
                "multipart/form-data"
            })
    void otherContentTypes(String contentType, TestRealm realm) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(KeycloakServer.get().baseUrl() + realm.apiTokens()))
                                .header("Authorization", "Bearer " + realm.login("alice"))
                                .header("Content-Type", contentType)
                                .POST(HttpRequest.BodyPublishers.ofString("""
                                        {"name":"a"}"""))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("\"error\":\"UNSUPPORTED_MEDIA_TYPE\"");
    }

    @Test
    void formThatCannotBeDecoded(TestRealm realm) {
        Http.withBearer(realm.login("alice"))
                .contentType("application/x-www-form-urlencoded")
                .body("name=%zz")
                .post(realm.apiTokens())
                .then()
                .statusCode(415)
                .body("error", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    @Test
    void nameThatDiffersInCaseOnly(TestRealm realm) {
        realm.createToken("alice", json("name", "CI-\u00c9t\u00e9"));

        rejects(realm, json("name", "ci-e\u0301T\u00c9"), 409, "TOKEN_NAME_EXISTS", "name");
    }

    @Test
    void everythingUnderRulesThatCannotBeRead(TestRealm realm) {
        realm.setAttribute("api-tokens.max-lifetime", "thirty days");

        rejects(realm, """
                {"name":"a"}""", 403, "FORBIDDEN", null);
    }

    @Test
    void leavesErrorEvent(TestRealm realm) {
        rejects(realm, "{}", 400, "INVALID_NAME", "name").body("$", not(hasKey("errors")));

        assertThat(realm.events("UPDATE_CREDENTIAL_ERROR").get(0)).containsEntry("error", "invalid_name");
    }

    private static ValidatableResponse rejects(TestRealm realm, String body, int status, String code, String field) {
        long before = realm.table().rows();

        ValidatableResponse answer = realm.create(realm.login("alice"), body)
                .then()
                .statusCode(status)
                .body("error", equalTo(code))
                .body("error_description", notNullValue())
                .body("field", equalTo(field));

        assertThat(realm.table().rows()).isEqualTo(before);
        return answer;
    }

    private static String json(String member, String value) {
        return "{\"" + member + "\":\"" + value.replace("\"", "\\\"") + "\"}";
    }
}
