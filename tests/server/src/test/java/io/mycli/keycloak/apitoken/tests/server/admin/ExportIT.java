package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.ListedUsers;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The export of the inventory as a file. */
@ContractTest
class ExportIT {

    @Test
    void csvHasHeaderAndLinePerToken(TestRealm realm) {
        Roles.of(realm).realmRole("builder").giveTo("alice", "builder");
        TestRealm.Token token = realm.createToken(
                "alice", "{\"name\":\"=cmd()\",\"description\":\"a \\\"b\\\", c\",\"realmRoles\":[\"builder\"]}");

        Response csv = export(realm, "");

        csv.then()
                .statusCode(200)
                .header("Content-Type", containsString("text/csv"))
                .header("Cache-Control", containsString("no-store"))
                .header(
                        "Content-Disposition",
                        matchesPattern("attachment; filename=\"api-tokens-[A-Za-z0-9_-]+-\\d{4}-\\d\\d-\\d\\d.csv\""));
        List<String> lines = csv.asString().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .isEqualTo(
                        "id,ownerId,username,clientId,name,description,prefix,state,access,roles,audience,profile,scope,"
                                + "createdAt,rotatedAt,previousValidUntil,expiresAt,revokedAt,revocationReason,"
                                + "lastUsedAt,lastUsedBy");
        assertThat(lines.get(1))
                .startsWith(token.id() + "," + realm.userId("alice") + ",alice,,\"'=cmd()\",\"a \"\"b\"\", c\",")
                .contains(",live,restricted,builder,,");
        assertThat(csv.asString()).doesNotContain(token.secret()).endsWith("\r\n");
    }

    @Test
    void ndjsonHasTokensAsInLists(TestRealm realm) {
        ListedUsers.in(realm, "dora");
        realm.createNamed("alice", "日本語 😀");
        realm.createNamed("dora", "doras");

        Response ndjson = export(realm, "?format=ndjson");

        ndjson.then().statusCode(200).header("Content-Type", containsString("application/x-ndjson"));
        List<Map<String, Object>> exported = ndjson.asString()
                .lines()
                .map(line -> JsonPath.from(line).<String, Object>getMap("$"))
                .toList();
        assertThat(exported)
                .containsExactlyInAnyOrderElementsOf(
                        Inventory.list(realm, "").jsonPath().getList("$"));
    }

    @Test
    void filtersApply(TestRealm realm) {
        TestRealm.Token ofAlice = realm.createNamed("alice", "ci deploy");
        TestRealm.Token revoked = realm.createNamed("alice", "revoked");
        realm.revoke(revoked);

        assertThat(ids(realm, "?user=alice&state=live")).containsExactly(ofAlice.id());
        assertThat(ids(realm, "?nameStartsWith=CI")).containsExactly(ofAlice.id());
        assertThat(ids(realm, "?state=revoked")).containsExactly(revoked.id());
        assertThat(ids(realm, "?state=owner_gone")).isEmpty();
        assertThat(ids(realm, "?ownerSearch=ali")).containsExactly(ofAlice.id());
    }

    @Test
    void allPartsAreWritten(TestRealm realm) {
        realm.createToken();
        realm.table().copyToken(2500);

        List<String> ids = ids(realm, "");

        assertThat(ids).hasSize(2501);
        assertThat(new HashSet<>(ids)).hasSize(2501);
    }

    @Test
    void invalidParametersAreRejected(TestRealm realm) {
        for (String query : List.of("format=xls", "max=10", "state=dead")) {
            export(realm, "?" + query)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("INVALID_REQUEST"))
                    .body("field", equalTo(query.substring(0, query.indexOf('='))));
        }
        export(realm, "?user=nobody").then().statusCode(404).body("error", equalTo("USER_NOT_FOUND"));
    }

    @Test
    void rightsAreThoseOfTheList(TestRealm realm) {
        realm.createToken();
        String url = url(realm, "");

        assertThat(RealmAdmin.as(realm, "bob").get(url).statusCode()).isEqualTo(403);
        RealmAdmin.grant(realm, "bob", "query-users");
        Response nothing = RealmAdmin.as(realm, "bob").get(url);
        nothing.then().statusCode(200);
        assertThat(nothing.asString().lines()).hasSize(1);
        RealmAdmin.grant(realm, "bob", "view-users");
        assertThat(RealmAdmin.as(realm, "bob").get(url).asString()).contains(",alice,");
    }

    private static List<String> ids(TestRealm realm, String query) {
        Response csv = export(realm, query);
        assertThat(csv.statusCode()).isEqualTo(200);
        return csv.asString()
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    private static Response export(TestRealm realm, String query) {
        return Admin.request().get(url(realm, query));
    }

    private static String url(TestRealm realm, String query) {
        return "/admin/realms" + realm.adminPath("/api-tokens/export" + query);
    }
}
