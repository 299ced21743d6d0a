package io.mycli.keycloak.apitoken.tests.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.PasswordGrants;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The roles of a token are those that were chosen, its owner has, and the token client lets through. */
@ContractTest
class ChosenRolesIT {

    private static final String BUILDER = """
            {"name":"ci","realmRoles":["builder"]}""";

    @BeforeEach
    void giveRoles(TestRealm realm) {
        Roles.of(realm)
                .realmRole("builder")
                .realmRole("auditor")
                .clientRole("catalog-server", "deployer")
                .clientRole("catalog-server", "reader")
                .giveTo("alice", "builder")
                .giveTo("alice", "auditor")
                .giveClientRoles("alice", "catalog-server", "deployer")
                .giveClientRoles("alice", "catalog-server", "reader");
    }

    @Test
    void nothingChosenIsFullAccess(TestRealm realm) {
        JsonPath answer = active(realm, realm.createToken().secret());

        assertThat(answer.getList("realm_access.roles", String.class)).contains("builder", "auditor", "offline_access");
        assertThat(answer.getList("resource_access.catalog-server.roles", String.class))
                .containsExactlyInAnyOrder("deployer", "reader");
    }

    @Test
    void realmRole(TestRealm realm) {
        JsonPath answer = active(realm, realm.createToken("alice", BUILDER).secret());

        assertThat(answer.getList("realm_access.roles", String.class)).containsExactly("builder");
        assertThat(answer.<Object>get("resource_access")).isNull();
    }

    @Test
    void clientRole(TestRealm realm) {
        String body = """
                {"name":"ci","clientRoles":{"catalog-server":["deployer"]}}""";

        JsonPath answer = active(realm, realm.createToken("alice", body).secret());

        assertThat(answer.<Object>get("realm_access")).isNull();
        assertThat(answer.getList("resource_access.catalog-server.roles", String.class))
                .containsExactly("deployer");
        assertThat(answer.<Object>get("aud")).isEqualTo("catalog-server");
    }

    @Test
    void noRoleAtAll(TestRealm realm) {
        JsonPath answer = active(realm, realm.createToken("alice", """
                        {"name":"ci","realmRoles":[],"clientRoles":{}}""").secret());

        assertThat(answer.getMap("$")).doesNotContainKeys("realm_access", "resource_access", "aud");
    }

    @Test
    void compositeGivesWhatItContains(TestRealm realm) {
        Roles.of(realm)
                .realmRole("lead")
                .realmRole("approver")
                .contain("lead", "approver")
                .giveTo("alice", "lead");
        String lead = realm.createToken("alice", """
                {"name":"lead","realmRoles":["lead"]}""").secret();
        String approver = realm.createToken("alice", """
                {"name":"approver","realmRoles":["approver"]}""").secret();

        assertThat(roles(realm, lead)).containsExactlyInAnyOrder("lead", "approver");
        assertThat(roles(realm, approver)).containsExactly("approver");

        Admin.delete(realm.adminPath("/roles/lead/composites"), List.of(role(realm, "approver")));
        assertThat(roles(realm, lead)).containsExactly("lead");
        realm.assertActive(realm.introspect(approver));
        assertThat(realm.introspect(approver).<Object>path("realm_access")).isNull();
    }

    @Test
    void rolesOfGroupCanBeChosen(TestRealm realm) {
        Roles.of(realm).realmRole("member");
        group(realm, "team", "member");
        Mappers.of(realm, "api-tokens").groups();

        String restricted = realm.createToken("alice", """
                {"name":"ci","realmRoles":["member"]}""").secret();

        assertThat(roles(realm, restricted)).containsExactly("member");
        assertThat(realm.introspect(restricted).<Object>path("groups")).isNull();
        assertThat(realm.introspect(realm.createNamed("alice", "full").secret()).<List<String>>path("groups"))
                .containsExactly("/team");
    }

    @Test
    void lostRoleDropsOutAndReturns(TestRealm realm) {
        String secret = realm.createToken("alice", BUILDER).secret();

        Roles.of(realm).takeFrom("alice", "builder");
        assertThat(active(realm, secret).<Object>get("realm_access")).isNull();

        Roles.of(realm).giveTo("alice", "builder");
        assertThat(roles(realm, secret)).containsExactly("builder");
    }

    @Test
    void deletedRoleLeavesTheTokenRestricted(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", BUILDER);

        Admin.delete(realm.adminPath("/roles/builder"));
        Roles.of(realm).realmRole("builder").giveTo("alice", "builder");

        assertThat(active(realm, token.secret()).<Object>get("realm_access")).isNull();
        assertThat(shown(realm, token).getList("realmRoles")).isEmpty();
        assertThat(shown(realm, token).getMap("clientRoles")).isEmpty();
    }

    @Test
    void renamedRoleStays(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", BUILDER);

        Admin.put(realm.adminPath("/roles/builder"), Map.of("name", "maker"));

        assertThat(roles(realm, token.secret())).containsExactly("maker");
        assertThat(shown(realm, token).getList("realmRoles")).containsExactly("maker");
    }

    @Test
    void customClaimsAndHardcodedRolesFollow(TestRealm realm) {
        Mappers.of(realm, "api-tokens")
                .realmRoles("my_roles")
                .clientRoles("catalog-server", "my_catalog")
                .add("oidc-hardcoded-role-mapper", Map.of("role", "auditor"))
                .add("oidc-role-name-mapper", Map.of("role", "builder", "new.role.name", "maker"));

        JsonPath answer = active(realm, realm.createToken("alice", BUILDER).secret());

        assertThat(answer.getList("my_roles", String.class)).isSubsetOf("builder", "maker");
        assertThat(answer.<Object>get("my_catalog")).isNull();
        assertThat(answer.getList("realm_access.roles", String.class)).containsExactly("maker");
    }

    @Test
    void tokenClientsScopeNarrowsFurther(TestRealm realm) {
        String secret = realm.createToken("alice", BUILDER).secret();

        realm.updateClient("api-tokens", Map.of("fullScopeAllowed", false));

        assertThat(active(realm, secret).<Object>get("realm_access")).isNull();
        realm.create(realm.login("alice"), """
                {"name":"b","realmRoles":["builder"]}""").then().statusCode(400);
    }

    @Test
    void scopeThatCarriesRoleWorksBeside(TestRealm realm) {
        realm.updateClient("api-tokens", Map.of("fullScopeAllowed", false));
        String scope = scope(realm, "deployment", "builder");
        String body = """
                {"name":"%s","scope":"deployment"%s}""";

        String scoped = realm.createToken("alice", body.formatted("scoped", "")).secret();
        String chosen = realm.createToken("alice", body.formatted("chosen", ",\"realmRoles\":[\"builder\"]"))
                .secret();
        String none = realm.createToken("alice", body.formatted("none", ",\"realmRoles\":[]"))
                .secret();

        assertThat(scope).isNotNull();
        assertThat(roles(realm, scoped)).containsExactly("builder");
        assertThat(roles(realm, chosen)).containsExactly("builder");
        assertThat(active(realm, none).<Object>get("realm_access")).isNull();
    }

    @Test
    void exchangeAndItsChainHaveNoMore(TestRealm realm) {
        realm.enableExchange("catalog-server");
        group(realm, "team", "auditor");
        Mappers.of(realm, "catalog-server")
                .realmRoles("my_roles")
                .groups()
                .add("oidc-hardcoded-role-mapper", Map.of("role", "auditor"))
                .audience("catalog-server");
        String secret = realm.createToken("alice", BUILDER).secret();

        String first = realm.exchange("catalog-server", secret).path("access_token");
        String second = realm.exchange("catalog-server", first).path("access_token");

        for (String jwt : List.of(first, second)) {
            assertThat(Jwt.payload(jwt).getList("my_roles", String.class)).containsExactly("builder");
            assertThat(Jwt.claims(jwt)).doesNotContainKeys("groups", "resource_access");
            JsonPath answer = active(realm, jwt);
            assertThat(answer.getList("realm_access.roles", String.class)).containsExactly("builder");
            assertThat(answer.getMap("$")).doesNotContainKeys("groups", "resource_access");
        }

        Roles.of(realm).takeFrom("alice", "builder");
        assertThat(active(realm, second).<Object>get("realm_access")).isNull();
    }

    @Test
    void directGrantHasNoMore(TestRealm realm) {
        Flows.create(realm, "tokens").step("api-token", "REQUIRED").bindTo("direct_grant", "other-app");
        group(realm, "team", "auditor");
        Mappers.of(realm, "other-app").realmRoles("my_roles").groups().audience("catalog-server");
        String secret = realm.createToken("alice", BUILDER).secret();

        String jwt = PasswordGrants.grant(realm, "other-app", "alice", secret, "openid")
                .path("access_token");

        assertThat(Jwt.payload(jwt).getList("my_roles", String.class)).containsExactly("builder");
        assertThat(Jwt.claims(jwt)).doesNotContainKeys("groups", "resource_access");
        assertThat(roles(realm, jwt)).containsExactly("builder");
    }

    @Test
    void rotationKeepsTheChoice(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", BUILDER);

        TestRealm.Token rotated = realm.rotated(token, "{}");

        assertThat(roles(realm, rotated.secret())).containsExactly("builder");
        assertThat(shown(realm, rotated).getList("realmRoles")).containsExactly("builder");
    }

    private static JsonPath active(TestRealm realm, String token) {
        Response response = realm.introspect(token);
        realm.assertActive(response);
        return response.jsonPath();
    }

    private static List<String> roles(TestRealm realm, String token) {
        return active(realm, token).getList("realm_access.roles", String.class);
    }

    private static JsonPath shown(TestRealm realm, TestRealm.Token token) {
        return AccessCalls.get(realm, token);
    }

    private static Map<String, Object> role(TestRealm realm, String name) {
        return realm.admin("/roles/" + name).jsonPath().getMap("$");
    }

    private static void group(TestRealm realm, String name, String role) {
        Admin.post(realm.adminPath("/groups"), Map.of("name", name));
        String id = realm.admin("/groups?search=" + name).path("[0].id");
        Admin.post(realm.adminPath("/groups/" + id + "/role-mappings/realm"), List.of(role(realm, role)));
        Admin.put(realm.adminPath("/users/" + realm.userId("alice") + "/groups/" + id), "{}");
    }

    /** Creates an optional scope of the token client that carries a role. */
    private static String scope(TestRealm realm, String name, String role) {
        Admin.post(realm.adminPath("/client-scopes"), Map.of("name", name, "protocol", "openid-connect"));
        String id = realm.admin("/client-scopes").path("find { it.name == '" + name + "' }.id");
        Admin.post(realm.adminPath("/client-scopes/" + id + "/scope-mappings/realm"), List.of(role(realm, role)));
        Admin.put(
                realm.adminPath("/clients/" + realm.clientUuid("api-tokens") + "/optional-client-scopes/" + id), "{}");
        return id;
    }
}
