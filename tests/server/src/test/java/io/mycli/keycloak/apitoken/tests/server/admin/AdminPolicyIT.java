package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.Parallel;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How administrators set a realm's rules, and see what they would do. */
@KeycloakTest
class AdminPolicyIT {

    private static final String WHOLE = """
            {"enabled":true,"maxPerUser":3,"defaultLifetime":"30d","maxLifetime":"90d","requireExpiry":true,
             "clients":["my-cli","account-console"],"profiles":["team-b","team-a"],"recentLoginSeconds":600,"inactivityDays":45,
             "leakReports":true,"endOnLogoutAll":true,"mailCreated":false,"mailRotated":false,"mailExpiring":true,"mailExpired":false,
             "mailRevoked":true,"mailLeaked":true,"notBefore":null,"problem":null}""";

    @Test
    void showsTheDefaults(TestRealm realm) {
        realm.admin("/api-tokens/policy")
                .then()
                .body("enabled", equalTo(true))
                .body("maxPerUser", equalTo(10))
                .body("defaultLifetime", nullValue())
                .body("maxLifetime", nullValue())
                .body("requireExpiry", equalTo(false))
                .body("clients", empty())
                .body("profiles", empty())
                .body("recentLoginSeconds", nullValue())
                .body("inactivityDays", nullValue())
                .body("mailCreated", equalTo(true))
                .body("mailLeaked", equalTo(true))
                .body("notBefore", nullValue())
                .body("problem", nullValue());
    }

    @Test
    void isReplacedAsOne(TestRealm realm) {
        Response put = put(realm, WHOLE);

        put.then().statusCode(200);
        assertThat(realm.admin("/api-tokens/policy").jsonPath().getMap("$"))
                .isEqualTo(put.jsonPath().getMap("$"))
                .containsEntry("maxLifetime", "90d")
                .containsEntry("profiles", List.of("team-a", "team-b"))
                .containsEntry("mailExpired", false);
        Map<String, String> attributes = realm.admin("").jsonPath().getMap("attributes");
        assertThat(attributes)
                .containsEntry("api-tokens.max-per-user", "3")
                .containsEntry("api-tokens.default-lifetime", "30d")
                .containsEntry("api-tokens.profiles", "team-a team-b")
                .containsEntry("api-tokens.mail-created", "false")
                .doesNotContainKey("api-tokens.mail-expiring");
        Http.withBearer(realm.login("alice"))
                .get(realm.apiTokens() + "/policy")
                .then()
                .body("maxPerUser", equalTo(3))
                .body("maxLifetime", equalTo("90d"));
        assertThat(realm.admin("/admin-events?operationTypes=UPDATE&resourcePath=api-tokens/*")
                        .jsonPath()
                        .getString("[0].representation"))
                .contains("\"maxLifetime\":\"90d\"");

        put(realm, """
                {"enabled":true}""").then().statusCode(200).body("maxPerUser", equalTo(10));
        Map<String, String> after = new HashMap<>(realm.admin("").jsonPath().getMap("attributes"));
        after.keySet().removeIf(name -> !name.startsWith("api-tokens."));
        assertThat(after).containsOnlyKeys("api-tokens.enabled");
    }

    /** Whoever sends back what was read replaces that, and nothing that another administrator set meanwhile. */
    @Test
    void revisionKeepsTheChangeOfAnotherAdministrator(TestRealm realm) {
        Map<String, Object> seen =
                new HashMap<>(realm.admin("/api-tokens/policy").jsonPath().getMap("$"));
        put(realm, """
                {"enabled":true,"maxPerUser":3}""").then().statusCode(200);

        seen.put("maxLifetime", "90d");
        put(realm, seen).then().statusCode(409).body("error", equalTo("POLICY_CHANGED"));
        realm.admin("/api-tokens/policy").then().body("maxPerUser", equalTo(3)).body("maxLifetime", nullValue());

        seen.put("revision", realm.admin("/api-tokens/policy").path("revision"));
        put(realm, seen).then().statusCode(200).body("maxPerUser", equalTo(10));
        seen.remove("revision");
        put(realm, seen).then().statusCode(200);
    }

    @Test
    void revisionIsOfOneOfManyAtOnce(TestRealm realm) throws Exception {
        Map<String, Object> seen = realm.admin("/api-tokens/policy").jsonPath().getMap("$");

        List<Response> answers = Parallel.requests(8, number -> {
            Map<String, Object> changed = new HashMap<>(seen);
            changed.put("maxPerUser", 20 + number);
            return put(realm, changed);
        });

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 409).hasSize(7);
    }

    /** An attribute that cannot be read has its default in the answer, and another revision. */
    @Test
    void revisionTellsOfWhatCannotBeRead(TestRealm realm) {
        String before = realm.admin("/api-tokens/policy").path("revision");

        realm.setAttribute("api-tokens.max-lifetime", "two days");

        assertThat(realm.admin("/api-tokens/policy").<String>path("revision")).isNotEqualTo(before);
    }

    @Test
    void createsTheTokenClientWhenItEnables() {
        TestRealm realm = TestRealm.imported(Map.of());
        try {
            put(realm, """
                    {"enabled":true}""").then().statusCode(200);

            assertThat(realm.clientUuid("api-tokens")).isNotNull();
            realm.assertActive(realm.introspect(realm.createToken().secret()));
            put(realm, """
                    {"enabled":false}""").then().statusCode(200);
            assertThat(realm.create(realm.login("alice"), """
                    {"name":"x"}""").statusCode()).isEqualTo(404);
        } finally {
            realm.discard();
        }
    }

    @Test
    void saysWhatCannotBeRead(TestRealm realm) {
        realm.setAttribute("api-tokens.max-lifetime", "two days");

        realm.admin("/api-tokens/policy")
                .then()
                .body("maxLifetime", nullValue())
                .body("problem", containsString("api-tokens.max-lifetime"));
        put(realm, """
                {"enabled":true,"maxLifetime":"2d"}""").then().statusCode(200);
        realm.admin("/api-tokens/policy").then().body("problem", nullValue());
    }

    @OneRealm
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "INVALID_REQUEST | maxLifetme | {\"enabled\":true,\"maxLifetme\":\"90d\"}",
                "INVALID_REQUEST | enabled | {\"enabled\":\"yes\"}",
                "INVALID_REQUEST | maxPerUser | {\"enabled\":true,\"maxPerUser\":-1}",
                "INVALID_REQUEST | maxPerUser | {\"enabled\":true,\"maxPerUser\":2.5}",
                "INVALID_REQUEST | maxPerUser | {\"enabled\":true,\"maxPerUser\":\"3\"}",
                "INVALID_REQUEST | clients | {\"enabled\":true,\"clients\":\"my-cli\"}",
                "INVALID_REQUEST | mailCreated | {\"enabled\":true,\"mailCreated\":\"no\"}",
                "INVALID_POLICY  | maxPerUser | {\"enabled\":true,\"maxPerUser\":1000000000}",
                "INVALID_POLICY  | maxLifetime | {\"enabled\":true,\"maxLifetime\":\"90\"}",
                "INVALID_POLICY  | defaultLifetime | {\"enabled\":true,\"defaultLifetime\":\"0d\"}",
                "INVALID_POLICY  | defaultLifetime | {\"enabled\":true,\"defaultLifetime\":\"\"}",
                "INVALID_POLICY  | defaultLifetime | {\"enabled\":true,\"defaultLifetime\":\"1y\",\"maxLifetime\":\"90d\"}",
                "INVALID_POLICY  | clients | {\"enabled\":true,\"clients\":[\"my-cIi\"]}",
                "INVALID_POLICY  | clients | {\"enabled\":true,\"clients\":[\"a\\u0000b\"]}",
                "INVALID_POLICY  | profiles | {\"enabled\":true,\"profiles\":[\"Team A\"]}",
                "INVALID_POLICY  | profiles | {\"enabled\":true,\"profiles\":[\"\"]}",
                "INVALID_POLICY  | inactivityDays | {\"enabled\":true,\"inactivityDays\":1000000000}"
            })
    void typoLeavesTheOldOne(String error, String field, String body, TestRealm realm) {
        put(realm, WHOLE).then().statusCode(200);

        put(realm, body).then().statusCode(400).body("error", equalTo(error)).body("field", equalTo(field));

        realm.admin("/api-tokens/policy").then().body("maxPerUser", equalTo(3)).body("maxLifetime", equalTo("90d"));
    }

    @Test
    void severalTyposAreReportedTogether(TestRealm realm) {
        put(realm, """
                {"enabled":true,"defaultLifetime":"x","profiles":["A"],"inactivityDays":1000000000}""")
                .then()
                .statusCode(400)
                .body("field", equalTo("defaultLifetime"))
                .body("errors.field", containsInAnyOrder("defaultLifetime", "profiles", "inactivityDays"))
                .body("errors.code", everyItem(equalTo("INVALID_POLICY")));
        put(realm, """
                {"enabled":1,"clients":[null],"inactivityDays":1.0}""")
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("enabled", "clients", "inactivityDays"))
                .body("errors.code", everyItem(equalTo("INVALID_REQUEST")));
    }

    @Test
    void reportsWhatItWouldDo(TestRealm realm) {
        TestRealm.Token old = realm.createNamed("alice", "never");
        realm.table().age(old, "CREATED_AT", 100 * 86_400L);
        realm.createToken("alice", """
                {"name":"year","expiresIn":"1y","profile":"team-a"}""");
        realm.createToken("alice", """
                {"name":"day","expiresIn":"1d","profile":"team-b"}""");
        realm.createToken("bob", """
                {"name":"bobs","expiresIn":"1d"}""");
        TestRealm.Token revoked = realm.createNamed("bob", "revoked");
        realm.revoke("bob", revoked);
        // As if the day of its creation had passed, too.
        KeycloakServer.get().database().update("update MYC_API_TOKEN set ACTIVE_DAY = 0 where ID = ?", old.id());

        report(realm, """
                                {"enabled":true,"maxPerUser":2,"maxLifetime":"90d","profiles":["team-b"],"inactivityDays":50}""")
                .then()
                .statusCode(200)
                .body("overlong", equalTo(2))
                .body("unending", equalTo(1))
                .body("profileNotAllowed", equalTo(1))
                .body("unused", equalTo(1))
                .body("ownersOverLimit", equalTo(1));
        report(realm, """
                {"enabled":true}""")
                .then()
                .body("overlong", equalTo(0))
                .body("unending", equalTo(0))
                .body("profileNotAllowed", equalTo(0))
                .body("unused", equalTo(0))
                .body("ownersOverLimit", equalTo(0));
        realm.admin("/api-tokens/policy").then().body("maxLifetime", nullValue());
    }

    @Test
    void reportsTokensOfWhoSignedOutEverywhere(TestRealm realm) {
        realm.table().age(realm.createToken(), "CREATED_AT", 60);
        Admin.post(realm.adminPath("/users/" + realm.userId("alice") + "/logout"), "{}");
        realm.table().age(realm.createNamed("bob", "bobs"), "CREATED_AT", 60);

        report(realm, """
                {"enabled":true,"endOnLogoutAll":true}""").then().body("signedOut", equalTo(1));
        report(realm, """
                {"enabled":true}""").then().body("signedOut", equalTo(0));
    }

    @Test
    void needsTheRolesOfTheRealm(TestRealm realm) {
        RealmAdmin.grant(realm, "alice", "view-realm");
        RealmAdmin.grant(realm, "bob", "manage-users", "view-users");
        String url = "/admin/realms" + realm.adminPath("/api-tokens/policy");

        assertThat(RealmAdmin.as(realm, "alice").get(url).statusCode()).isEqualTo(200);
        assertThat(body(RealmAdmin.as(realm, "alice")).put(url).statusCode()).isEqualTo(403);
        assertThat(body(RealmAdmin.as(realm, "alice")).post(url + "/report").statusCode())
                .isEqualTo(403);
        assertThat(RealmAdmin.as(realm, "bob").get(url).statusCode()).isEqualTo(403);
        assertThat(body(RealmAdmin.as(realm, "bob")).put(url).statusCode()).isEqualTo(403);
        RealmAdmin.grant(realm, "alice", "manage-realm");
        assertThat(body(RealmAdmin.as(realm, "alice")).put(url).statusCode()).isEqualTo(200);
        assertThat(body(Http.request()).put(url).statusCode()).isEqualTo(401);
    }

    private static RequestSpecification body(RequestSpecification request) {
        return request.contentType(ContentType.JSON).body("""
                {"enabled":true}""");
    }

    private static Response put(TestRealm realm, String body) {
        return Admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .put("/admin/realms" + realm.adminPath("/api-tokens/policy"));
    }

    private static Response put(TestRealm realm, Map<String, Object> body) {
        return Admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .put("/admin/realms" + realm.adminPath("/api-tokens/policy"));
    }

    private static Response report(TestRealm realm, String body) {
        return Admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/admin/realms" + realm.adminPath("/api-tokens/policy/report"));
    }
}
