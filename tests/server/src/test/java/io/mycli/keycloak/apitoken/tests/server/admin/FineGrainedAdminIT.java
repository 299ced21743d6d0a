package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.RealmTemplate;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keycloak's fine-grained admin permissions: carol may see alice, and only her. */
@KeycloakTest
@ContractTest
class FineGrainedAdminIT {

    @BeforeEach
    void carolSeesAlice(TestRealm realm) {
        realm.update(Map.of("adminPermissionsEnabled", true));
        Admin.post(realm.adminPath("/users"), RealmTemplate.user(realm.name(), "carol"));
        RealmAdmin.grant(realm, "carol", "query-users");
        permit(realm, "view");
    }

    @Test
    void listsTheTokensOfThoseUsersOnly(TestRealm realm) {
        TestRealm.Token alices = realm.createToken();
        TestRealm.Token bobs = realm.createNamed("bob", "b");

        get(realm, "").then().statusCode(200).body("size()", equalTo(1)).body("[0].id", equalTo(alices.id()));
        get(realm, "/" + alices.id()).then().statusCode(200);
        get(realm, "/counts?user=alice").then().statusCode(200).body("live", equalTo(1));
        for (String path : List.of("/" + bobs.id(), "/counts", "/counts?user=bob", "/policy")) {
            assertThat(get(realm, path).statusCode()).as(path).isEqualTo(403);
        }
        lookup(realm, alices).then().statusCode(200);
        lookup(realm, bobs).then().statusCode(403);
    }

    /** Neither the length of a page nor the place of a token in it tells of the tokens of others. */
    @Test
    void pagesAreThoseOfTheVisibleTokens(TestRealm realm) {
        for (int i = 0; i < 3; i++) {
            realm.createToken("bob", "{\"name\":\"before " + i + "\"}");
        }
        TestRealm.Token first = realm.createNamed("alice", "first");
        realm.createNamed("bob", "between");
        TestRealm.Token second = realm.createNamed("alice", "second");
        realm.createNamed("bob", "used");
        realm.table().age(first, "LAST_USED_AT", 20);
        realm.table().age(second, "LAST_USED_AT", 10);

        assertThat(ids(realm, "?max=1")).containsExactly(second.id());
        assertThat(ids(realm, "?first=1&max=1")).containsExactly(first.id());
        assertThat(ids(realm, "?first=2&max=1")).isEmpty();
        assertThat(ids(realm, "?sort=lastUsedAt&max=2")).containsExactly(first.id(), second.id());
        assertThat(ids(realm, "?max=0")).isEmpty();
        assertThat(ids(realm, "?user=alice&first=1")).containsExactly(first.id());
    }

    @Test
    void nobodyTellsThemWhoExists(TestRealm realm) {
        realm.createNamed("bob", "b");

        for (String user : List.of("bob", realm.userId("bob"), "nobody")) {
            for (String path : List.of("?user=", "/counts?user=")) {
                assertThat(get(realm, path + user).statusCode()).as(path + user).isEqualTo(403);
            }
            for (boolean dryRun : List.of(true, false)) {
                String body = "{\"user\":\"" + user + "\",\"dryRun\":" + dryRun + "}";
                assertThat(revoke(realm, body).statusCode()).as(body).isEqualTo(403);
            }
        }
        assertThat(revoke(realm, """
                {"everything":true,"dryRun":true}""").statusCode()).isEqualTo(403);
    }

    private static List<String> ids(TestRealm realm, String query) {
        Response list = get(realm, query);
        assertThat(list.statusCode()).as(list.asString()).isEqualTo(200);
        return list.jsonPath().getList("id");
    }

    @Test
    void revokesTheTokensOfThoseWhomTheyManageOnly(TestRealm realm) {
        TestRealm.Token alices = realm.createToken();
        TestRealm.Token second = realm.createNamed("alice", "second");
        TestRealm.Token bobs = realm.createNamed("bob", "b");
        assertThat(delete(realm, alices).statusCode()).isEqualTo(403);
        permit(realm, "manage");

        assertThat(delete(realm, alices).statusCode()).isEqualTo(204);
        assertThat(delete(realm, bobs).statusCode()).isEqualTo(403);
        assertThat(revoke(realm, """
                {"everything":true}""").statusCode()).isEqualTo(403);
        assertThat(revoke(realm, """
                {"user":"bob"}""").statusCode()).isEqualTo(403);
        assertThat(revoke(realm, """
                {"user":"nobody"}""").statusCode()).isEqualTo(403);
        assertThat(revoke(realm, """
                {"user":"alice"}""").statusCode()).isEqualTo(200);

        realm.assertRejected(realm.introspect(alices.secret()));
        realm.assertRejected(realm.introspect(second.secret()));
        realm.assertActive(realm.introspect(bobs.secret()));
    }

    private static void permit(TestRealm realm, String scope) {
        RealmAdmin.permit(realm, "carol", scope, "Users", realm.userId("alice"));
    }

    private static Response get(TestRealm realm, String path) {
        return RealmAdmin.as(realm, "carol").get(url(realm, path));
    }

    private static Response delete(TestRealm realm, TestRealm.Token token) {
        return RealmAdmin.as(realm, "carol").delete(url(realm, "/" + token.id()));
    }

    private static Response revoke(TestRealm realm, String body) {
        return RealmAdmin.as(realm, "carol")
                .contentType(ContentType.JSON)
                .body(body)
                .post(url(realm, "/revoke"));
    }

    private static Response lookup(TestRealm realm, TestRealm.Token token) {
        return RealmAdmin.as(realm, "carol")
                .contentType(ContentType.JSON)
                .body(Map.of("secret", token.secret()))
                .post(url(realm, "/lookup"));
    }

    private static String url(TestRealm realm, String path) {
        return "/admin/realms" + realm.adminPath("/api-tokens" + path);
    }
}
