package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The search in names of tokens and in owners, and the pages of what it finds. */
@ContractTest
class InventorySearchIT {

    @Test
    void findsNamesByTheirBeginning(TestRealm realm) {
        TestRealm.Token deploy = realm.createNamed("alice", "CI deploy");
        TestRealm.Token test = realm.createNamed("bob", "ci test");
        TestRealm.Token german = realm.createNamed("bob", "Straße");

        assertThat(Inventory.ids(realm, "?nameStartsWith=ci")).containsExactly(test.id(), deploy.id());
        assertThat(Inventory.ids(realm, "?nameStartsWith=CI%20D")).containsExactly(deploy.id());
        assertThat(Inventory.ids(realm, "?nameStartsWith=STRASS")).containsExactly(german.id());
        assertThat(Inventory.ids(realm, "?nameStartsWith=deploy")).isEmpty();
        assertThat(Inventory.ids(realm, "?nameStartsWith=ci&user=alice")).containsExactly(deploy.id());
        Admin.get(realm.adminPath("/api-tokens/counts?nameStartsWith=ci"))
                .then()
                .body("live", equalTo(2));
    }

    @Test
    void wildcardsAreOrdinaryCharacters(TestRealm realm) {
        TestRealm.Token percent = realm.createNamed("alice", "50% off");
        realm.createNamed("alice", "500");

        assertThat(Inventory.ids(realm, "?nameStartsWith=50%25")).containsExactly(percent.id());
        assertThat(Inventory.ids(realm, "?nameStartsWith=%25")).isEmpty();
        assertThat(Inventory.ids(realm, "?nameStartsWith=_")).isEmpty();
    }

    @Test
    void findsRevokedTokensAndRenamedOnes(TestRealm realm) {
        TestRealm.Token revoked = realm.createNamed("alice", "first");
        realm.revoke(revoked);
        TestRealm.Token renamed = realm.createNamed("alice", "second");
        Http.withBearer(realm.login("alice"))
                .contentType("application/json")
                .body("""
                        {"name":"third"}""")
                .patch(realm.apiTokens() + "/" + renamed.id())
                .then()
                .statusCode(200);

        assertThat(Inventory.ids(realm, "?nameStartsWith=fir&state=revoked")).containsExactly(revoked.id());
        assertThat(Inventory.ids(realm, "?nameStartsWith=thi")).containsExactly(renamed.id());
        assertThat(Inventory.ids(realm, "?nameStartsWith=sec")).isEmpty();
    }

    @Test
    void revokesWhatItFinds(TestRealm realm) {
        realm.createNamed("alice", "ci deploy");
        TestRealm.Token other = realm.createNamed("alice", "other");

        Inventory.post(realm, "/revoke", """
                {"nameStartsWith":"CI"}""").then().body("revoked", equalTo(1));
        Inventory.post(realm, "/revoke", """
                {"ownerSearch":"bob"}""").then().body("revoked", equalTo(0));

        assertThat(Inventory.ids(realm, "")).containsExactly(other.id());
    }

    @Test
    void findsOwnersAsKeycloakDoes(TestRealm realm) {
        TestRealm.Token ofAlice = realm.createToken();
        TestRealm.Token ofBob = realm.createNamed("bob", "bobs");

        assertThat(Inventory.ids(realm, "?ownerSearch=ali")).containsExactly(ofAlice.id());
        assertThat(Inventory.ids(realm, "?ownerSearch=BOB")).containsExactly(ofBob.id());
        assertThat(Inventory.ids(realm, "?ownerSearch=bob&nameStartsWith=b")).containsExactly(ofBob.id());
        assertThat(Inventory.ids(realm, "?ownerSearch=nobody-at-all")).isEmpty();
        assertThat(Inventory.ids(realm, "?ownerSearch=alice@")).containsExactly(ofAlice.id());
    }

    /** Who may ask about users, but see none of them, finds none. */
    @Test
    void findsOnlyOwnersWhoMayBeSeen(TestRealm realm) {
        realm.createToken();
        RealmAdmin.grant(realm, "bob", "query-users");
        String url = "/admin/realms" + realm.adminPath("/api-tokens?ownerSearch=alice");

        RealmAdmin.as(realm, "bob").get(url).then().statusCode(200).body("size()", equalTo(0));
    }

    @Test
    void strangersCannotSearch(TestRealm realm) {
        RealmAdmin.grant(realm, "bob", "view-realm");
        String url = "/admin/realms" + realm.adminPath("/api-tokens?ownerSearch=alice");

        RealmAdmin.as(realm, "bob").get(url).then().statusCode(403);
    }

    @Test
    void invalidSearchesAreRejected(TestRealm realm) {
        Stream.of(
                        "nameStartsWith=",
                        "nameStartsWith=" + "x".repeat(101),
                        "nameStartsWith=%E2%80%8B",
                        "ownerSearch=%20",
                        "ownerSearch=alice&user=alice")
                .forEach(query -> Inventory.list(realm, "?" + query)
                        .then()
                        .statusCode(400)
                        .body("field", equalTo(query.substring(0, query.indexOf('=')))));
    }

    @Test
    void secretIsNoSearch(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        for (String name : List.of("nameStartsWith", "ownerSearch")) {
            Inventory.list(realm, "?" + name + "=" + token.secret())
                    .then()
                    .statusCode(400)
                    .body("error_description", containsString("contains an API token"));
        }
    }

    @Test
    void tooManyOwnersAreRejected(TestRealm realm) {
        List<Map<String, Object>> users = IntStream.range(0, 501)
                .mapToObj(i -> Map.<String, Object>of("username", "crowd-" + i, "enabled", true))
                .toList();
        Admin.post(realm.adminPath("/partialImport"), Map.of("ifResourceExists", "FAIL", "users", users));

        Inventory.list(realm, "?ownerSearch=crowd")
                .then()
                .statusCode(400)
                .body("field", equalTo("ownerSearch"))
                .body("error_description", containsString("More than 500 owners"));
        assertThat(Inventory.ids(realm, "?ownerSearch=crowd-50")).isEmpty();
    }

    @Test
    void pagesLinkToTheirNeighbours(TestRealm realm) {
        realm.createNamed("alice", "a b");
        realm.createNamed("alice", "a c");
        realm.createNamed("bob", "a d");

        assertThat(links(realm, "?nameStartsWith=a%20&max=2&sort=name"))
                .containsExactly("<?nameStartsWith=a%20&sort=name&first=2&max=2>; rel=\"next\"");
        assertThat(links(realm, "?max=2&first=2")).singleElement().asString().contains("first=0", "rel=\"prev\"");
        assertThat(links(realm, "?max=1&first=1")).hasSize(2);
        assertThat(links(realm, "?max=3")).isEmpty();
        assertThat(links(realm, "?max=0")).isEmpty();
        assertThat(Inventory.ids(realm, "?max=2")).hasSize(2);
    }

    private static List<String> links(TestRealm realm, String query) {
        return Inventory.list(realm, query).headers().getValues("Link").stream()
                .flatMap(value -> Stream.of(value.split(", (?=<)")))
                .toList();
    }
}
