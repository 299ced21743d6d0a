package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The lookup of a text that somebody pasted in an incident. */
@KeycloakTest
class PastedTextIT {

    @Test
    void eachSecretIsToldApart(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        TestRealm.Token revoked = realm.createNamed("alice", "revoked");
        realm.revoke(revoked);
        String unknown = Secrets.unknown();
        String wrong = token.secret().substring(0, 51) + (token.secret().endsWith("0") ? "1" : "0");
        String text = "GET /?access_token=" + token.secret() + "&x=1 HTTP/1.1\r\n{\"token\":\"" + revoked.secret()
                + "\"}\n" + token.secret() + " " + unknown + ", " + wrong + " myc_3f12c4...";

        lookUp(realm, text)
                .then()
                .statusCode(200)
                .body("tokens.id", contains(token.id(), revoked.id()))
                .body("tokens.username", contains("alice", "alice"))
                .body("tokens.state", contains("live", "revoked"))
                .body("unknown", contains(unknown.substring(0, 10)))
                .body("malformed", contains(wrong.substring(0, 10)))
                .body("forbidden", empty());
    }

    @Test
    void encodingAndCaseDoNotHideSecret(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        TestRealm.Token other = realm.createNamed("bob", "other");

        lookUp(
                        realm,
                        token.secret().toUpperCase(Locale.ROOT) + ", "
                                + other.secret().replace("_", "%5F") + "and more")
                .then()
                .body("tokens.id", contains(token.id(), other.id()));
    }

    @Test
    void answerHasNoSecret(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String unknown = Secrets.unknown();

        assertThat(lookUp(realm, token.secret() + " " + unknown).asString())
                .doesNotContain(token.secret())
                .doesNotContain(unknown);
    }

    @Test
    void tenThousandLinesAreRead(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String lines =
                "2026-11-27 12:00:00,000 INFO  [org.example.Shop] (executor-thread-1) nothing to see\n".repeat(10_000);

        lookUp(realm, lines + token.secret()).then().statusCode(200).body("tokens.id", contains(token.id()));
    }

    @Test
    void tooManySecretsAreRejected(TestRealm realm) {
        String text = IntStream.range(0, 1001).mapToObj(i -> Secrets.unknown()).collect(Collectors.joining(" "));

        lookUp(realm, text).then().statusCode(400).body("field", equalTo("text"));
    }

    @Test
    void textWithoutSecretHasNone(TestRealm realm) {
        lookUp(realm, "").then().statusCode(200).body("tokens", empty()).body("malformed", empty());
        lookUp(realm, "myc_ myc_3f12c4 nothing")
                .then()
                .statusCode(200)
                .body("tokens", empty())
                .body("malformed", empty());
        post(realm, Admin.request(), Map.of()).then().statusCode(400).body("field", equalTo("text"));
    }

    @Test
    void tokenOfOwnerWhoMayNotBeSeenIsForbidden(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        RealmAdmin.grant(realm, "bob", "query-users");

        post(realm, RealmAdmin.as(realm, "bob"), Map.of("text", token.secret()))
                .then()
                .statusCode(200)
                .body("forbidden", contains(token.secret().substring(0, 10)))
                .body("tokens", empty());
    }

    @Test
    void strangersAreRejected(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "view-realm");

        post(realm, RealmAdmin.as(realm, "bob"), Map.of("text", "x")).then().statusCode(403);
    }

    @Test
    void tokenOfAnotherRealmIsUnknown(TestRealm realm) {
        TestRealm other = TestRealm.create();
        try {
            lookUp(realm, other.createToken().secret()).then().body("unknown", hasSize(1));
        } finally {
            other.discard();
        }
    }

    private static Response lookUp(TestRealm realm, String text) {
        return post(realm, Admin.request(), Map.of("text", text));
    }

    private static Response post(TestRealm realm, RequestSpecification request, Map<String, String> body) {
        return request.contentType(ContentType.JSON)
                .body(body)
                .post("/admin/realms" + realm.adminPath("/api-tokens/lookup/text"));
    }
}
