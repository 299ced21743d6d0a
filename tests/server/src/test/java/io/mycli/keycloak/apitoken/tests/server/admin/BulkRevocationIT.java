package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Mailbox;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Revocation of all tokens that match a filter. */
@KeycloakTest
@ContractTest
@ResourceLock(value = Mailbox.HOURS, mode = ResourceAccessMode.READ)
class BulkRevocationIT {

    @Test
    void areCountedInDryRun(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        revoke(realm, """
                {"user":"alice","dryRun":true}""")
                .then()
                .statusCode(200)
                .body("matching", equalTo(1))
                .body("revoked", equalTo(0))
                .body("remaining", equalTo(1));

        realm.assertActive(realm.introspect(token.secret()));
        assertThat(realm.admin("/admin-events?resourcePath=api-tokens/*")
                        .jsonPath()
                        .getList("$"))
                .isEmpty();
    }

    @Test
    void areThoseOfTheFilter(TestRealm realm) {
        TestRealm.Token alices = realm.createToken();
        TestRealm.Token other = realm.createToken("alice", """
                {"name":"x","profile":"team-b"}""");
        TestRealm.Token bobs = realm.createToken("bob", """
                {"name":"y","profile":"team-b"}""");
        realm.assertActive(realm.introspect(other.secret()));

        revoke(realm, """
                {"user":"alice","profile":"team-b"}""")
                .then()
                .body("matching", equalTo(1))
                .body("revoked", equalTo(1))
                .body("remaining", equalTo(0));

        realm.assertRejected(realm.introspect(other.secret()));
        realm.assertActive(realm.introspect(alices.secret()));
        realm.assertActive(realm.introspect(bobs.secret()));
        JsonPath event = realm.admin("/admin-events?operationTypes=ACTION&resourcePath=api-tokens/*")
                .jsonPath();
        assertThat(event.getString("[0].representation"))
                .contains("\"user\":\"alice\"", "\"profile\":\"team-b\"", "\"revoked\":1");
    }

    @Test
    void areEverythingIfSaidSo(TestRealm realm) {
        realm.setAttribute("api-tokens.max-per-user", "2000");
        TestRealm.Token alices = realm.createToken();
        realm.table().copyToken(1200);
        TestRealm.Token bobs = realm.createNamed("bob", "y");

        assertThat(revokedInAll(realm)).isEqualTo(1202);

        realm.assertRejected(realm.introspect(alices.secret()));
        realm.assertRejected(realm.introspect(bobs.secret()));
        revoke(realm, """
                {"everything":true}""").then().body("matching", equalTo(0)).body("revoked", equalTo(0));
    }

    @Test
    void areThoseOfTimesAndUse(TestRealm realm) {
        TestRealm.Token old = realm.createToken();
        realm.table().age(old, "CREATED_AT", 100 * 86_400L);
        TestRealm.Token young = realm.createNamed("alice", "young");
        String then = Instant.now()
                .minus(30, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();

        revoke(realm, "{\"createdBefore\":\"" + then + "\"}").then().body("revoked", equalTo(1));

        realm.assertRejected(realm.introspect(old.secret()));
        realm.assertActive(realm.introspect(young.secret()));
    }

    /** Who removes a user at the same time locks rows in another order, and must not be the one that a deadlock undoes. */
    @Test
    void endBeforeTheOneThatAnotherHolds(TestRealm realm) throws Exception {
        TestRealm.Token held = realm.createNamed("alice", "held");
        TestRealm.Token free = realm.createNamed("alice", "free");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Response> answer = KeycloakServer.get().database().whileHeld(held.id(), () -> {
                Future<Response> pending = thread.submit(() -> revoke(realm, """
                        {"everything":true}"""));
                Await.until(
                        "the free one has ended",
                        () -> !realm.introspect(free.secret()).jsonPath().getBoolean("active"));
                return pending;
            });
            answer.get().then().body("revoked", equalTo(2));
        } finally {
            thread.shutdown();
        }

        realm.assertRejected(realm.introspect(held.secret()));
    }

    @Test
    void tellTheirOwnersInOneMail(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            Mailbox.speaks(realm, "bob", "de");
            realm.setAttribute("api-tokens.mail-created", "false");
            realm.createNamed("alice", "first");
            realm.createNamed("alice", "second");
            realm.createNamed("bob", "bobs");

            revoke(realm, """
                    {"everything":true}""").then().body("revoked", equalTo(3));

            assertThat(mails.await("alice", "An administrator revoked your API token"))
                    .contains("first", "second", "Example Org")
                    .doesNotContain("bobs");
            mails.await("bob", "Ihr API-Token");
            assertThat(mails.count()).isEqualTo(2);
        }
    }

    @OneRealm
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "              | ''",
                "              | {",
                "everything    | {}",
                "everything    | {\"dryRun\":true}",
                "everything    | {\"everything\":false}",
                "everything    | {\"everything\":\"true\"}",
                "everything    | {\"everything\":true,\"user\":\"alice\"}",
                "user          | {\"user\":\"\"}",
                "everything    | {\"user\":null}",
                "user          | {\"user\":1}",
                "users         | {\"users\":\"alice\"}",
                "state         | {\"state\":\"revoked\"}",
                "createdBefore | {\"createdBefore\":\"tomorrow\"}",
                "prefix        | {\"prefix\":\"myc_\"}",
                "user          | {\"user\":\"a\\u0000b\"}",
                "profile       | {\"profile\":\"a\\u0000b\"}"
            })
    void areNoneWhereNothingSaysWhich(String field, String body, TestRealm realm) {
        TestRealm.Token token = realm.createAnotherToken();

        revoke(realm, body)
                .then()
                .statusCode(400)
                .body("error", equalTo("INVALID_REQUEST"))
                .body("field", equalTo(field));

        realm.assertActive(realm.introspect(token.secret()));
    }

    /** A call ends after twenty seconds, whatever remains then. */
    private static int revokedInAll(TestRealm realm) {
        int revoked = 0;
        JsonPath answer;
        do {
            answer = revoke(realm, """
                    {"everything":true}""").then().statusCode(200).extract().jsonPath();
            revoked += answer.getInt("revoked");
        } while (answer.getInt("remaining") > 0);
        return revoked;
    }

    private static Response revoke(TestRealm realm, String body) {
        return Admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/admin/realms" + realm.adminPath("/api-tokens/revoke"));
    }
}
