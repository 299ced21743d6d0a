package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Parallel;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An owner has at most 100 rows of ended tokens after each creation, however fast they create and revoke. */
@ContractTest
class EndedRowsIT {

    private static final int MAX = 100;

    /** The bits of mails that are not sent yet. */
    private static final int CREATED = 1;

    private static final int EXPIRED = 4;
    private static final int REVOKED = 8;
    private static final int LEAKED = 16;
    private static final int ROTATED = 32;

    private static final String ENDED =
            "select count(*) from MYC_API_TOKEN where REALM_ID = ? and USER_ID = ? and SLOT_KEY = ID";

    @Test
    void creationRemovesTheOldestBeyondHundred(TestRealm realm) {
        TestRealm.Token live = realm.createNamed("alice", "live");
        TestRealm.Token ofBob = realm.createNamed("bob", "live");
        List<String> ofAlice = endedCopies(live, 150);
        List<String> others = endedCopies(ofBob, 120);

        TestRealm.Token created = realm.createNamed("alice", "new");

        assertThat(ids(realm, "alice"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(live.id(), created.id()),
                                ofAlice.stream().limit(MAX))
                        .toList());
        assertThat(ids(realm, "bob")).hasSize(121).containsAll(others);
        realm.assertActive(realm.introspect(live.secret()));
    }

    /** A thief with the owner's session must not be able to keep a mail from them. */
    @Test
    void thoseWhoseEndIsUntoldStayLongest(TestRealm realm) {
        List<String> copies = endedCopies(realm.createNamed("alice", "live"), 150);
        setNews(copies.get(140), CREATED | ROTATED);
        setNews(copies.get(141), EXPIRED);
        setNews(copies.get(142), REVOKED);
        setNews(copies.get(143), ROTATED);
        setNews(copies.get(144), LEAKED | ROTATED);
        KeycloakServer.get()
                .database()
                .update("update MYC_API_TOKEN set NOTICE_AT = ? where ID = ?", anHourFromNow(), copies.get(145));

        realm.createNamed("alice", "new");

        assertThat(ended(realm)).isEqualTo(MAX);
        assertThat(ids(realm, "alice"))
                .contains(copies.get(141), copies.get(142), copies.get(144), copies.get(145), copies.get(MAX - 5))
                .doesNotContain(copies.get(140), copies.get(143), copies.get(MAX - 4));
    }

    /** The thief may let tokens expire. */
    @Test
    void revokedOnesStayLongerThanExpiredOnes(TestRealm realm) {
        List<String> copies = endedCopies(realm.createNamed("alice", "live"), MAX + 20);
        copies.subList(0, MAX + 10).forEach(id -> setNews(id, EXPIRED));
        setNews(copies.get(MAX + 15), LEAKED);

        realm.createNamed("alice", "new");

        assertThat(ended(realm)).isEqualTo(MAX);
        assertThat(ids(realm, "alice"))
                .contains(copies.get(MAX + 15), copies.get(MAX - 2))
                .doesNotContain(copies.get(MAX - 1));
    }

    /** A mail that waits for an hour. */
    private static void setNews(String id, int news) {
        KeycloakServer.get()
                .database()
                .update("update MYC_API_TOKEN set NEWS = ?, NEWS_AT = ? where ID = ?", news, anHourFromNow(), id);
    }

    private static long anHourFromNow() {
        return System.currentTimeMillis() + Duration.ofHours(1).toMillis();
    }

    @Test
    void revokedAndExpiredTokensCountTogether(TestRealm realm) {
        TestRealm.Token live = realm.createNamed("alice", "live");
        List<String> copies = endedCopies(live, MAX - 1);
        TestRealm.Token expired = realm.createNamed("alice", "expired");
        TestRealm.Token revoked = realm.createNamed("alice", "revoked");
        realm.table().age(expired, "EXPIRES_AT", 1);
        realm.revoke(revoked);

        realm.createNamed("alice", "new");

        assertThat(ended(realm)).isEqualTo(MAX);
        assertThat(ids(realm, "alice"))
                .contains(expired.id(), revoked.id(), copies.get(MAX - 3))
                .doesNotContain(copies.get(MAX - 2));
        realm.assertRejected(realm.introspect(revoked.secret()));
    }

    /** As an owner of an earlier release may have them: a creation removes so many that it stays short. */
    @Test
    void thousandsGoWithFewCreations(TestRealm realm) {
        endedCopies(realm.createToken(), 1250);

        for (int i = 0; i < 3; i++) {
            realm.createToken("alice", "{\"name\":\"new " + i + "\"}");
        }

        assertThat(ended(realm)).isEqualTo(MAX);
    }

    @Test
    void boundHoldsUnderParallelCreationsAndRevocations(TestRealm realm) throws Exception {
        endedCopies(realm.createToken(), MAX);
        realm.setAttribute("api-tokens.max-per-user", "20");
        String jwt = realm.login("alice");

        List<Response> answers = Parallel.requests(12, thread -> {
            Response last = null;
            for (int i = 0; i < 12; i++) {
                Response created = realm.create(jwt, "{\"name\":\"" + thread + "-" + i + "\"}");
                assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
                last = Http.withBearer(jwt).delete(realm.apiTokens() + "/" + created.path("id"));
                assertThat(last.statusCode()).as(last.asString()).isEqualTo(204);
            }
            return last;
        });

        assertThat(answers).hasSize(12);
        realm.create(jwt, """
                {"name":"last"}""").then().statusCode(201);
        assertThat(ended(realm)).isLessThanOrEqualTo(MAX);
        assertThat(realm.events("REMOVE_CREDENTIAL")).isNotEmpty();
    }

    @Test
    void rowsThatAnotherHoldsGoLater(TestRealm realm) {
        TestRealm.Token live = realm.createNamed("alice", "live");
        String oldest = endedCopies(live, MAX + 5).get(MAX + 4);

        KeycloakServer.get().database().whileHeld(oldest, () -> {
            realm.createNamed("alice", "new");
        });

        assertThat(ids(realm, "alice")).hasSize(MAX + 3).contains(oldest);
        realm.createNamed("alice", "newer");
        assertThat(ids(realm, "alice")).hasSize(MAX + 3).doesNotContain(oldest);
    }

    @Test
    void ownerIsDeletedWhileTheyCreateAndRevoke(TestRealm realm) throws Exception {
        endedCopies(realm.createToken(), MAX);
        realm.setAttribute("api-tokens.max-per-user", "20");
        String jwt = realm.login("alice");
        String id = realm.userId("alice");

        List<Response> answers = Parallel.requests(8, thread -> {
            if (thread == 7) {
                return Admin.request().delete("/admin/realms/" + realm.name() + "/users/" + id);
            }
            Response created = null;
            for (int i = 0; i < 10; i++) {
                created = realm.create(jwt, "{\"name\":\"" + thread + "-" + i + "\"}");
                if (created.statusCode() == 201) {
                    Http.withBearer(jwt).delete(realm.apiTokens() + "/" + created.path("id"));
                }
            }
            return created;
        });

        assertThat(answers.get(7).statusCode()).isEqualTo(204);
    }

    private static long ended(TestRealm realm) {
        return KeycloakServer.get().database().number(ENDED, realm.id(), realm.userId("alice"));
    }

    private static List<String> ids(TestRealm realm, String username) {
        return KeycloakServer.get()
                .database()
                .strings(
                        "select ID from MYC_API_TOKEN where REALM_ID = ? and USER_ID = ?",
                        realm.id(),
                        realm.userId(username));
    }

    /** Of a live token, past the REST API. They ended 1, 2, 3... minutes ago; returns their ids in this order. */
    private static List<String> endedCopies(TestRealm.Token token, int count) {
        Database database = KeycloakServer.get().database();
        long now = System.currentTimeMillis();
        List<String> ids = IntStream.range(0, count)
                .mapToObj(i -> String.format(Locale.ROOT, "%.8s-%04d", token.id(), i))
                .toList();
        database.updateEach(
                "insert into MYC_API_TOKEN (ID, REALM_ID, USER_ID, TOKEN_HASH, PREFIX, NAME, NAME_KEY, SLOT_KEY,"
                        + " CREATED_AT, EXPIRES_AT) select ?, REALM_ID, USER_ID, ?, PREFIX, NAME, ?, ?, CREATED_AT, ?"
                        + " from MYC_API_TOKEN where ID = ?",
                IntStream.range(0, count)
                        .mapToObj(i -> new Object[] {
                            ids.get(i), ids.get(i), ids.get(i), ids.get(i), now - 60_000L * (i + 1), token.id()
                        })
                        .toList());
        database.updateEach(
                "update MYC_API_TOKEN set REVOKED_AT = EXPIRES_AT, EXPIRES_AT = EXPIRES_AT + 86400000 where ID = ?",
                IntStream.range(0, count)
                        .filter(i -> i % 2 == 0)
                        .mapToObj(i -> new Object[] {ids.get(i)})
                        .toList());
        return ids;
    }
}
