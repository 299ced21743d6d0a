package io.mycli.keycloak.apitoken.tests.server.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an active answer says. */
@ContractTest
class ClaimsIT {

    /** What a JWT of the token client has and an API token has not: it belongs to no session. */
    private static final Set<String> ONLY_IN_JWT = Set.of("sid", "auth_time");

    /** What an API token has on top. */
    private static final Set<String> ONLY_IN_API_TOKEN = Set.of("token_name", "token_profile", "token_expires_at");

    /** What both have, with another value: what identifies the token, when it was made, and how its user logged in. */
    private static final Set<String> DIFFERENT = Set.of("jti", "iat", "exp", "acr");

    @Test
    void equalThoseOfJwtOfTheTokenClientButForWrittenList(TestRealm realm) {
        givenEveryKindOfMapper(realm);
        TestRealm.Token token = realm.createToken("alice", """
                        {"name":"a","expiresIn":"1y","profile":"team-a","scope":"phone"}""");

        Map<String, Object> ofToken = answer(realm, token.secret());
        Map<String, Object> ofJwt = answer(realm, jwtOfTokenClient(realm, "phone"));

        assertThat(minus(ofToken.keySet(), ofJwt.keySet())).isEqualTo(new TreeSet<>(ONLY_IN_API_TOKEN));
        assertThat(minus(ofJwt.keySet(), ofToken.keySet())).isSubsetOf(ONLY_IN_JWT);
        Set<String> common = new TreeSet<>(ofJwt.keySet());
        common.retainAll(ofToken.keySet());
        common.removeAll(DIFFERENT);
        assertThat(common).contains("realm_access", "resource_access", "groups", "aud", "scope", "department", "plan");
        assertThat(common)
                .allSatisfy(member -> assertThat(unordered(ofToken.get(member)))
                        .as(member)
                        .isEqualTo(unordered(withoutAccount(ofJwt.get(member)))));
    }

    @Test
    void containRealmAndClientRolesGroupsClaimsAndAudience(TestRealm realm) {
        givenEveryKindOfMapper(realm);
        TestRealm.Token token = realm.createToken();

        Response answer = realm.introspect(token.secret());

        assertThat(answer.<List<String>>path("realm_access.roles")).contains("auditor");
        assertThat(answer.<List<String>>path("resource_access.catalog-server.roles"))
                .containsExactly("publisher");
        assertThat(answer.<List<String>>path("groups")).containsExactly("/staff");
        assertThat(answer.<String>path("plan")).isEqualTo("gold");
        assertThat(answer.<String>path("department")).isEqualTo("research");
        assertThat(answer.<List<String>>path("aud")).containsExactlyInAnyOrder("strict-server", "catalog-server");
    }

    @Test
    void shrinkAtOnceWhenRoleIsLost(TestRealm realm) {
        givenEveryKindOfMapper(realm);
        TestRealm.Token token = realm.createToken();
        Object role = realm.admin("/roles/auditor").jsonPath().getMap("$");
        assertThat(realm.introspect(token.secret()).<List<String>>path("realm_access.roles"))
                .contains("auditor");

        Admin.delete(realm.adminPath("/users/" + realm.userId("alice") + "/role-mappings/realm"), List.of(role));

        assertThat(realm.introspect(token.secret()).<List<String>>path("realm_access.roles"))
                .doesNotContain("auditor");
    }

    @Test
    void fixedMembersAreThere(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                        {"name":"a","expiresIn":"1y","profile":"team-a"}""");
        long now = System.currentTimeMillis() / 1000;

        Response answer = realm.introspect(token.secret());

        assertThat(answer.jsonPath().<String, Object>getMap("$"))
                .containsEntry("active", true)
                .containsEntry("sub", realm.userId("alice"))
                .containsEntry("azp", "api-tokens")
                .containsEntry("client_id", "api-tokens")
                .containsEntry("username", "alice")
                .containsEntry("jti", token.id())
                .containsEntry("typ", "Bearer")
                .containsEntry("token_type", "Bearer")
                .containsEntry("token_name", "a")
                .containsEntry("token_profile", "team-a")
                .doesNotContainKeys("sid", "cnf", "nbf", "auth_time", "session_state");
        assertThat(answer.<String>path("iss")).endsWith("/realms/" + realm.name());
        assertThat(answer.jsonPath().getLong("iat")).isBetween(now - 60, now);
        assertThat(answer.jsonPath().getLong("exp")).isBetween(now + 299, now + 310);
        assertThat(answer.jsonPath().getLong("token_expires_at")).isBetween(now + 31535900, now + 31536000);
    }

    @Test
    void memberWithoutValueIsAbsent(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        Map<String, Object> answer = answer(realm, token.secret());

        assertThat(answer).doesNotContainKeys("token_profile", "token_expires_at");
        assertThat(answer.values()).allSatisfy(value -> {
            assertThat(value).isNotNull().isNotEqualTo("").isNotEqualTo(0).isNotEqualTo(-1);
            if (value instanceof Collection<?> collection) {
                assertThat(collection).isNotEmpty();
            }
        });
    }

    @Test
    void expIsTheTokensEndWhenThatIsNear(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "EXPIRES_AT", -100);

        Response answer = realm.introspect(token.secret());

        assertThat(answer.jsonPath().getLong("exp")).isEqualTo(answer.jsonPath().getLong("token_expires_at"));
    }

    @Test
    void expFollowsTheRealmsAccessTokenLifespan(TestRealm realm) {
        realm.update(Map.of("accessTokenLifespan", 60));
        TestRealm.Token token = realm.createToken();
        long now = System.currentTimeMillis() / 1000;

        assertThat(realm.introspect(token.secret()).jsonPath().getLong("exp")).isBetween(now + 59, now + 70);
    }

    @Test
    void mapperCannotForgeWhatTheTokenIs(TestRealm realm) {
        Mappers.of(realm, "api-tokens")
                .hardcoded("active", "false", "String")
                .hardcoded("exp", "4102444800", "long")
                .hardcoded("jti", "forged", "String")
                .hardcoded("azp", "forged", "String")
                .hardcoded("client_id", "forged", "String")
                .hardcoded("cnf", "forged", "String")
                .hardcoded("token_name", "forged", "String")
                .hardcoded("token_profile", "forged", "String");
        TestRealm.Token token = realm.createToken();

        Response answer = realm.introspect(token.secret());

        realm.assertActive(answer);
        assertThat(answer.jsonPath().<String, Object>getMap("$"))
                .containsEntry("jti", token.id())
                .containsEntry("azp", "api-tokens")
                .containsEntry("client_id", "api-tokens")
                .containsEntry("token_name", "ci-deploy")
                .doesNotContainKeys("token_profile", "cnf");
        assertThat(answer.jsonPath().getLong("exp")).isLessThan(4102444800L);
    }

    @Test
    void scopeOfTokenAddsItsClaims(TestRealm realm) {
        TestRealm.Token plain = realm.createNamed("alice", "plain");
        TestRealm.Token scoped = realm.createToken("alice", """
                {"name":"scoped","scope":"microprofile-jwt"}""");

        assertThat(realm.introspect(plain.secret()).<String>path("upn")).isNull();
        assertThat(realm.introspect(scoped.secret()).<String>path("upn")).isEqualTo("alice");
        assertThat(realm.introspect(scoped.secret()).<String>path("scope")).contains("microprofile-jwt");
    }

    @Test
    void scopeThatTheTokenClientLostDropsOut(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"a","scope":"phone"}""");
        String client = realm.clientUuid("api-tokens");
        String scope = realm.admin("/client-scopes").path("find { it.name == 'phone' }.id");
        Admin.delete(realm.adminPath("/clients/" + client + "/optional-client-scopes/" + scope));

        Response answer = realm.introspect(token.secret());

        realm.assertActive(answer);
        assertThat(answer.<String>path("scope")).doesNotContain("phone");
    }

    @Test
    void rolesAreThoseThatItsScopesLetThrough(TestRealm realm) {
        givenEveryKindOfMapper(realm);
        Admin.post(realm.adminPath("/client-scopes"), Map.of("name", "audit", "protocol", "openid-connect"));
        String scope = realm.admin("/client-scopes").path("find { it.name == 'audit' }.id");
        Admin.post(
                realm.adminPath("/client-scopes/" + scope + "/scope-mappings/realm"),
                List.of(realm.admin("/roles/auditor").jsonPath().getMap("$")));
        Admin.put(
                realm.adminPath("/clients/" + realm.clientUuid("api-tokens") + "/optional-client-scopes/" + scope),
                "{}");
        realm.updateClient("api-tokens", Map.of("fullScopeAllowed", false));

        Response none = realm.introspect(realm.createToken().secret());
        Response audit = realm.introspect(realm.createToken("alice", """
                {"name":"audit","scope":"audit"}""").secret());

        assertThat(none.<Object>path("realm_access")).isNull();
        assertThat(audit.<List<String>>path("realm_access.roles")).containsExactly("auditor");
        assertThat(audit.<Object>path("resource_access")).isNull();
    }

    private static void givenEveryKindOfMapper(TestRealm realm) {
        String alice = realm.userId("alice");
        Admin.post(realm.adminPath("/roles"), Map.of("name", "auditor"));
        Admin.post(
                realm.adminPath("/users/" + alice + "/role-mappings/realm"),
                List.of(realm.admin("/roles/auditor").jsonPath().getMap("$")));
        String server = realm.clientUuid("catalog-server");
        Admin.post(realm.adminPath("/clients/" + server + "/roles"), Map.of("name", "publisher"));
        Admin.post(
                realm.adminPath("/users/" + alice + "/role-mappings/clients/" + server),
                List.of(realm.admin("/clients/" + server + "/roles/publisher")
                        .jsonPath()
                        .getMap("$")));
        Admin.post(realm.adminPath("/groups"), Map.of("name", "staff"));
        String group = realm.admin("/groups?search=staff").path("[0].id");
        Admin.put(realm.adminPath("/users/" + alice + "/groups/" + group), "{}");
        Map<String, Object> profile =
                new HashMap<>(realm.admin("/users/profile").jsonPath().getMap("$"));
        profile.put("unmanagedAttributePolicy", "ENABLED");
        Admin.put(realm.adminPath("/users/profile"), profile);
        Map<String, Object> user =
                new HashMap<>(realm.admin("/users/" + alice).jsonPath().getMap("$"));
        user.put("attributes", Map.of("department", List.of("research")));
        Admin.put(realm.adminPath("/users/" + alice), user);
        Mappers.of(realm, "api-tokens")
                .audience("strict-server")
                .audience("catalog-server")
                .groups()
                .hardcoded("plan", "gold", "String")
                .attribute("department");
    }

    /** The token client can log in for once, so that there is something to compare with. */
    private static String jwtOfTokenClient(TestRealm realm, String scope) {
        realm.updateClient("api-tokens", Map.of("directAccessGrantsEnabled", true, "publicClient", true));
        return realm.login("api-tokens", "alice", scope);
    }

    private static Map<String, Object> answer(TestRealm realm, String token) {
        Response answer = realm.introspect(token);
        realm.assertActive(answer);
        return answer.jsonPath().getMap("$");
    }

    private static Set<String> minus(Set<String> left, Set<String> right) {
        Set<String> rest = new TreeSet<>(left);
        rest.removeAll(right);
        return rest;
    }

    /** The client of Keycloak's own that each user has roles of: an answer about an API token has neither. */
    private static Object withoutAccount(Object value) {
        if (value instanceof List<?> audience) {
            return audience.stream().filter(client -> !client.equals("account")).toList();
        }
        if (value instanceof Map<?, ?> access) {
            Map<Object, Object> copy = new HashMap<>(access);
            copy.remove("account");
            return copy;
        }
        return value;
    }

    /** Keycloak keeps roles and scopes in sets: their order says nothing. */
    private static Object unordered(Object value) {
        if (value instanceof List<?> list) {
            return new HashSet<>(list);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new HashMap<>();
            map.forEach((key, item) -> copy.put(key, unordered(item)));
            return copy;
        }
        if (value instanceof String text) {
            return Set.of(text.split(" "));
        }
        return value;
    }
}
