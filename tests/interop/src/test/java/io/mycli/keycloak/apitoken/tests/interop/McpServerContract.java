package io.mycli.keycloak.apitoken.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an MCP server does whose tools check roles: {@code whoami}, and {@code deploy} for the role {@code deployer}. */
@KeycloakTest
abstract class McpServerContract {

    /** Starts one for a realm; it is stopped by the test. */
    abstract ResourceServer start(TestRealm realm) throws IOException;

    @Test
    void toolSeesTheClaimsOfAnApiToken(TestRealm realm) throws IOException {
        Mappers.of(realm, "api-tokens").audience("catalog-server");
        TestRealm.Token token = realm.createToken();

        try (ResourceServer server = start(realm)) {
            JsonPath seen = result(call(server, Http.withBearer(token.secret()), "whoami"));

            assertThat(seen.getString("username")).isEqualTo("alice");
            assertThat(seen.getString("token_name")).isEqualTo("ci-deploy");
        }
    }

    @Test
    void jwtIsAcceptedBesideIt(TestRealm realm) throws IOException {
        Mappers.of(realm, "my-cli").audience("catalog-server");

        try (ResourceServer server = start(realm)) {
            JsonPath seen = result(call(server, Http.withBearer(realm.login("alice")), "whoami"));

            assertThat(seen.getString("username")).isEqualTo("alice");
            assertThat(seen.getString("token_name")).isNull();
        }
    }

    @Test
    void roleOfTheTokenOpensTheToolThatRequiresIt(TestRealm realm) throws IOException {
        Mappers.of(realm, "api-tokens").audience("catalog-server");
        Roles.of(realm).clientRole("catalog-server", "deployer").giveClientRoles("alice", "catalog-server", "deployer");
        TestRealm.Token deployer = realm.createToken("alice", """
                {"name":"deployer","clientRoles":{"catalog-server":["deployer"]}}""");
        TestRealm.Token reader = realm.createToken("alice", """
                {"name":"reader","clientRoles":{}}""");

        try (ResourceServer server = start(realm)) {
            call(server, Http.withBearer(deployer.secret()), "deploy")
                    .then()
                    .body("result.isError", not(true))
                    .body("result.content[0].text", equalTo("alice"));
            assertThat(isForbidden(call(server, Http.withBearer(reader.secret()), "deploy")))
                    .isTrue();
            call(server, Http.withBearer(reader.secret()), "whoami").then().body("error", nullValue());
        }
    }

    @Test
    void revokedApiTokenIsRejectedAtTheNextRequest(TestRealm realm) throws IOException {
        Mappers.of(realm, "api-tokens").audience("catalog-server");
        TestRealm.Token token = realm.createToken();

        try (ResourceServer server = start(realm)) {
            call(server, Http.withBearer(token.secret()), "whoami").then().statusCode(200);
            realm.revoke(token);

            rejected(call(server, Http.withBearer(token.secret()), "whoami"));
        }
    }

    /** MCP wants a token that names the server. The attribute alone, by which Keycloak lets others in, does not. */
    @Test
    void tokenThatNamesNoServerIsRejected(TestRealm realm) throws IOException {
        TestRealm.Token token = realm.createToken();
        realm.assertActive(realm.introspect(token.secret()));

        try (ResourceServer server = start(realm)) {
            rejected(call(server, Http.withBearer(token.secret()), "whoami"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a.b.c", "myc_0"})
    void garbageIsRejected(String garbage, TestRealm realm) throws IOException {
        try (ResourceServer server = start(realm)) {
            rejected(call(server, Http.withBearer(garbage), "whoami"));
        }
    }

    @Test
    void noTokenIsRejected(TestRealm realm) throws IOException {
        try (ResourceServer server = start(realm)) {
            rejected(call(server, Http.request(), "whoami"));
        }
    }

    private static Response call(ResourceServer server, RequestSpecification by, String tool) {
        return by.contentType(ContentType.JSON)
                .accept("application/json, text/event-stream")
                .body(Map.of(
                        "jsonrpc",
                        "2.0",
                        "id",
                        1,
                        "method",
                        "tools/call",
                        "params",
                        Map.of("name", tool, "arguments", Map.of())))
                .post(server.baseUrl() + "/mcp");
    }

    /** Returns whether a tool cannot be called: an error of the tool, or one of the protocol. */
    private static boolean isForbidden(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.path("error") != null || Boolean.TRUE.equals(response.path("result.isError"));
    }

    /** The JSON that a tool answers as text. */
    private static JsonPath result(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return new JsonPath(response.<String>path("result.content[0].text"));
    }

    private static void rejected(Response response) {
        response.then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
    }
}
