package io.mycli.keycloak.apitoken.tests.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
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

/** No mapper gives a derived JWT power that the API token does not have. */
@ContractTest
class DerivedTokenMapperIT {

    @BeforeEach
    void enable(TestRealm realm) {
        realm.enableExchange("catalog-server");
        realm.enableExchange("strict-server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void introspectionWidensNoAudience(String lightweight, TestRealm realm) {
        realm.updateClient(
                "catalog-server",
                Map.of(
                        "attributes",
                        Map.of(
                                "api-tokens.accepted", "true",
                                "standard.token.exchange.enabled", "true",
                                "client.use.lightweight.access.token.enabled", lightweight)));
        Mappers.of(realm, "catalog-server").audience("strict-server");
        String secret = realm.createToken().secret();
        String jwt = derived(realm, secret);

        realm.assertRejected(realm.introspect("strict-server", secret));
        realm.assertRejected(realm.introspect("strict-server", jwt));
    }

    @Test
    void jwtMemberOfDerivedTokenIsNoSubject(TestRealm realm) {
        realm.updateClient(
                "catalog-server",
                Map.of(
                        "attributes",
                        Map.of(
                                "api-tokens.accepted", "true",
                                "standard.token.exchange.enabled", "true",
                                "client.introspection.response.allow.jwt.claim.enabled", "true")));
        Mappers.of(realm, "catalog-server").audience("catalog-server");
        String member = realm.introspection(
                        "catalog-server", derived(realm, realm.createToken().secret()))
                .accept("application/jwt")
                .post(realm.introspectionEndpoint())
                .path("jwt");

        assertThat(member).isNotNull();
        realm.assertRejected(realm.introspect(member));
        assertThat(realm.exchange("catalog-server", member).statusCode()).isEqualTo(400);
    }

    @Test
    void exchangeStaysWithTheOwner(TestRealm realm) {
        String bob = realm.userId("bob");
        Mappers.of(realm, "api-tokens")
                .hardcoded("sub", bob, "String")
                .hardcoded("preferred_username", "bob", "String");
        String secret = realm.createToken().secret();
        assertThat(Jwt.claims(derived(realm, secret))).containsEntry("sub", realm.userId("alice"));

        Mappers.of(realm, "catalog-server").hardcoded("sub", bob, "String").audience("strict-server");
        Mappers.of(realm, "api-tokens").audience("strict-server");
        Response further = realm.exchange("strict-server", derived(realm, secret));

        assertThat(Jwt.claims(further.path("access_token")))
                .containsEntry("sub", realm.userId("alice"))
                .containsEntry("preferred_username", "alice");
    }

    @Test
    void sidOfMapperOpensNothing(TestRealm realm) {
        realm.updateClient("catalog-server", Map.of("directAccessGrantsEnabled", true));
        String session = Http.request()
                .auth()
                .preemptive()
                .basic("catalog-server", TestRealm.SERVER_SECRET)
                .formParam("grant_type", "password")
                .formParam("username", "alice")
                .formParam("password", "alice")
                .post("/realms/" + realm.name() + "/protocol/openid-connect/token")
                .path("session_state");
        assertThat(session).isNotNull();
        Mappers.of(realm, "catalog-server").hardcoded("sid", session, "String").hardcoded("cnf.x", "y", "String");

        String jwt = derived(realm, realm.createToken().secret());

        assertThat(Jwt.claims(jwt)).doesNotContainKeys("sid", "cnf");
        assertThat(Http.withBearer(jwt)
                        .accept("application/json")
                        .get("/realms/" + realm.name() + "/account")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "String"})
    void rolesOfKeycloaksClientsAreNoClaim(String type, TestRealm realm) {
        String forged = """
                {"realm-management":{"roles":["create-client"]},"shop":{"roles":["buyer"]}}""";
        Mappers.of(realm, "catalog-server")
                .hardcoded("resource_access", forged, type)
                .audience("catalog-server");
        Mappers.of(realm, "api-tokens").hardcoded("resource_access", forged, type);
        String secret = realm.createToken().secret();
        String jwt = derived(realm, secret);

        for (String answer : List.of(
                realm.introspect(secret).asString(),
                realm.introspect(jwt).asString(),
                String.valueOf(Jwt.claims(jwt)))) {
            assertThat(answer).doesNotContain("realm-management", "create-client");
            assertThat(answer.contains("buyer")).isEqualTo(type.equals("JSON"));
        }
    }

    @Test
    void hardcodedRoleDropsOut(TestRealm realm) {
        Roles.of(realm).realmRole("director");
        Mappers.of(realm, "catalog-server")
                .add("oidc-hardcoded-role-mapper", Map.of("role", "director"))
                .audience("catalog-server");
        String jwt = derived(realm, realm.createToken().secret());

        assertThat(String.valueOf(Jwt.claims(jwt))).doesNotContain("director");
        assertThat(realm.introspect(jwt).asString()).contains("\"active\":true").doesNotContain("director");
    }

    @Test
    void audienceThatIsNamedTwiceIsNoFailure(TestRealm realm) {
        Mappers.of(realm, "api-tokens").hardcoded("aud", """
                ["strict-server","strict-server"]""", "JSON");

        assertThat(Jwt.claims(derived(realm, realm.createToken().secret()))).doesNotContainKey("aud");
    }

    @Test
    void jwtOfNewSecretIsActiveAtOnce(TestRealm realm) {
        Mappers.of(realm, "catalog-server").audience("catalog-server");
        TestRealm.Token rotated = realm.rotated(realm.createToken(), "{}");

        realm.assertActive(realm.introspect(derived(realm, rotated.secret())));
    }

    private static String derived(TestRealm realm, String secret) {
        Response response = realm.exchange("catalog-server", secret);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.path("access_token");
    }
}
