package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.ServiceAccounts;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a stricter policy reaches the tokens that exist: listed first, then on demand. */
@KeycloakTest
class PolicyEnforcementIT {

    @Test
    void stricterPolicyAloneLeavesTokensAlone(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "CREATED_AT", 30 * 86_400L);

        realm.setAttribute("api-tokens.max-lifetime", "2d");

        realm.assertActive(realm.introspect(token.secret()));
    }

    @Test
    void reportListsWhatWouldEndEarlier(TestRealm realm) {
        TestRealm.Token never = realm.createToken();
        TestRealm.Token year = realm.createToken("bob", """
                {"name":"year","expiresIn":"1y"}""");
        realm.createToken("bob", """
                {"name":"day","expiresIn":"1d"}""");
        realm.createToken("bob", """
                {"name":"exactly","expiresIn":"2d"}""");
        TestRealm.Token revoked = realm.createNamed("alice", "revoked");
        realm.revoke(revoked);
        realm.setAttribute("api-tokens.max-lifetime", "2d");

        Response report = report(realm, "");

        report.then()
                .statusCode(200)
                .body("count", equalTo(2))
                .body("tokens.id", containsInAnyOrder(never.id(), year.id()))
                .body("tokens.find { it.id == '" + never.id() + "' }.username", equalTo("alice"))
                .body("tokens.find { it.id == '" + never.id() + "' }.expiresAt", nullValue());
        Instant would = Instant.parse(report.jsonPath().getString("tokens[0].wouldExpireAt"));
        assertThat(Duration.between(Instant.now(), would)).isBetween(Duration.ofHours(47), Duration.ofHours(48));
    }

    @Test
    void reportNamesTheClientOfServiceAccount(TestRealm realm) {
        ServiceAccounts.create(realm);
        TestRealm.Token ci = ServiceAccounts.createToken(realm, "");
        TestRealm.Token alices = realm.createToken();

        report(realm, "?maxLifetime=1h")
                .then()
                .body("tokens.find { it.id == '" + ci.id() + "' }.clientId", equalTo("ci"))
                .body("tokens.find { it.id == '" + ci.id() + "' }.username", equalTo("service-account-ci"))
                .body("tokens.find { it.id == '" + alices.id() + "' }.clientId", nullValue());
    }

    @Test
    void reportTriesAnotherLifetimeAndGoesByPages(TestRealm realm) {
        realm.createToken();
        realm.createNamed("alice", "second");

        JsonPath first = report(realm, "?maxLifetime=1h&max=1").jsonPath();
        JsonPath second = report(realm, "?maxLifetime=1h&max=1&after=" + first.getString("tokens[0].id"))
                .jsonPath();

        assertThat(first.getInt("count")).isEqualTo(2);
        assertThat(first.getList("tokens")).hasSize(1);
        assertThat(second.getString("tokens[0].id")).isGreaterThan(first.getString("tokens[0].id"));
        report(realm, "?maxLifetime=1h&max=0").then().body("count", equalTo(2)).body("tokens", equalTo(List.of()));
        report(realm, "").then().body("count", equalTo(0));
    }

    @Test
    void enforcementShortensAndEnds(TestRealm realm) {
        TestRealm.Token young = realm.createToken();
        TestRealm.Token old = realm.createToken("alice", """
                {"name":"old","expiresIn":"1y"}""");
        realm.table().age(old, "CREATED_AT", 30 * 86_400L);
        TestRealm.Token rotated = realm.createNamed("alice", "rotated");
        realm.table().age(rotated, "CREATED_AT", 30 * 86_400L);
        TestRealm.Token short1 = realm.createToken("alice", """
                {"name":"short","expiresIn":"1h"}""");
        String before = get(realm, short1).getString("expiresAt");
        TestRealm.Token renewed = realm.rotated(rotated, "{}");
        realm.assertActive(realm.introspect(old.secret()));
        realm.setAttribute("api-tokens.max-lifetime", "2d");

        enforce(realm).then().statusCode(200).body("shortened", equalTo(3)).body("ended", equalTo(1));

        realm.assertRejected(realm.introspect(old.secret()));
        realm.assertActive(realm.introspect(young.secret()));
        realm.assertActive(realm.introspect(renewed.secret()));
        assertThat(get(realm, short1).getString("expiresAt")).isEqualTo(before);
        Instant end = Instant.parse(get(realm, young).getString("expiresAt"));
        assertThat(Duration.between(Instant.now(), end)).isBetween(Duration.ofHours(47), Duration.ofHours(48));
        report(realm, "").then().body("count", equalTo(0));
        enforce(realm).then().body("shortened", equalTo(0));
    }

    @Test
    void enforcementGivesUnendingTokensTheDefaultWhereTheyMustEnd(TestRealm realm) {
        TestRealm.Token never = realm.createToken();
        TestRealm.Token year = realm.createToken("alice", """
                {"name":"year","expiresIn":"1y"}""");
        String before = get(realm, year).getString("expiresAt");
        realm.setAttribute("api-tokens.require-expiry", "true");
        enforce(realm).then().body("shortened", equalTo(0));
        realm.setAttribute("api-tokens.default-lifetime", "30d");

        enforce(realm).then().body("shortened", equalTo(1));

        assertThat(get(realm, never).getString("expiresAt")).isNotNull();
        assertThat(get(realm, year).getString("expiresAt")).isEqualTo(before);
    }

    @Test
    void enforcementEndsTheSecretOfAnOverlapToo(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        TestRealm.Token rotated = realm.rotated(token, """
                {"overlap":"7d"}""");
        realm.table().age(token, "ROTATED_AT", 2 * 86_400L);
        realm.setAttribute("api-tokens.max-lifetime", "1d");

        enforce(realm).then().body("ended", equalTo(1));

        realm.assertRejected(realm.introspect(token.secret()));
        realm.assertRejected(realm.introspect(rotated.secret()));
    }

    @Test
    void enforcementGoesOnBeyondOneBatch(TestRealm realm) {
        realm.setAttribute("api-tokens.max-per-user", "2000");
        realm.createToken();
        realm.table().copyToken(1200);
        realm.setAttribute("api-tokens.max-lifetime", "2d");

        enforce(realm).then().body("shortened", equalTo(1201));
    }

    @Test
    void enforcementLeavesAdminEvent(TestRealm realm) {
        realm.createToken();
        realm.setAttribute("api-tokens.max-lifetime", "2d");

        enforce(realm);

        JsonPath event = realm.admin("/admin-events?operationTypes=ACTION").jsonPath();
        assertThat(event.getString("[0].operationType")).isEqualTo("ACTION");
        assertThat(event.getString("[0].representation")).contains("\"shortened\":1");
    }

    @OneRealm
    @ParameterizedTest
    @ValueSource(strings = {"?max=-1", "?max=1001", "?max=x", "?maxLifetime=x", "?after=x"})
    void parametersThatAreNone(String query, TestRealm realm) {
        rawReport(realm, query)
                .then()
                .statusCode(400)
                .body("error", equalTo("INVALID_REQUEST"))
                .body("field", equalTo(query.substring(1, query.indexOf('='))));
    }

    @Test
    void rulesThatCannotBeRead(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.setAttribute("api-tokens.max-lifetime", "two days");

        rawReport(realm, "").then().statusCode(400).body("error", equalTo("INVALID_REQUEST"));
        Admin.request()
                .post("/admin/realms" + realm.adminPath("/api-tokens/policy/enforce"))
                .then()
                .statusCode(400);

        realm.assertActive(realm.introspect(token.secret()));
    }

    @Test
    void needsTheRolesOfTheRealmAndOfUsers(TestRealm realm) {
        realm.createToken();
        String path = "/admin/realms" + realm.adminPath("/api-tokens/policy");
        RealmAdmin.grant(realm, "alice", "view-realm", "manage-users");
        RealmAdmin.grant(realm, "bob", "manage-realm", "view-users");

        assertThat(RealmAdmin.as(realm, "alice").get(path + "/report").statusCode())
                .isEqualTo(200);
        assertThat(RealmAdmin.as(realm, "alice").post(path + "/enforce").statusCode())
                .isEqualTo(403);
        assertThat(RealmAdmin.as(realm, "bob").get(path + "/report").statusCode())
                .isEqualTo(200);
        assertThat(RealmAdmin.as(realm, "bob").post(path + "/enforce").statusCode())
                .isEqualTo(403);
        RealmAdmin.grant(realm, "bob", "manage-users");
        assertThat(RealmAdmin.as(realm, "bob").post(path + "/enforce").statusCode())
                .isEqualTo(200);
        assertThat(Http.request().get(path + "/report").statusCode()).isEqualTo(401);
        assertThat(Http.request().post(path + "/enforce").statusCode()).isEqualTo(401);
    }

    private static Response report(TestRealm realm, String query) {
        Response report = rawReport(realm, query);
        assertThat(report.statusCode()).as(report.asString()).isEqualTo(200);
        return report;
    }

    private static Response rawReport(TestRealm realm, String query) {
        return Admin.request().get("/admin/realms" + realm.adminPath("/api-tokens/policy/report" + query));
    }

    private static Response enforce(TestRealm realm) {
        return Admin.post(realm.adminPath("/api-tokens/policy/enforce"), "");
    }

    private static JsonPath get(TestRealm realm, TestRealm.Token token) {
        return Http.withBearer(realm.login("alice"))
                .get(realm.apiTokens() + "/" + token.id())
                .jsonPath();
    }
}
