package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators see of a realm's tokens. */
@KeycloakTest
@ContractTest
class InventoryIT {

    private static final long DAY = 86_400;

    @Test
    void showsAllButTheSecret(TestRealm realm) {
        TestRealm.Token token = realm.mint("alice", "{\"name\":\"ci\",\"profile\":\"team-a\",\"expiresIn\":\"30d\"}");

        Response list = list(realm, "");

        list.then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("size()", equalTo(1))
                .body("[0].id", equalTo(token.id()))
                .body("[0].ownerId", equalTo(realm.userId("alice")))
                .body("[0].username", equalTo("alice"))
                .body("[0].name", equalTo("ci"))
                .body("[0].prefix", equalTo(token.secret().substring(0, 10)))
                .body("[0].profile", equalTo("team-a"))
                .body("[0].scope", nullValue())
                .body("[0].state", equalTo("live"))
                .body("[0].revokedAt", nullValue())
                .body("[0].lastUsedAt", nullValue());
        Map<String, Object> one = get(realm, token.id()).jsonPath().getMap("$");
        assertThat(one).isEqualTo(list.jsonPath().getMap("[0]")).hasSize(15);
        assertThat(Instant.parse((String) one.get("expiresAt"))).isAfter(Instant.now());
    }

    @Test
    void ordersAndPages(TestRealm realm) {
        TestRealm.Token b = realm.mint("alice", "{\"name\":\"b\",\"expiresIn\":\"9d\"}");
        TestRealm.Token a = realm.mint("alice", "{\"name\":\"a\"}");
        TestRealm.Token c = realm.mint("bob", "{\"name\":\"c\",\"expiresIn\":\"5d\"}");

        assertThat(ids(realm, "")).containsExactly(c.id(), a.id(), b.id());
        assertThat(ids(realm, "?order=asc")).containsExactly(b.id(), a.id(), c.id());
        assertThat(ids(realm, "?sort=name")).containsExactly(a.id(), b.id(), c.id());
        assertThat(ids(realm, "?sort=expiresAt")).containsExactly(c.id(), b.id(), a.id());
        assertThat(ids(realm, "?sort=expiresAt&order=desc")).containsExactly(b.id(), c.id(), a.id());
        assertThat(ids(realm, "?first=1&max=1")).containsExactly(a.id());
        assertThat(ids(realm, "?first=3")).isEmpty();
        assertThat(ids(realm, "?max=0")).isEmpty();
        assertThat(ids(realm, "?first=2147483647&max=1000")).isEmpty();
    }

    @Test
    void pagesThroughEqualTimesWithoutGap(TestRealm realm) {
        realm.setAttribute("api-tokens.max-per-user", "100");
        realm.mint();
        realm.table().copyToken(25);
        Set<String> seen = new HashSet<>();

        for (int first = 0; first < 30; first += 10) {
            seen.addAll(ids(realm, "?max=10&first=" + first));
        }

        assertThat(seen).hasSize(26);
    }

    @Test
    void filters(TestRealm realm) {
        TestRealm.Token ci =
                realm.mint("alice", "{\"name\":\"CI deploy\",\"profile\":\"team-a\",\"expiresIn\":\"9d\"}");
        TestRealm.Token bobs = realm.mint("bob", "{\"name\":\"Straße\"}");
        realm.assertActive(realm.introspect(ci.secret()));
        KeycloakServer server = KeycloakServer.get();
        Await.until(
                "last use is written",
                () -> server.database().number("select count(LAST_USED_BY) from MYC_API_TOKEN where ID = ?", ci.id())
                        == 1);

        Stream.of(
                        "user=alice",
                        "user=" + realm.userId("alice"),
                        "name=ci%20DEPLOY",
                        "prefix=" + ci.secret().substring(0, 10),
                        "profile=team-a",
                        "client=catalog-server",
                        "expiresBefore=" + Instant.now().plus(10, ChronoUnit.DAYS),
                        "user=alice&profile=team-a&state=live")
                .forEach(filter ->
                        assertThat(ids(realm, "?" + filter)).as(filter).containsExactly(ci.id()));
        assertThat(ids(realm, "?name=stra%C3%9Fe")).containsExactly(bobs.id());
        Stream.of("name=x", "prefix=myc_000000", "profile=team-b", "client=strict-server", "createdBefore=2026-01-01")
                .forEach(filter ->
                        assertThat(ids(realm, "?" + filter)).as(filter).isEmpty());
    }

    @Test
    void filtersByState(TestRealm realm) {
        TestRealm.Token live = realm.mint("alice", "{\"name\":\"live\"}");
        TestRealm.Token expired = realm.mint("alice", "{\"name\":\"expired\",\"expiresIn\":\"1h\"}");
        realm.table().age(expired, "EXPIRES_AT", 5);
        TestRealm.Token revoked = realm.mint("alice", "{\"name\":\"revoked\"}");
        realm.revoke(revoked);

        assertThat(ids(realm, "")).containsExactly(expired.id(), live.id());
        assertThat(ids(realm, "?state=live")).containsExactly(live.id());
        assertThat(ids(realm, "?state=expired")).containsExactly(expired.id());
        assertThat(ids(realm, "?state=revoked")).containsExactly(revoked.id());
        assertThat(ids(realm, "?state=revoked&name=revoked")).containsExactly(revoked.id());
        get(realm, revoked.id()).then().body("state", equalTo("revoked"));
        get(realm, expired.id()).then().body("state", equalTo("expired"));
    }

    @Test
    void findsWhatNobodyUsed(TestRealm realm) {
        TestRealm.Token old = realm.mint("alice", "{\"name\":\"old\"}");
        aged(realm, old, "CREATED_AT", 100);
        TestRealm.Token used = realm.mint("alice", "{\"name\":\"used\"}");
        aged(realm, used, "CREATED_AT", 100);
        TestRealm.Token rotated = realm.mint("alice", "{\"name\":\"rotated\"}");
        aged(realm, rotated, "CREATED_AT", 100);
        realm.rotated(rotated, "{}");
        realm.mint("alice", "{\"name\":\"new\"}");
        realm.assertActive(realm.introspect(used.secret()));
        String since = Instant.now().minus(90, ChronoUnit.DAYS).toString();

        Await.until(
                "the use is known", () -> ids(realm, "?unusedSince=" + since).size() == 1);
        assertThat(ids(realm, "?unusedSince=" + since)).containsExactly(old.id());
        assertThat(ids(realm, "?createdBefore=" + since)).hasSize(3);
    }

    @Test
    void counts(TestRealm realm) {
        realm.mint("alice", "{\"name\":\"year\",\"expiresIn\":\"1y\"}");
        realm.mint("alice", "{\"name\":\"soon\",\"expiresIn\":\"9d\"}");
        TestRealm.Token old = realm.mint("bob", "{\"name\":\"old\"}");
        aged(realm, old, "CREATED_AT", 100);
        TestRealm.Token expired = realm.mint("alice", "{\"name\":\"expired\",\"expiresIn\":\"1h\"}");
        realm.table().age(expired, "EXPIRES_AT", 5);
        TestRealm.Token revoked = realm.mint("alice", "{\"name\":\"revoked\"}");
        realm.revoke(revoked);

        Admin.get(realm.adminPath("/api-tokens/counts"))
                .then()
                .body("live", equalTo(3))
                .body("expired", equalTo(1))
                .body("revoked", equalTo(1))
                .body("expiringSoon", equalTo(1))
                .body("unused", equalTo(1));
        Admin.get(realm.adminPath("/api-tokens/counts?user=bob"))
                .then()
                .body("live", equalTo(1))
                .body("expired", equalTo(0))
                .body("expiringSoon", equalTo(0));
    }

    @Test
    void tellsWhoseSecretItIs(TestRealm realm) {
        TestRealm.Token token = realm.mint();
        TestRealm.Token rotated = realm.rotated(token, "{}");
        realm.revoke(rotated);

        for (String secret : List.of(token.secret(), rotated.secret(), " " + token.secret() + "\n")) {
            lookup(realm, secret)
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(token.id()))
                    .body("username", equalTo("alice"))
                    .body("state", equalTo("revoked"));
        }
    }

    @Nested
    class Refused {

        @OneRealm
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "first=-1",
                    "first=x",
                    "first=2147483648",
                    "first=99999999999999999999",
                    "max=-1",
                    "max=1001",
                    "max=1e3",
                    "max=",
                    "max=1&max=2",
                    "sort=secret",
                    "sort=createdAt%20desc",
                    "order=up",
                    "state=dead",
                    "state=",
                    "user=",
                    "owner=alice",
                    "Name=x",
                    "name=%20",
                    "name=%E2%80%AE",
                    "prefix=myc",
                    "prefix=myc_3f12c4f",
                    "createdBefore=yesterday",
                    "createdBefore=1764028800",
                    "createdBefore=2026-13-01",
                    "createdBefore=2026-11-25T12:00",
                    "createdBefore=%2B999999999-01-01T00:00:00Z",
                    "unusedSince=-1000-01-01",
                    "expiresBefore=25.11.2026"
                })
        void forParametersThatAreNone(String query, TestRealm realm) {
            list(realm, "?" + query)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo(query.equals("name=%E2%80%AE") ? "INVALID_NAME" : "INVALID_REQUEST"))
                    .body("field", equalTo(query.substring(0, query.indexOf('='))));
        }

        @Test
        void forSeveralParametersTogether(TestRealm realm) {
            list(realm, "?prefix=myc&state=dead&first=x&order=up")
                    .then()
                    .statusCode(400)
                    .body("field", equalTo("prefix"))
                    .body("errors.field", equalTo(List.of("prefix", "state", "order", "first")));
            list(realm, "?owner=alice&max=1&max=2")
                    .then()
                    .statusCode(400)
                    .body("errors.field", containsInAnyOrder("owner", "max"));
        }

        @Test
        void withoutNameOfUnknownParameterThatMayBeSecret(TestRealm realm) {
            String secret = Secrets.unknown();

            String answer = list(realm, "?" + secret + "=x")
                    .then()
                    .statusCode(400)
                    .body("field", nullValue())
                    .extract()
                    .asString();

            assertThat(answer).doesNotContain(secret.substring(4));
        }

        @Test
        void forTokenThatIsNotInTheRealm(TestRealm realm) {
            TestRealm other = TestRealm.create();
            try {
                TestRealm.Token token = other.mint();

                for (String id : List.of(token.id(), "00000000-0000-0000-0000-000000000000", "x", "..%2Fusers")) {
                    get(realm, id).then().statusCode(404);
                    Admin.request()
                            .delete("/admin/realms" + realm.adminPath("/api-tokens/" + id))
                            .then()
                            .statusCode(404);
                }
                lookup(realm, token.secret()).then().statusCode(404).body("error", equalTo("TOKEN_NOT_FOUND"));
                assertThat(ids(realm, "")).isEmpty();
                other.assertActive(other.introspect(token.secret()));
            } finally {
                other.delete();
            }
        }

        @OneRealm
        @ParameterizedTest
        @ValueSource(strings = {"", "{}", "{\"secret\":null}", "{\"secret\":\"myc_0\"}"})
        void forSecretThatIsNone(String body, TestRealm realm) {
            post(realm, "/lookup", body).then().statusCode(body.isEmpty() ? 400 : 404);
        }

        @Test
        void withoutRole(TestRealm realm) {
            TestRealm.Token token = realm.mint();
            TestRealm other = TestRealm.create();
            try {
                RealmAdmin.grant(other, "alice", "realm-admin");
                RealmAdmin.grant(realm, "bob", "manage-clients", "view-events");
                for (String path : List.of("", "/counts", "/" + token.id(), "/policy")) {
                    String url = "/admin/realms" + realm.adminPath("/api-tokens" + path);
                    assertThat(Http.request().get(url).statusCode()).as(path).isEqualTo(401);
                    assertThat(RealmAdmin.as(realm, "alice").get(url).statusCode())
                            .as(path)
                            .isEqualTo(403);
                    assertThat(RealmAdmin.as(realm, "bob").get(url).statusCode())
                            .as(path)
                            .isEqualTo(403);
                    assertThat(RealmAdmin.as(other, "alice").get(url).statusCode())
                            .as(path)
                            .isIn(401, 403);
                    assertThat(Http.withBearer(token.secret()).get(url).statusCode())
                            .as(path)
                            .isEqualTo(401);
                }
            } finally {
                other.delete();
            }
        }
    }

    @Test
    void opensToRoleThatSeesUsers(TestRealm realm) {
        TestRealm.Token token = realm.mint();
        RealmAdmin.grant(realm, "bob", "view-users");
        String url = "/admin/realms" + realm.adminPath("/api-tokens");

        RealmAdmin.as(realm, "bob").get(url).then().statusCode(200).body("size()", equalTo(1));
        RealmAdmin.as(realm, "bob").get(url + "/counts").then().statusCode(200).body("live", equalTo(1));
        RealmAdmin.as(realm, "bob").get(url + "/" + token.id()).then().statusCode(200);
        RealmAdmin.as(realm, "bob").get(url + "/policy").then().statusCode(403);
    }

    /** Whoever may ask about users, but see none of them, sees none of their tokens. */
    @Test
    void showsNothingOfUsersWhoCannotBeSeen(TestRealm realm) {
        TestRealm.Token token = realm.mint();
        RealmAdmin.grant(realm, "bob", "query-users");
        String url = "/admin/realms" + realm.adminPath("/api-tokens");

        RealmAdmin.as(realm, "bob").get(url).then().statusCode(200).body("$", empty());
        assertThat(RealmAdmin.as(realm, "bob").get(url + "/" + token.id()).statusCode())
                .isEqualTo(403);
        assertThat(RealmAdmin.as(realm, "bob").get(url + "/counts").statusCode())
                .isEqualTo(403);
        assertThat(RealmAdmin.as(realm, "bob").get(url + "/counts?user=alice").statusCode())
                .isEqualTo(403);
        assertThat(RealmAdmin.as(realm, "bob").delete(url + "/" + token.id()).statusCode())
                .isEqualTo(403);
        realm.assertActive(realm.introspect(token.secret()));
    }

    /** The day of its last use included, as if time had passed since. */
    private static void aged(TestRealm realm, TestRealm.Token token, String column, int days) {
        realm.table().age(token, column, days * DAY);
        KeycloakServer.get()
                .database()
                .update(
                        "update MYC_API_TOKEN set ACTIVE_DAY = ? where ID = ?",
                        System.currentTimeMillis() / 1000 / DAY - days,
                        token.id());
    }

    private static Response list(TestRealm realm, String query) {
        return Admin.request().get("/admin/realms" + realm.adminPath("/api-tokens" + query));
    }

    private static List<String> ids(TestRealm realm, String query) {
        Response list = list(realm, query);
        assertThat(list.statusCode()).as(list.asString()).isEqualTo(200);
        return list.jsonPath().getList("id");
    }

    private static Response get(TestRealm realm, String id) {
        return Admin.request().get("/admin/realms" + realm.adminPath("/api-tokens/" + id));
    }

    private static Response lookup(TestRealm realm, String secret) {
        return post(realm, "/lookup", "{\"secret\":\"" + secret.replace("\n", "\\n") + "\"}");
    }

    private static Response post(TestRealm realm, String path, String body) {
        return Admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/admin/realms" + realm.adminPath("/api-tokens" + path));
    }
}
