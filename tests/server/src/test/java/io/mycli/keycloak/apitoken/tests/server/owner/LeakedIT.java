package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.BadMailServer;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Mailbox;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever holds a secret may end its token. */
@KeycloakTest
@ResourceLock(value = Mailbox.HOURS, mode = ResourceAccessMode.READ)
class LeakedIT {

    @BeforeEach
    void takeReports(TestRealm realm) {
        realm.setAttribute("api-tokens.leak-reports", "true");
    }

    @Test
    void endsTheTokens(TestRealm realm) {
        TestRealm.Token alices = realm.createToken();
        TestRealm.Token bobs = realm.createNamed("bob", "b");
        TestRealm.Token kept = realm.createNamed("bob", "kept");
        realm.assertActive(realm.introspect(alices.secret()));

        report(realm, alices.secret(), bobs.secret()).then().statusCode(204);

        realm.assertRejected(realm.introspect(alices.secret()));
        realm.assertRejected(realm.introspect(bobs.secret()));
        realm.assertActive(realm.introspect(kept.secret()));
        assertThat(realm.events("REMOVE_CREDENTIAL"))
                .extracting("userId", "details.token_id", "details.reason")
                .containsExactlyInAnyOrder(
                        tuple(realm.userId("alice"), alices.id(), "leaked"),
                        tuple(realm.userId("bob"), bobs.id(), "leaked"));
    }

    @Test
    void endsTokenByEitherOfItsSecrets(TestRealm realm) {
        TestRealm.Token old = realm.createToken();
        TestRealm.Token rotated = realm.rotated(old, """
                {"overlap":"1h"}""");

        report(realm, old.secret()).then().statusCode(204);

        realm.assertRejected(realm.introspect(old.secret()));
        realm.assertRejected(realm.introspect(rotated.secret()));
    }

    @Test
    void leavesTokenWhoseSecretWasReplaced(TestRealm realm) {
        TestRealm.Token old = realm.createToken();
        TestRealm.Token rotated = realm.rotated(old, "{}");

        report(realm, old.secret()).then().statusCode(204);

        realm.assertActive(realm.introspect(rotated.secret()));
    }

    @Test
    void leavesTokenOfAnotherRealm(TestRealm realm) {
        TestRealm other = TestRealm.create();
        try {
            TestRealm.Token token = other.createToken();

            report(realm, token.secret()).then().statusCode(204);

            other.assertActive(other.introspect(token.secret()));
        } finally {
            other.discard();
        }
    }

    @Test
    void answersTheSameWhateverTheSecret(TestRealm realm) {
        TestRealm.Token revoked = realm.createToken();
        realm.revoke(revoked);

        List<String> answers = Stream.of(
                        realm.createNamed("alice", "live").secret(),
                        revoked.secret(),
                        Secrets.unknown(),
                        "myc_0",
                        "nonsense")
                .map(secret -> report(realm, secret))
                .map(answer -> answer.statusLine() + withoutDate(answer) + answer.asString())
                .distinct()
                .toList();

        assertThat(answers).hasSize(1);
    }

    @Test
    void takesThousandAtOnce(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String[] secrets = Stream.concat(Stream.generate(Secrets::unknown).limit(999), Stream.of(token.secret()))
                .toArray(String[]::new);

        report(realm, secrets).then().statusCode(204).body(emptyString());

        realm.assertRejected(realm.introspect(token.secret()));
    }

    @Test
    void tellsTheOwnerByMailInTheirLanguage(TestRealm realm) {
        realm.setAttribute("api-tokens.mail-created", "false");
        TestRealm.Token first = realm.createNamed("alice", "<b>first</b>");
        TestRealm.Token second = realm.createNamed("alice", "second");
        TestRealm.Token bobs = realm.createNamed("bob", "bobs");
        realm.setAttribute("api-tokens.mail-created", "true");
        // Keeps the sender busy until both of alice's are revoked, one after the other.
        try (BadMailServer slow = BadMailServer.slow(realm)) {
            realm.createNamed("bob", "other");
            Await.until("the mail server is asked", () -> slow.connections() > 0);
            report(realm, first.secret(), second.secret(), bobs.secret(), Secrets.unknown())
                    .then()
                    .statusCode(204);

            try (Mailbox mails = Mailbox.of(realm)) {
                Mailbox.speaks(realm, "bob", "de");
                slow.hurry();

                assertThat(mails.await("alice", "Your API token has leaked and is revoked"))
                        .contains("second", "&lt;b&gt;first", "at Example Org ")
                        .doesNotContain("bobs");
                mails.await("bob", "Ihr API-Token ist bekannt geworden und widerrufen");
                assertThat(mails.count()).isEqualTo(2);
            }
        }
    }

    @Test
    void endsTokenThoughTheMailCannotBeSent(TestRealm realm) {
        realm.update(Map.of("smtpServer", Map.of("host", "127.0.0.1", "port", "1", "from", "keycloak@example.com")));
        TestRealm.Token token = realm.createToken();

        report(realm, token.secret()).then().statusCode(204);

        realm.assertRejected(realm.introspect(token.secret()));
    }

    @Nested
    class Rejected {

        @Test
        void whereTheRealmTakesNoReports(TestRealm realm) {
            realm.setAttribute("api-tokens.leak-reports", "false");
            TestRealm.Token token = realm.createToken();

            report(realm, token.secret()).then().statusCode(404).body("error", equalTo("API_TOKENS_DISABLED"));

            realm.assertActive(realm.introspect(token.secret()));
        }

        @Test
        void beyondTenInMinute(TestRealm realm) {
            List<Response> answers = Stream.generate(() -> report(realm, "x"))
                    .limit(21) // so that more than ten fall into one minute
                    .toList();

            assertThat(answers).extracting(Response::statusCode).containsOnly(204, 429);
            answers.stream()
                    .filter(answer -> answer.statusCode() == 429)
                    .forEach(answer ->
                            answer.then().header("Retry-After", "60").body("error", equalTo("TOO_MANY_REQUESTS")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "[]", "{}", """
                            {"tokens":null}""", """
                            {"tokens":"myc_0"}""", """
                            {"tokens":[1]}""", """
                            {"tokens":[[]]}""", """
                            {"tokens":[null]}""", """
                            {"tokens":[],"x":1}"""})
        void forBodyThatIsNone(String body, TestRealm realm) {
            String field = body.startsWith("{}") || body.contains("tokens") ? "tokens" : null;

            post(realm, body)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("INVALID_REQUEST"))
                    .body("field", equalTo(body.contains("\"x\"") ? "x" : field));
        }

        @Test
        void forMoreThanThousand(TestRealm realm) {
            String[] many = Stream.generate(() -> "x").limit(1001).toArray(String[]::new);

            report(realm, many)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("INVALID_REQUEST"))
                    .body("field", equalTo("tokens"));
        }

        @Test
        void forBodyOverSixtyFourKibibytes(TestRealm realm) {
            report(realm, "x".repeat(65 * 1024)).then().statusCode(413).body("error", equalTo("PAYLOAD_TOO_LARGE"));
        }
    }

    private static Response report(TestRealm realm, String... secrets) {
        return post(realm, "{\"tokens\":[\"" + String.join("\",\"", secrets) + "\"]}");
    }

    private static Response post(TestRealm realm, String body) {
        return Http.request().contentType(ContentType.JSON).body(body).post(realm.apiTokens() + "/leaked");
    }

    private static String withoutDate(Response answer) {
        return answer.headers().asList().stream()
                .filter(header -> !header.getName().equalsIgnoreCase("Date"))
                .toList()
                .toString();
    }
}
