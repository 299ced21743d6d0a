package io.mycli.keycloak.apitoken.tests.server.realm;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.RealmTemplate;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** In the realm of the server's administrators, each realm has a client of Keycloak's own, {@code *-realm}. */
@ContractTest
@Isolated("its owner has the roles in all realms, of which other tests delete some")
class MasterRealmIT {

    private final TestRealm master = TestRealm.ofAdministrators();

    @BeforeEach
    void enable() {
        setEnabled("true");
        Admin.post(master.adminPath("/clients"), RealmTemplate.publicClient("my-cli"));
        Admin.post(
                master.adminPath("/clients"),
                RealmTemplate.resourceServer(
                        "catalog-server",
                        Map.of("api-tokens.accepted", "true", "standard.token.exchange.enabled", "true")));
        Admin.post(master.adminPath("/users"), withoutRoles(RealmTemplate.user("master", "alice")));
        Roles.of(master).giveTo("alice", "admin");
    }

    /** What an import brings, a creation does not take. */
    private static Map<String, Object> withoutRoles(Map<String, Object> user) {
        Map<String, Object> copy = new HashMap<>(user);
        copy.remove("realmRoles");
        return copy;
    }

    private void setEnabled(String enabled) {
        Map<String, Object> attributes =
                new HashMap<>(master.admin("").jsonPath().getMap("attributes"));
        attributes.put("api-tokens.enabled", enabled);
        master.update(Map.of("attributes", attributes));
    }

    @AfterEach
    void disable() {
        setEnabled("false");
        Admin.delete(master.adminPath("/users/" + master.userId("alice")));
        for (String client : List.of("my-cli", "catalog-server", "api-tokens")) {
            Admin.delete(master.adminPath("/clients/" + master.clientUuid(client)));
        }
    }

    @Test
    void clientsOfTheRealmsAreInNoAnswer() {
        Mappers.of(master, "api-tokens").audience("master-realm").clientRoles("master-realm", "own_roles");
        Mappers.of(master, "catalog-server").audience("master-realm").audience("catalog-server");
        String secret = master.createToken().secret();
        String jwt = master.exchange("catalog-server", secret).path("access_token");

        assertThat(master.introspect(secret).asString()).doesNotContain("master-realm", "own_roles", "query-users");
        assertThat(master.introspect(jwt).asString()).doesNotContain("master-realm", "query-users");
        assertThat(String.valueOf(Jwt.claims(jwt))).doesNotContain("master-realm", "query-users");
        for (String token : List.of(secret, jwt)) {
            assertThat(Http.withBearer(token).get("/admin/realms").statusCode()).isEqualTo(401);
            assertThat(Http.withBearer(token)
                            .contentType(ContentType.JSON)
                            .body(Map.of())
                            .post("/realms/master/clients-registrations/default")
                            .statusCode())
                    .isIn(401, 403);
        }
        assertThat(Http.withBearer(master.login("alice")).get("/admin/realms").statusCode())
                .isEqualTo(200);
    }
}
