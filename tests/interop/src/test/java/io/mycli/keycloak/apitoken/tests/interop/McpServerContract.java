package io.mycli.keycloak.apitoken.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What every MCP server does that introspects as the client {@code catalog-server}, without sessions: the tool {@code
 * whoami} answers what it saw of the token, {@code deploy} requires the role {@code deployer} and answers the caller's
 * name.
 */
abstract class McpServerContract extends StartedOnceContract {

    private static final Pattern RESOURCE_METADATA = Pattern.compile("^Bearer .*resource_metadata=\"([^\"]+)\"");

    /** What a tool answers to a token without its role: its own error, or that of the call. */
    void roleIsMissing(Response response) {
        response.then().statusCode(200).body("result.isError", equalTo(true));
    }

    @Test
    void clientWithApiTokenListsTheTools(TestRealm realm) throws Exception {
        Mappers.of(realm, "api-tokens").audience("catalog-server");
        TestRealm.Token token = realm.createToken();

        ResourceServer server = server(realm);
        Map<String, Object> client = Map.of(
                "protocolVersion",
                "2025-06-18",
                "capabilities",
                Map.of(),
                "clientInfo",
                Map.of("name", "test", "version", "1"));
        request(server, Http.withBearer(token.secret()), "initialize", client)
                .then()
                .statusCode(200)
                .body("result.protocolVersion", equalTo("2025-06-18"));
        request(server, Http.withBearer(token.secret()), "tools/list", Map.of())
                .then()
                .statusCode(200)
                .body("result.tools.name", containsInAnyOrder("whoami", "deploy"));
    }

    @Test
    void toolSeesTheClaimsOfAnApiToken(TestRealm realm) throws Exception {
        Mappers.of(realm, "api-tokens").audience("catalog-server");
        TestRealm.Token token = realm.createToken();

        ResourceServer server = server(realm);
        JsonPath seen = new JsonPath(text(call(server, token.secret(), "whoami")));

        assertThat(seen.getString("username")).isEqualTo("alice");
        assertThat(seen.getString("token_name")).isEqualTo("ci-deploy");
    }

    @Test
    void jwtIsAcceptedBesideIt(TestRealm realm) throws Exception {
        Mappers.of(realm, "my-cli").audience("catalog-server");

        ResourceServer server = server(realm);
        JsonPath seen = new JsonPath(text(call(server, realm.login("alice"), "whoami")));

        assertThat(seen.getString("username")).isEqualTo("alice");
        assertThat(seen.getString("token_name")).isNull();
    }

    @Test
    void roleOfTheTokenOpensTheToolThatRequiresIt(TestRealm realm) throws Exception {
        deployerIs(realm, "alice");
        TestRealm.Token full = realm.createToken();
        TestRealm.Token chosen = realm.createToken("alice", """
                {"name":"chosen","clientRoles":{"catalog-server":["deployer"]}}""");

        ResourceServer server = server(realm);
        for (String token : List.of(full.secret(), chosen.secret(), realm.login("alice"))) {
            assertThat(text(call(server, token, "deploy"))).isEqualTo("alice");
        }
    }

    @Test
    void withoutTheRoleOnlyTheToolThatRequiresItFails(TestRealm realm) throws Exception {
        deployerIs(realm, "alice");
        TestRealm.Token reader = realm.createToken("alice", """
                {"name":"reader","clientRoles":{}}""");

        ResourceServer server = server(realm);
        for (String token : List.of(reader.secret(), realm.login("bob"))) {
            text(call(server, token, "whoami"));
            roleIsMissing(call(server, token, "deploy"));
        }
    }

    @Test
    void revokedApiTokenIsRejectedAtTheNextCall(TestRealm realm) throws Exception {
        Mappers.of(realm, "api-tokens").audience("catalog-server");
        TestRealm.Token token = realm.createToken();

        ResourceServer server = server(realm);
        text(call(server, token.secret(), "whoami"));
        realm.revoke(token);

        rejected(server, call(server, token.secret(), "whoami"));
    }

    /** MCP requires a token that names the server. The attribute alone, by which Keycloak lets others in, does not. */
    @Test
    void tokenThatNamesNoServerIsRejected(TestRealm realm) throws Exception {
        TestRealm.Token token = realm.createToken();
        realm.assertActive(realm.introspect(token.secret()));

        ResourceServer server = server(realm);
        rejected(server, call(server, token.secret(), "whoami"));
        rejected(server, call(server, realm.login("alice"), "whoami"));
    }

    @Test
    void tokenForAnotherServerIsRejected(TestRealm realm) throws Exception {
        Mappers.of(realm, "api-tokens").audience("strict-server");
        Mappers.of(realm, "my-cli").audience("strict-server");
        TestRealm.Token token = realm.createToken();
        realm.assertActive(realm.introspect(token.secret()));

        ResourceServer server = server(realm);
        rejected(server, call(server, token.secret(), "whoami"));
        rejected(server, call(server, realm.login("alice"), "whoami"));
    }

    @Test
    void garbageIsRejected(TestRealm realm) throws Exception {
        ResourceServer server = server(realm);
        for (String garbage : List.of("garbage", "a.b.c", "myc_0")) {
            rejected(server, call(server, garbage, "whoami"));
        }
    }

    @Test
    void requestWithoutTokenLearnsOfTheRealm(TestRealm realm) throws Exception {
        ResourceServer server = server(realm);
        String metadata = rejected(server, call(server, Http.request(), "whoami"));

        JsonPath resource = new JsonPath(Http.request().get(metadata).asString());
        assertThat(server.baseUrl() + "/mcp").startsWith(resource.getString("resource"));
        assertThat(resource.getList("authorization_servers"))
                .containsExactly(KeycloakServer.get().baseUrl() + "/realms/" + realm.name());
    }

    /** Both kinds of tokens name the server. */
    private static void deployerIs(TestRealm realm, String username) {
        Mappers.of(realm, "api-tokens").audience("catalog-server");
        Mappers.of(realm, "my-cli").audience("catalog-server");
        Roles.of(realm)
                .clientRole("catalog-server", "deployer")
                .giveClientRoles(username, "catalog-server", "deployer");
    }

    private static Response call(ResourceServer server, String token, String tool) {
        return call(server, Http.withBearer(token), tool);
    }

    private static Response call(ResourceServer server, RequestSpecification by, String tool) {
        return request(server, by, "tools/call", Map.of("name", tool));
    }

    private static Response request(
            ResourceServer server, RequestSpecification by, String method, Map<String, Object> parameters) {
        return by.contentType(ContentType.JSON)
                .accept("application/json, text/event-stream")
                .body(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", parameters))
                .post(server.baseUrl() + "/mcp");
    }

    /** What a tool answers that succeeds. */
    private static String text(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        response.then().body("result.isError", not(true)).body("result.content[0].text", notNullValue());
        return response.path("result.content[0].text");
    }

    /** Returns where the answer refers the client to (RFC 9728). */
    private static String rejected(ResourceServer server, Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(401);
        Matcher metadata = RESOURCE_METADATA.matcher(response.header("WWW-Authenticate"));
        assertThat(metadata.find()).as(response.header("WWW-Authenticate")).isTrue();
        assertThat(metadata.group(1)).startsWith(server.baseUrl() + "/.well-known/oauth-protected-resource");
        return metadata.group(1);
    }
}
