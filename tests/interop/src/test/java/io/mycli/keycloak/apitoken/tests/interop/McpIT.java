package io.mycli.keycloak.apitoken.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.Program;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An MCP server of the TypeScript SDK, whose tools check roles. */
@KeycloakTest
class McpIT {

    @BeforeEach
    void require() {
        Program.require(Program.inPath("node"), "nodejs");
        Program.require(Program.inPath("npm"), "npm");
    }

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
                    .body("result.isError", nullValue())
                    .body("result.content[0].text", equalTo("alice"));
            call(server, Http.withBearer(reader.secret()), "deploy")
                    .then()
                    .statusCode(200)
                    .body("result.isError", equalTo(true));
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

    private static ResourceServer start(TestRealm realm) throws IOException {
        return ScriptServer.start(ScriptServer.npmFolder("mcp"), realm, "node", "catalog.mjs");
    }

    private static Response call(ResourceServer server, RequestSpecification by, String tool) {
        return by.contentType(ContentType.JSON)
                .accept("application/json, text/event-stream")
                .body(Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/call", "params", Map.of("name", tool)))
                .post(server.baseUrl() + "/mcp");
    }

    /** The JSON that a tool answers as text. */
    private static JsonPath result(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return new JsonPath(response.<String>path("result.content[0].text"));
    }

    private static void rejected(Response response) {
        response.then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer error=\"invalid_token\""));
    }
}
