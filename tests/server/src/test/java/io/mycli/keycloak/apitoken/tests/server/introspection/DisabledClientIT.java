package io.mycli.keycloak.apitoken.tests.server.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumingThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A client that is disabled: CVE-2026-93999. Keycloak's own mappers leave it out of {@code aud} and {@code resource_access}
 * since 26.7.5, and of what they tell of an API token, too.
 */
@ContractTest
class DisabledClientIT {

    private static final Set<String> BEFORE = Set.of("26.4.7", "26.5.6", "26.6.4", "26.7.0", "26.7.3");

    @Test
    void leavesTheAnswerAsItLeavesThatAboutJwt(TestRealm realm) {
        Admin.post(
                realm.adminPath("/clients/" + realm.clientUuid("strict-server") + "/roles"), Map.of("name", "reader"));
        Roles.of(realm).giveClientRoles("alice", "strict-server", "reader");
        Mappers.of(realm, "api-tokens").audience("strict-server").audience("catalog-server");
        realm.updateClient("api-tokens", Map.of("directAccessGrantsEnabled", true, "publicClient", true));
        TestRealm.Token token = realm.createToken();
        assertThat(clients(realm, token.secret())).containsExactly("catalog-server", "strict-server");

        realm.updateClient("strict-server", Map.of("enabled", false));

        Set<String> clients = clients(realm, token.secret());
        assertThat(clients).isEqualTo(clients(realm, realm.login("api-tokens", "alice", "openid")));
        assumingThat(
                !BEFORE.contains(KeycloakServer.version()),
                () -> assertThat(clients).containsExactly("catalog-server"));
    }

    /** Whom the answer names, but for the client of Keycloak's own that each user has roles of, and no API token. */
    private static Set<String> clients(TestRealm realm, String token) {
        Response response = realm.introspect(token);
        realm.assertActive(response);
        JsonPath answer = response.jsonPath();
        Set<String> clients = new TreeSet<>(
                answer.get("aud") instanceof List<?> ? answer.getList("aud") : List.of(answer.getString("aud")));
        Map<String, Object> access = answer.getMap("resource_access");
        clients.addAll(access == null ? Set.of() : access.keySet());
        clients.remove("account");
        return clients;
    }
}
