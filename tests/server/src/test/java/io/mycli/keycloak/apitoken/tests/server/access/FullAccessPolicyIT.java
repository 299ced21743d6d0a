package io.mycli.keycloak.apitoken.tests.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The policy of full access, and what owners can choose. */
@ContractTest
class FullAccessPolicyIT {

    private static final String NO_ROLES = """
            {"name":"none","realmRoles":[]}""";

    @Test
    void creationNeedsRolesWithoutFullAccess(TestRealm realm) {
        realm.setAttribute("api-tokens.full-access", "false");

        realm.create(realm.login("alice"), """
                {"name":"ci"}""")
                .then()
                .statusCode(400)
                .body("error", equalTo("ROLES_REQUIRED"))
                .body("field", equalTo("realmRoles"));
        realm.create(realm.login("alice"), NO_ROLES).then().statusCode(201);
        assertThat(AccessCalls.policy(realm).getBoolean("fullAccess")).isFalse();
    }

    @Test
    void liveFullTokenStaysValidAndIsNotRotated(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.setAttribute("api-tokens.full-access", "false");

        realm.assertActive(realm.introspect(token.secret()));
        realm.rotate(token, "{}").then().statusCode(400).body("error", equalTo("ROLES_REQUIRED"));
        realm.assertActive(realm.introspect(token.secret()));
    }

    @Test
    void unreadableSettingStopsCreation(TestRealm realm) {
        realm.setAttribute("api-tokens.full-access", "perhaps");

        realm.create(realm.login("alice"), NO_ROLES).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
    }

    @Test
    void administratorsFindFullTokens(TestRealm realm) {
        TestRealm.Token full = realm.createToken();
        TestRealm.Token restricted = realm.createToken("alice", NO_ROLES);
        String path = realm.adminPath("/api-tokens");

        assertThat(Admin.get(path + "?access=full").jsonPath().getList("id")).containsExactly(full.id());
        assertThat(Admin.get(path + "?access=restricted").jsonPath().getList("id"))
                .containsExactly(restricted.id());
        assertThat(Admin.get(path + "/counts?access=full").jsonPath().getInt("live"))
                .isEqualTo(1);
        assertThat(Admin.request()
                        .get("/admin/realms" + path + "?access=half")
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("field"))
                .isEqualTo("access");

        Map<String, Object> policy =
                new HashMap<>(Admin.get(path + "/policy").jsonPath().getMap("$"));
        policy.put("fullAccess", false);
        assertThat(Admin.post(path + "/policy/report", policy).jsonPath().getInt("fullAccess"))
                .isEqualTo(1);

        assertThat(Admin.post(path + "/revoke", Map.of("access", "full"))
                        .jsonPath()
                        .getInt("revoked"))
                .isEqualTo(1);
        realm.assertRejected(realm.introspect(full.secret()));
        realm.assertActive(realm.introspect(restricted.secret()));
    }

    @Test
    void policyOffersWhatTheOwnerHas(TestRealm realm) {
        Roles.of(realm)
                .realmRole("builder")
                .realmRole("auditor")
                .giveTo("alice", "builder")
                .clientRole("catalog-server", "deployer")
                .giveClientRoles("alice", "catalog-server", "deployer")
                .giveClientRoles("alice", "realm-management", "view-users");
        Mappers.of(realm, "api-tokens").audience("strict-server").audience("account");

        JsonPath policy = AccessCalls.policy(realm);

        assertThat(policy.getBoolean("fullAccess")).isTrue();
        assertThat(policy.getList("realmRoles.name")).containsExactly("builder");
        assertThat(policy.getMap("clientRoles")).containsOnlyKeys("catalog-server");
        assertThat(policy.getList("clientRoles.catalog-server.description")).containsExactly("Description of deployer");
        assertThat(policy.getList("resourceServers.clientId")).containsExactly("catalog-server", "strict-server");
    }

    @Test
    void leftoversOfKeycloakAreNotOffered(TestRealm realm) {
        assertThat(AccessCalls.policy(realm).getList("scopes", String.class))
                .doesNotContain("address", "phone", "microprofile-jwt", "offline_access", "organization");
        realm.create(realm.login("alice"), """
                {"name":"a","scope":"phone"}""").then().statusCode(201);

        realm.setAttribute("api-tokens.scopes", "phone");

        assertThat(AccessCalls.policy(realm).getList("scopes", String.class)).containsExactly("phone");
        realm.create(realm.login("alice"), """
                {"name":"b","scope":"address"}""").then().statusCode(400).body("error", equalTo("INVALID_SCOPE"));
    }

    @Test
    void organizationIsOfferedWhereRealmHasThem(TestRealm realm) {
        realm.update(Map.of("organizationsEnabled", true));

        assertThat(AccessCalls.policy(realm).getList("scopes", String.class)).contains("organization");
    }
}
