package io.mycli.keycloak.apitoken.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.server.Await;
import io.mycli.keycloak.apitoken.tests.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How administrators end tokens: one, many, and all of a time. */
@KeycloakTest
@ContractTest
@ResourceLock(value = Mailbox.HOURS, mode = ResourceAccessMode.READ)
class AdminRevocationIT {

    @Test
    void endsOneForGood(TestRealm realm) {
        TestRealm.Token token = realm.mint();
        TestRealm.Token kept = realm.mint("alice", "{\"name\":\"kept\"}");
        realm.assertActive(realm.introspect(token.secret()));

        delete(realm, token.id(), "").then().statusCode(204);

        realm.assertRefused(realm.introspect(token.secret()));
        realm.assertActive(realm.introspect(kept.secret()));
        realm.mint(); // its name and slot are free
        JsonPath event = realm.admin("/admin-events?operationTypes=DELETE&resourcePath=api-tokens/*")
                .jsonPath();
        assertThat(event.getList("$")).hasSize(1);
        assertThat(event.getString("[0].resourcePath")).isEqualTo("api-tokens/" + token.id());
        assertThat(event.getString("[0].representation"))
                .contains("ci-deploy", realm.userId("alice"), token.secret().substring(0, 10));
    }

    @Test
    void endsOneOnce(TestRealm realm) {
        TestRealm.Token token = realm.mint();

        delete(realm, token.id(), "").then().statusCode(204);
        delete(realm, token.id(), "").then().statusCode(204);

        assertThat(realm.admin("/admin-events?operationTypes=DELETE&resourcePath=api-tokens/*")
                        .jsonPath()
                        .getList("$"))
                .hasSize(1);
    }

    @Test
    void tellsTheOwner(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.setAttribute("frontendUrl", KeycloakServer.get().baseUrl());
            TestRealm.Token token = realm.mint();
            TestRealm.Token leaked = realm.mint("alice", "{\"name\":\"leaked\"}");

            delete(realm, token.id(), "").then().statusCode(204);
            delete(realm, leaked.id(), "?reason=leaked").then().statusCode(204);

            assertThat(mails.await("alice", "An administrator revoked your API token"))
                    .contains("ci-deploy", "/realms/", "/account/");
            assertThat(mails.await("alice", "Your API token was found in the wrong hands"))
                    .contains("leaked");
        }
    }

    @Test
    void needsTheRoleToManageUsers(TestRealm realm) {
        TestRealm.Token token = realm.mint();
        RealmAdmin.grant(realm, "bob", "view-users", "manage-realm");
        String url = "/admin/realms" + realm.adminPath("/api-tokens");

        assertThat(RealmAdmin.as(realm, "bob").delete(url + "/" + token.id()).statusCode())
                .isEqualTo(403);
        assertThat(RealmAdmin.as(realm, "bob")
                        .contentType(ContentType.JSON)
                        .body("{\"everything\":true}")
                        .post(url + "/revoke")
                        .statusCode())
                .isEqualTo(403);
        assertThat(RealmAdmin.as(realm, "bob")
                        .contentType(ContentType.JSON)
                        .body("{\"notBefore\":\"now\"}")
                        .put(url + "/not-before")
                        .statusCode())
                .isEqualTo(403);
        realm.assertActive(realm.introspect(token.secret()));
        RealmAdmin.grant(realm, "bob", "manage-users");
        assertThat(RealmAdmin.as(realm, "bob").delete(url + "/" + token.id()).statusCode())
                .isEqualTo(204);
        realm.assertRefused(realm.introspect(token.secret()));
    }

    @Nested
    class Many {

        @Test
        void areCountedInDryRun(TestRealm realm) {
            TestRealm.Token token = realm.mint();

            revoke(realm, "{\"user\":\"alice\",\"dryRun\":true}")
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
            TestRealm.Token alices = realm.mint();
            TestRealm.Token other = realm.mint("alice", "{\"name\":\"x\",\"profile\":\"team-b\"}");
            TestRealm.Token bobs = realm.mint("bob", "{\"name\":\"y\",\"profile\":\"team-b\"}");
            realm.assertActive(realm.introspect(other.secret()));

            revoke(realm, "{\"user\":\"alice\",\"profile\":\"team-b\"}")
                    .then()
                    .body("matching", equalTo(1))
                    .body("revoked", equalTo(1))
                    .body("remaining", equalTo(0));

            realm.assertRefused(realm.introspect(other.secret()));
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
            TestRealm.Token alices = realm.mint();
            realm.table().copyToken(1200);
            TestRealm.Token bobs = realm.mint("bob", "{\"name\":\"y\"}");

            revoke(realm, "{\"everything\":true}")
                    .then()
                    .body("revoked", equalTo(1202))
                    .body("remaining", equalTo(0));

            realm.assertRefused(realm.introspect(alices.secret()));
            realm.assertRefused(realm.introspect(bobs.secret()));
            revoke(realm, "{\"everything\":true}")
                    .then()
                    .body("matching", equalTo(0))
                    .body("revoked", equalTo(0));
        }

        @Test
        void areThoseOfTimesAndUse(TestRealm realm) {
            TestRealm.Token old = realm.mint();
            realm.table().age(old, "CREATED_AT", 100 * 86_400L);
            TestRealm.Token young = realm.mint("alice", "{\"name\":\"young\"}");
            String then = Instant.now()
                    .minus(30, ChronoUnit.DAYS)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();

            revoke(realm, "{\"createdBefore\":\"" + then + "\"}").then().body("revoked", equalTo(1));

            realm.assertRefused(realm.introspect(old.secret()));
            realm.assertActive(realm.introspect(young.secret()));
        }

        /** Who removes a user at the same time locks rows in another order, and must not be the one that a deadlock undoes. */
        @Test
        void endBeforeTheOneThatAnotherHolds(TestRealm realm) throws Exception {
            TestRealm.Token held = realm.mint("alice", "{\"name\":\"held\"}");
            TestRealm.Token free = realm.mint("alice", "{\"name\":\"free\"}");
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                Future<Response> answer = KeycloakServer.get().database().whileHeld(held.id(), () -> {
                    Future<Response> pending = thread.submit(() -> revoke(realm, "{\"everything\":true}"));
                    Await.until(
                            "the free one has ended",
                            () -> !realm.introspect(free.secret()).jsonPath().getBoolean("active"));
                    return pending;
                });
                answer.get().then().body("revoked", equalTo(2));
            } finally {
                thread.shutdown();
            }

            realm.assertRefused(realm.introspect(held.secret()));
        }

        @Test
        void tellTheirOwnersInOneMail(TestRealm realm) {
            try (Mailbox mails = Mailbox.of(realm)) {
                Mailbox.speaks(realm, "bob", "de");
                realm.setAttribute("api-tokens.mail-created", "false");
                realm.mint("alice", "{\"name\":\"first\"}");
                realm.mint("alice", "{\"name\":\"second\"}");
                realm.mint("bob", "{\"name\":\"bobs\"}");

                revoke(realm, "{\"everything\":true}").then().body("revoked", equalTo(3));

                assertThat(mails.await("alice", "An administrator revoked your API token"))
                        .contains("first", "second", "Example Org")
                        .doesNotContain("bobs");
                mails.await("bob", "Ihr API-Token");
                assertThat(mails.count()).isEqualTo(2);
            }
        }

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
                    "prefix        | {\"prefix\":\"myc_\"}"
                })
        void areNoneWhereNothingSaysWhich(String field, String body, TestRealm realm) {
            TestRealm.Token token = realm.mint();

            revoke(realm, body)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("INVALID_REQUEST"))
                    .body("field", equalTo(field));

            realm.assertActive(realm.introspect(token.secret()));
        }
    }

    @Nested
    class NotBefore {

        @Test
        void endsWhatIsOlder(TestRealm realm) {
            TestRealm.Token token = realm.mint();
            realm.assertActive(realm.introspect(token.secret()));

            notBefore(realm, "{\"notBefore\":\"now\"}").then().statusCode(200).body("matching", equalTo(1));

            realm.assertRefused(realm.introspect(token.secret()));
            Await.until(
                    "the row says so",
                    () -> realm.admin("/api-tokens?state=revoked")
                                    .jsonPath()
                                    .getList("id")
                                    .size()
                            == 1);
            TestRealm.Token young = realm.mint();
            realm.assertActive(realm.introspect(young.secret()));
            assertThat(realm.admin("/admin-events?operationTypes=ACTION&resourcePath=api-tokens/*")
                            .jsonPath()
                            .getString("[0].representation"))
                    .contains("\"notBefore\":\"2");
        }

        /** Rows do not matter: of a secret that rotation replaced, only the age counts. */
        @Test
        void endsTheSecretFromBeforeRotation(TestRealm realm) {
            TestRealm.Token old = realm.mint();
            realm.table().age(old, "CREATED_AT", 3600);
            TestRealm.Token rotated = realm.rotated(old, "{\"overlap\":\"1h\"}");
            realm.assertActive(realm.introspect(old.secret()));

            notBefore(realm, "{\"notBefore\":\"" + Instant.now().minusSeconds(1800) + "\"}")
                    .then()
                    .statusCode(200)
                    .body("matching", equalTo(0));

            realm.assertRefused(realm.introspect(old.secret()));
            assertThat(realm.refusalReason())
                    .isEqualTo("API token was issued before the realm's not-before for API tokens");
            realm.assertActive(realm.introspect(rotated.secret()));
        }

        @Test
        void isTriedInDryRun(TestRealm realm) {
            TestRealm.Token token = realm.mint();

            notBefore(realm, "{\"notBefore\":\"now\",\"dryRun\":true}").then().body("matching", equalTo(1));

            realm.assertActive(realm.introspect(token.secret()));
            realm.admin("/api-tokens/policy").then().body("notBefore", equalTo(null));
        }

        @Test
        void onlyMovesForward(TestRealm realm) {
            notBefore(realm, "{\"notBefore\":\"2026-06-01\"}").then().statusCode(200);

            notBefore(realm, "{\"notBefore\":\"2026-05-31\"}")
                    .then()
                    .statusCode(400)
                    .body(
                            "error_description",
                            equalTo("The not-before cannot move back. Send 2026-06-01T00:00:00Z or later."))
                    .body("field", equalTo("notBefore"));

            realm.admin("/api-tokens/policy").then().body("notBefore", equalTo("2026-06-01T00:00:00Z"));
            notBefore(realm, "{\"notBefore\":\"2026-06-02\"}").then().statusCode(200);
        }

        @Test
        void tellsTheOwners(TestRealm realm) {
            try (Mailbox mails = Mailbox.of(realm)) {
                realm.mint();

                notBefore(realm, "{\"notBefore\":\"now\"}").then().statusCode(200);

                assertThat(mails.await("alice", "An administrator revoked your API token"))
                        .contains("ci-deploy");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"notBefore\":null}",
                    "{\"notBefore\":1764028800}",
                    "{\"notBefore\":\"\"}",
                    "{\"notBefore\":\"NOW\"}",
                    "{\"notBefore\":\"2999-01-01\"}",
                    "{\"before\":\"now\"}"
                })
        void isNoTimeThatIsNone(String body, TestRealm realm) {
            TestRealm.Token token = realm.mint();

            notBefore(realm, body)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("INVALID_REQUEST"))
                    .body("field", equalTo(body.contains("before") ? "before" : "notBefore"));

            realm.assertActive(realm.introspect(token.secret()));
        }
    }

    private static Response delete(TestRealm realm, String id, String query) {
        return Admin.request().delete("/admin/realms" + realm.adminPath("/api-tokens/" + id + query));
    }

    private static Response revoke(TestRealm realm, String body) {
        return Admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/admin/realms" + realm.adminPath("/api-tokens/revoke"));
    }

    private static Response notBefore(TestRealm realm, String body) {
        return Admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .put("/admin/realms" + realm.adminPath("/api-tokens/not-before"));
    }

    @Test
    void takesNoReasonButLeaked(TestRealm realm) {
        TestRealm.Token token = realm.mint();

        for (String query : List.of("?reason=lost", "?reason=", "?leaked=true", "?reason=leaked&reason=leaked")) {
            delete(realm, token.id(), query).then().statusCode(400);
        }

        realm.assertActive(realm.introspect(token.secret()));
    }
}
