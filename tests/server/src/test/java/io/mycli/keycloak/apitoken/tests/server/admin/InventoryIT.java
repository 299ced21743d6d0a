package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What administrators see of a realm's tokens. */
@KeycloakTest
@ContractTest
class InventoryIT {

    private static final long DAY = 86_400;

    @Test
    void showsAllButTheSecret(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                        {"name":"ci","profile":"team-a","expiresIn":"30d"}""");

        Response list = Inventory.list(realm, "");

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
                .body("[0].revocationReason", nullValue())
                .body("[0].lastUsedAt", nullValue());
        Map<String, Object> one = Inventory.get(realm, token.id()).jsonPath().getMap("$");
        assertThat(one).containsEntry("lastUses", List.of()).hasSize(22);
        assertThat(one).containsAllEntriesOf(list.jsonPath().getMap("[0]"));
        assertThat(Instant.parse((String) one.get("expiresAt"))).isAfter(Instant.now());
    }

    @Test
    void ordersAndPages(TestRealm realm) {
        TestRealm.Token b = realm.createToken("alice", """
                {"name":"b","expiresIn":"9d"}""");
        TestRealm.Token a = realm.createNamed("alice", "a");
        TestRealm.Token c = realm.createToken("bob", """
                {"name":"c","expiresIn":"5d"}""");

        assertThat(Inventory.ids(realm, "")).containsExactly(c.id(), a.id(), b.id());
        assertThat(Inventory.ids(realm, "?order=asc")).containsExactly(b.id(), a.id(), c.id());
        assertThat(Inventory.ids(realm, "?sort=name")).containsExactly(a.id(), b.id(), c.id());
        assertThat(Inventory.ids(realm, "?sort=expiresAt")).containsExactly(c.id(), b.id(), a.id());
        assertThat(Inventory.ids(realm, "?sort=expiresAt&order=desc")).containsExactly(b.id(), c.id(), a.id());
        assertThat(Inventory.ids(realm, "?first=1&max=1")).containsExactly(a.id());
        assertThat(Inventory.ids(realm, "?first=3")).isEmpty();
        assertThat(Inventory.ids(realm, "?max=0")).isEmpty();
        assertThat(Inventory.ids(realm, "?first=2147483647&max=1000")).isEmpty();
    }

    @Test
    void pagesThroughEqualTimesWithoutGap(TestRealm realm) {
        realm.setAttribute("api-tokens.max-per-user", "100");
        realm.createToken();
        realm.table().copyToken(25);
        Set<String> seen = new HashSet<>();

        for (int first = 0; first < 30; first += 10) {
            seen.addAll(Inventory.ids(realm, "?max=10&first=" + first));
        }

        assertThat(seen).hasSize(26);
    }

    @Test
    void filters(TestRealm realm) {
        TestRealm.Token ci = realm.createToken("alice", """
                        {"name":"CI deploy","profile":"team-a","expiresIn":"9d"}""");
        TestRealm.Token bobs = realm.createNamed("bob", "Straße");
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
                .forEach(filter -> assertThat(Inventory.ids(realm, "?" + filter))
                        .as(filter)
                        .containsExactly(ci.id()));
        assertThat(Inventory.ids(realm, "?name=stra%C3%9Fe")).containsExactly(bobs.id());
        Stream.of("name=x", "prefix=myc_000000", "profile=team-b", "client=strict-server", "createdBefore=2026-01-01")
                .forEach(filter -> assertThat(Inventory.ids(realm, "?" + filter))
                        .as(filter)
                        .isEmpty());
    }

    @Test
    void filtersByState(TestRealm realm) {
        TestRealm.Token live = realm.createNamed("alice", "live");
        TestRealm.Token expired = realm.createToken("alice", """
                {"name":"expired","expiresIn":"1h"}""");
        realm.table().age(expired, "EXPIRES_AT", 5);
        TestRealm.Token revoked = realm.createNamed("alice", "revoked");
        realm.revoke(revoked);

        assertThat(Inventory.ids(realm, "")).containsExactly(expired.id(), live.id());
        assertThat(Inventory.ids(realm, "?state=live")).containsExactly(live.id());
        assertThat(Inventory.ids(realm, "?state=expired")).containsExactly(expired.id());
        assertThat(Inventory.ids(realm, "?state=revoked")).containsExactly(revoked.id());
        assertThat(Inventory.ids(realm, "?state=revoked&name=revoked")).containsExactly(revoked.id());
        Inventory.get(realm, revoked.id()).then().body("state", equalTo("revoked"));
        Inventory.get(realm, expired.id()).then().body("state", equalTo("expired"));
    }

    @Test
    void findsWhatNobodyUsed(TestRealm realm) {
        TestRealm.Token old = realm.createNamed("alice", "old");
        aged(realm, old, "CREATED_AT", 100);
        TestRealm.Token used = realm.createNamed("alice", "used");
        aged(realm, used, "CREATED_AT", 100);
        TestRealm.Token rotated = realm.createNamed("alice", "rotated");
        aged(realm, rotated, "CREATED_AT", 100);
        realm.rotated(rotated, "{}");
        realm.createNamed("alice", "new");
        realm.assertActive(realm.introspect(used.secret()));
        String since = Instant.now().minus(90, ChronoUnit.DAYS).toString();

        Await.until(
                "the use is known",
                () -> Inventory.ids(realm, "?unusedSince=" + since).size() == 1);
        assertThat(Inventory.ids(realm, "?unusedSince=" + since)).containsExactly(old.id());
        assertThat(Inventory.ids(realm, "?createdBefore=" + since)).hasSize(3);
    }

    @Test
    void counts(TestRealm realm) {
        realm.createToken("alice", """
                {"name":"year","expiresIn":"1y"}""");
        realm.createToken("alice", """
                {"name":"soon","expiresIn":"9d"}""");
        TestRealm.Token old = realm.createNamed("bob", "old");
        aged(realm, old, "CREATED_AT", 100);
        TestRealm.Token expired = realm.createToken("alice", """
                {"name":"expired","expiresIn":"1h"}""");
        realm.table().age(expired, "EXPIRES_AT", 5);
        TestRealm.Token revoked = realm.createNamed("alice", "revoked");
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
        TestRealm.Token token = realm.createToken();
        TestRealm.Token rotated = realm.rotated(token, "{}");
        realm.revoke(rotated);

        for (String secret : List.of(token.secret(), rotated.secret(), " " + token.secret() + "\n")) {
            Inventory.lookup(realm, secret)
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(token.id()))
                    .body("username", equalTo("alice"))
                    .body("state", equalTo("revoked"));
        }
    }

    @Test
    void opensToRoleThatSeesUsers(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        RealmAdmin.grant(realm, "bob", "view-users");
        String url = "/admin/realms" + realm.adminPath("/api-tokens");

        RealmAdmin.as(realm, "bob").get(url).then().statusCode(200).body("size()", equalTo(1));
        RealmAdmin.as(realm, "bob").get(url + "/counts").then().statusCode(200).body("live", equalTo(1));
        RealmAdmin.as(realm, "bob").get(url + "/" + token.id()).then().statusCode(200);
        RealmAdmin.as(realm, "bob")
                .get(url + "/not-before")
                .then()
                .statusCode(200)
                .body("remaining", equalTo(0));
        RealmAdmin.as(realm, "bob").get(url + "/policy").then().statusCode(403);
    }

    /** Whoever may ask about users, but see none of them, sees none of their tokens. */
    @Test
    void showsNothingOfUsersWhoCannotBeSeen(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        RealmAdmin.grant(realm, "bob", "query-users");
        String url = "/admin/realms" + realm.adminPath("/api-tokens");

        RealmAdmin.as(realm, "bob").get(url).then().statusCode(200).body("$", empty());
        assertThat(RealmAdmin.as(realm, "bob").get(url + "/" + token.id()).statusCode())
                .isEqualTo(403);
        assertThat(RealmAdmin.as(realm, "bob").get(url + "/counts").statusCode())
                .isEqualTo(403);
        assertThat(RealmAdmin.as(realm, "bob").get(url + "/not-before").statusCode())
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
}
