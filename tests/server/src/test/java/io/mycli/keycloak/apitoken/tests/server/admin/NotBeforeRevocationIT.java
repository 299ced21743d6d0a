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
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revocation of all tokens issued before a time. */
@KeycloakTest
@ContractTest
@ResourceLock(value = Mailbox.HOURS, mode = ResourceAccessMode.READ)
class NotBeforeRevocationIT {

    @Test
    void endsWhatIsOlder(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.assertActive(realm.introspect(token.secret()));

        notBefore(realm, """
                {"notBefore":"now"}""").then().statusCode(200).body("matching", equalTo(1));

        realm.assertRejected(realm.introspect(token.secret()));
        Await.until(
                "the row says so",
                () -> realm.admin("/api-tokens?state=revoked")
                                .jsonPath()
                                .getList("id")
                                .size()
                        == 1);
        TestRealm.Token young = realm.createToken();
        realm.assertActive(realm.introspect(young.secret()));
        assertThat(realm.admin("/admin-events?operationTypes=ACTION&resourcePath=api-tokens/*")
                        .jsonPath()
                        .getString("[0].representation"))
                .contains("\"notBefore\":\"2");
    }

    /** Rows do not matter: of a secret that rotation replaced, only the age counts. */
    @Test
    void endsTheSecretFromBeforeRotation(TestRealm realm) {
        TestRealm.Token old = realm.createToken();
        realm.table().age(old, "CREATED_AT", 3600);
        TestRealm.Token rotated = realm.rotated(old, """
                {"overlap":"1h"}""");
        realm.assertActive(realm.introspect(old.secret()));

        notBefore(realm, "{\"notBefore\":\"" + Instant.now().minusSeconds(1800) + "\"}")
                .then()
                .statusCode(200)
                .body("matching", equalTo(0));

        realm.assertRejected(realm.introspect(old.secret()));
        assertThat(realm.rejectionReason())
                .isEqualTo("API token was issued before the realm's not-before for API tokens");
        realm.assertActive(realm.introspect(rotated.secret()));
    }

    @Test
    void isTriedInDryRun(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        notBefore(realm, """
                {"notBefore":"now","dryRun":true}""").then().body("matching", equalTo(1));

        realm.assertActive(realm.introspect(token.secret()));
        realm.admin("/api-tokens/policy").then().body("notBefore", equalTo(null));
    }

    @Test
    void onlyMovesForward(TestRealm realm) {
        notBefore(realm, """
                {"notBefore":"2026-06-01"}""").then().statusCode(200);

        notBefore(realm, """
                {"notBefore":"2026-05-31"}""")
                .then()
                .statusCode(400)
                .body(
                        "error_description",
                        equalTo("The not-before cannot move back. Send 2026-06-01T00:00:00Z or later."))
                .body("field", equalTo("notBefore"));

        realm.admin("/api-tokens/policy").then().body("notBefore", equalTo("2026-06-01T00:00:00Z"));
        notBefore(realm, """
                {"notBefore":"2026-06-02"}""").then().statusCode(200);
    }

    @Test
    void tellsTheOwners(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.createToken();

            notBefore(realm, """
                    {"notBefore":"now"}""").then().statusCode(200);

            assertThat(mails.await("alice", "An administrator revoked your API token"))
                    .contains("ci-deploy");
        }
    }

    @OneRealm
    @ParameterizedTest
    @ValueSource(strings = {"{}", """
                        {"notBefore":null}""", """
                        {"notBefore":1764028800}""", """
                        {"notBefore":""}""", """
                        {"notBefore":"NOW"}""", """
                        {"notBefore":"2999-01-01"}""", """
                        {"before":"now"}"""})
    void isNoTimeThatIsNone(String body, TestRealm realm) {
        TestRealm.Token token = realm.createAnotherToken();

        notBefore(realm, body)
                .then()
                .statusCode(400)
                .body("error", equalTo("INVALID_REQUEST"))
                .body("field", equalTo(body.contains("before") ? "before" : "notBefore"));

        realm.assertActive(realm.introspect(token.secret()));
    }

    private static Response notBefore(TestRealm realm, String body) {
        return Admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .put("/admin/realms" + realm.adminPath("/api-tokens/not-before"));
    }
}
