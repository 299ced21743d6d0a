package io.mycli.keycloak.apitoken.tests.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A derived JWT has no more than the API token that it comes from. */
@ContractTest
class DerivedTokenIT {

    @BeforeEach
    void enable(TestRealm realm) {
        realm.enableExchange("catalog-server");
        realm.enableExchange("strict-server");
    }

    @Test
    void scopeThatTheTokenLacksIsRejected(TestRealm realm) {
        String secret = realm.createToken().secret();

        realm.exchange("catalog-server", secret, "scope", "openid phone")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_scope"));
        assertThat(realm.events("TOKEN_EXCHANGE_ERROR").get(0))
                .extracting("details.reason")
                .isEqualTo("API token lacks a requested scope");
    }

    @Test
    void chainGetsNoScopeThatTheTokenLacks(TestRealm realm) {
        String jwt = exchanged(realm, realm.createToken().secret());

        realm.exchange("catalog-server", jwt, "scope", "phone")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_scope"));
    }

    @Test
    void defaultScopeThatTheTokenLacksDropsOut(TestRealm realm) {
        Admin.post(
                realm.adminPath("/client-scopes"),
                Map.of("name", "extra", "protocol", "openid-connect", "attributes", Map.of()));
        String scope = realm.admin("/client-scopes").path("find { it.name == 'extra' }.id");
        Admin.post(
                realm.adminPath("/client-scopes/" + scope + "/protocol-mappers/models"),
                Map.of(
                        "name", "extra",
                        "protocol", "openid-connect",
                        "protocolMapper", "oidc-hardcoded-claim-mapper",
                        "config", Map.of("claim.name", "extra", "claim.value", "x", "access.token.claim", "true")));
        Admin.put(
                realm.adminPath("/clients/" + realm.clientUuid("catalog-server") + "/default-client-scopes/" + scope),
                "{}");

        Response response = realm.exchange("catalog-server", realm.createToken().secret());

        assertThat(response.<String>path("scope").split(" ")).doesNotContain("extra");
        assertThat(Jwt.claims(response.path("access_token"))).doesNotContainKey("extra");
        assertThat(Jwt.payload(response.path("access_token")).getString("scope").split(" "))
                .contains("profile", "email")
                .doesNotContain("extra");
    }

    @Test
    void openidGivesNoIdToken(TestRealm realm) {
        Response response = realm.exchange("catalog-server", realm.createToken().secret(), "scope", "openid");

        response.then().statusCode(200).body("$", not(hasKey("id_token")));
        assertThat(response.<String>path("scope").split(" ")).doesNotContain("openid");
    }

    @Test
    void roleThatTheTokenClientWithholdsDropsOut(TestRealm realm) {
        Roles.of(realm).realmRole("auditor").giveTo("alice", "auditor");
        String secret = realm.createToken().secret();
        Mappers.of(realm, "catalog-server").realmRoles("my_roles").audience("catalog-server");
        assertThat(Jwt.payload(exchanged(realm, secret)).getList("my_roles", String.class))
                .contains("auditor");

        realm.updateClient("api-tokens", Map.of("fullScopeAllowed", false));

        String jwt = exchanged(realm, secret);
        assertThat(Jwt.claims(jwt)).doesNotContainKeys("realm_access", "my_roles");
        realm.assertActive(realm.introspect(jwt));
        assertThat(realm.introspect(jwt).jsonPath().getMap("$")).doesNotContainKeys("realm_access", "my_roles");
    }

    @Test
    void audienceThatAcceptsNoTokensDropsOut(TestRealm realm) {
        Mappers.of(realm, "catalog-server").audience("strict-server").audience("catalog-server");
        String secret = realm.createToken().secret();

        assertThat(Jwt.payload(exchanged(realm, secret)).<Object>get("aud")).isEqualTo("catalog-server");
        realm.exchange("catalog-server", secret, "audience", "strict-server")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));

        Mappers.of(realm, "api-tokens").audience("strict-server");
        assertThat(Jwt.payload(exchanged(realm, secret)).getList("aud"))
                .containsExactlyInAnyOrder("catalog-server", "strict-server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"account", "broker", "realm-management", "security-admin-console"})
    void keycloaksOwnClientsAreInNoAnswer(String client, TestRealm realm) {
        Roles.of(realm)
                .giveClientRoles("alice", "realm-management", "realm-admin")
                .giveClientRoles("alice", "broker", "read-token");
        Mappers.of(realm, "api-tokens")
                .audience(client)
                .clientRoles(client, "own_roles")
                .hardcoded("resource_access." + client + ".roles", "forged", "String");
        Mappers.of(realm, "catalog-server")
                .audience(client)
                .audience("catalog-server")
                .clientRoles(client, "own_roles");
        String secret = realm.createToken().secret();
        String jwt = exchanged(realm, secret);

        for (String answer : List.of(
                realm.introspect(secret).asString(),
                realm.introspect(jwt).asString(),
                String.valueOf(Jwt.claims(jwt)))) {
            assertThat(answer).doesNotContain(client).doesNotContain("own_roles", "forged");
        }
        realm.assertActive(realm.introspect(jwt));
    }

    @Test
    void tellsOfNoLogin(TestRealm realm) {
        Mappers.of(realm, "catalog-server").audience("catalog-server").hardcoded("acr", "gold", "String");
        Mappers.of(realm, "api-tokens").hardcoded("acr", "gold", "String");
        String secret = realm.createToken().secret();
        String jwt = exchanged(realm, secret);

        assertThat(Jwt.claims(jwt)).containsEntry("acr", "0").doesNotContainKeys("auth_time", "sid");
        assertThat(realm.introspect(jwt).<String>path("acr")).isEqualTo("0");
        assertThat(realm.introspect(secret).<String>path("acr")).isEqualTo("0");
    }

    private static String exchanged(TestRealm realm, String subjectToken) {
        Response response = realm.exchange("catalog-server", subjectToken);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.path("access_token");
    }
}
