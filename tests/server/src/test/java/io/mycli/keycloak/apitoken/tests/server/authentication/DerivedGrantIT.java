package io.mycli.keycloak.apitoken.tests.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.PasswordGrants;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JWT of a direct grant with an API token is a derived one. */
@ContractTest
class DerivedGrantIT {

    @BeforeEach
    void bindFlow(TestRealm realm) {
        Flows.create(realm, "tokens").step("api-token", "REQUIRED").bindTo("direct_grant", "other-app");
        Mappers.of(realm, "other-app").audience("catalog-server");
    }

    @Test
    void hasNoMoreThanTheToken(TestRealm realm) {
        Roles.of(realm)
                .realmRole("auditor")
                .giveTo("alice", "auditor")
                .giveClientRoles("alice", "realm-management", "realm-admin");
        Mappers.of(realm, "other-app")
                .realmRoles("my_roles")
                .audience("strict-server")
                .audience("account");
        TestRealm.Token token = realm.createToken();
        String wide = jwt(realm, token, "openid phone");
        assertThat(Jwt.claims(wide))
                .containsEntry("api_token_id", token.id())
                .containsEntry("token_name", "ci-deploy")
                .containsEntry("acr", "0")
                .containsEntry("aud", "catalog-server")
                .doesNotContainKeys("sid", "auth_time", "resource_access");
        assertThat(Jwt.payload(wide).getList("my_roles", String.class)).contains("auditor");
        assertThat(Jwt.payload(wide).getString("scope").split(" ")).doesNotContain("openid", "phone");

        realm.updateClient("api-tokens", Map.of("fullScopeAllowed", false));

        assertThat(Jwt.claims(jwt(realm, token, "openid"))).doesNotContainKeys("realm_access", "my_roles");
    }

    @Test
    void isActiveWhileTheTokenIs(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String jwt = jwt(realm, token, "openid");
        Response active = realm.introspect(jwt);
        realm.assertActive(active);
        assertThat(active.<String>path("acr")).isEqualTo("0");
        assertThat(active.<String>path("client_id")).isEqualTo("other-app");

        realm.revoke(token);

        realm.assertRejected(realm.introspect(jwt));
        assertThat(realm.rejectionReason()).isEqualTo("API token is revoked");
    }

    /** There, what a login gives is not ours to make. */
    @Test
    void browserFlowTakesNoToken(TestRealm realm) {
        Flows.create(realm, "browser-tokens").step("api-token", "REQUIRED").bindTo("browser", "other-app");

        Response response = withBasic(realm)
                .queryParam("client_id", "other-app")
                .queryParam("response_type", "code")
                .queryParam("redirect_uri", "http://127.0.0.1/callback")
                .get("/realms/" + realm.name() + "/protocol/openid-connect/auth");

        rejected(realm, response);
    }

    @Test
    void samlFlowTakesNoToken(TestRealm realm) {
        Admin.post(
                realm.adminPath("/clients"),
                Map.of(
                        "clientId",
                        "sp",
                        "protocol",
                        "saml",
                        "redirectUris",
                        List.of("http://127.0.0.1/acs"),
                        "attributes",
                        // Else Keycloak makes keys of 4,096 bits for it.
                        Map.of(
                                "saml.client.signature", "false",
                                "saml_idp_initiated_sso_url_name", "sp",
                                "saml_assertion_consumer_url_post", "http://127.0.0.1/acs")));
        Flows.create(realm, "browser-tokens").step("api-token", "REQUIRED").bindTo("browser", "sp");

        Response redirect = withBasic(realm).get("/realms/" + realm.name() + "/protocol/saml/clients/sp");
        Response response = redirect.statusCode() == 302
                ? withBasic(realm)
                        .cookies(redirect.cookies())
                        .get(redirect.header("Location").replaceFirst("^https?://[^/]*", ""))
                : redirect;

        rejected(realm, response);
        assertThat(response.asString()).doesNotContain("SAMLResponse");
    }

    private static RequestSpecification withBasic(TestRealm realm) {
        return Http.request()
                .auth()
                .preemptive()
                .basic("alice", realm.createToken("alice", name()).secret());
    }

    private static String name() {
        return """
                {"name":"%s"}""".formatted(UUID.randomUUID());
    }

    private static void rejected(TestRealm realm, Response response) {
        assertThat(response.statusCode()).isIn(400, 401);
        assertThat(realm.events("LOGIN_ERROR").get(0))
                .extracting("details.reason")
                .isEqualTo("A login of this kind would have more power than the API token");
    }

    @Test
    void passwordGrantIsKeycloaksOwn(TestRealm realm) {
        Response response = realm.tokenResponse("my-cli", "alice", "openid");

        assertThat(response.jsonPath().getMap("$")).containsKeys("id_token", "refresh_token", "session_state");
        assertThat(Jwt.claims(response.path("access_token")))
                .containsKeys("sid", "resource_access")
                .doesNotContainKey("api_token_id");
    }

    private static String jwt(TestRealm realm, TestRealm.Token token, String scope) {
        Response response = PasswordGrants.grant(realm, "alice", token.secret(), scope);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.path("access_token");
    }
}
