package io.mycli.keycloak.apitoken.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The realm {@code bench}: a client whose JWTs have the claims of an API token, and a resource server that is in the
 * audience of both.
 */
final class BenchRealm {

    static final String NAME = "bench";

    /** Of the client that people log in with. */
    static final String LOGIN_CLIENT = "my-cli";

    /** Of the tokens whose claims are computed at each check. */
    static final String UNCACHED_SCOPE = "uncached";

    private static final String RESOURCE_SERVER = "catalog-server";
    private static final String SECRET = "for-the-bench-only";
    private static final int A_DAY = 86_400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;

    private BenchRealm(String server) {
        this.server = server;
    }

    /** Imports it. */
    static BenchRealm create(DistributionServer server) {
        BenchRealm realm = new BenchRealm(server.baseUrl());
        require(201, realm.admin("POST", "", json(representation())));
        realm.addUncachedScope();
        return realm;
    }

    /** Its mapper reads a note of the session, so claims with it are computed at each check. The note is missing. */
    private void addUncachedScope() {
        String scopes = "/" + NAME + "/client-scopes";
        require(201, admin("POST", scopes, json(Map.of("name", UNCACHED_SCOPE, "protocol", "openid-connect"))));
        String scope = idOf(scopes, "name", UNCACHED_SCOPE);
        require(
                201,
                admin(
                        "POST",
                        scopes + "/" + scope + "/protocol-mappers/models",
                        json(Map.of(
                                "name", "note",
                                "protocol", "openid-connect",
                                "protocolMapper", "oidc-usersessionmodel-note-mapper",
                                "config",
                                        Map.of(
                                                "user.session.note", "none",
                                                "claim.name", "note",
                                                "introspection.token.claim", "true")))));
        String client = idOf("/" + NAME + "/clients", "clientId", "api-tokens");
        require(204, admin("PUT", "/" + NAME + "/clients/" + client + "/optional-client-scopes/" + scope, "{}"));
    }

    private String idOf(String path, String member, String value) {
        for (JsonNode one : parse(require(200, admin("GET", path, "")))) {
            if (one.path(member).asText().equals(value)) {
                return one.path("id").asText();
            }
        }
        throw new IllegalStateException(path + " has no " + value);
    }

    private static Map<String, Object> representation() {
        return Map.ofEntries(
                Map.entry("realm", NAME),
                Map.entry("enabled", true),
                Map.entry("sslRequired", "none"),
                Map.entry("attributes", Map.of("api-tokens.enabled", "true")),
                // JWTs that outlive the bench.
                Map.entry("accessTokenLifespan", A_DAY),
                Map.entry("ssoSessionIdleTimeout", A_DAY),
                Map.entry("ssoSessionMaxLifespan", A_DAY),
                Map.entry("passwordPolicy", Seed.PASSWORD_POLICY),
                Map.entry("roles", Map.of("realm", List.of(Map.of("name", Seed.ROLE)))),
                Map.entry(
                        "clients",
                        List.of(
                                Map.of(
                                        "clientId",
                                        LOGIN_CLIENT,
                                        "publicClient",
                                        true,
                                        "directAccessGrantsEnabled",
                                        true,
                                        "protocolMappers",
                                        List.of(AUDIENCE)),
                                Map.of("clientId", "api-tokens", "protocolMappers", List.of(AUDIENCE)),
                                Map.of("clientId", RESOURCE_SERVER, "secret", SECRET))));
    }

    private static final Map<String, Object> AUDIENCE = Map.of(
            "name",
            RESOURCE_SERVER,
            "protocol",
            "openid-connect",
            "protocolMapper",
            "oidc-audience-mapper",
            "config",
            Map.of(
                    "included.client.audience",
                    RESOURCE_SERVER,
                    "access.token.claim",
                    "true",
                    "introspection.token.claim",
                    "true"));

    String introspectionPath() {
        return "/realms/" + NAME + "/protocol/openid-connect/token/introspect";
    }

    /** Of the resource server. */
    String authorization() {
        return "Basic "
                + Base64.getEncoder().encodeToString((RESOURCE_SERVER + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    }

    /** A JWT of a user. */
    String login(String username) {
        return token(NAME, LOGIN_CLIENT, username, Seed.PASSWORD);
    }

    private String token(String realm, String client, String username, String password) {
        String form =
                form(Map.of("grant_type", "password", "client_id", client, "username", username, "password", password));
        String path = "/realms/" + realm + "/protocol/openid-connect/token";
        return parse(require(200, send(form(server + path, form))))
                .path("access_token")
                .asText();
    }

    /** What a node answers about a token. */
    JsonNode introspect(String node, String form) {
        return parse(
                require(200, send(form(node + introspectionPath(), form).header("Authorization", authorization()))));
    }

    /** Creates a token; gives the answer. */
    JsonNode createToken(String jwt, String name) {
        return parse(require(201, send(own(jwt, "", "POST", json(Map.of("name", name))))));
    }

    void revoke(String jwt, String id) {
        require(204, send(own(jwt, "/" + id, "DELETE", "")));
    }

    /** What every node has cached of users, and of tokens beside them. */
    void clearUserCache() {
        require(204, admin("POST", "/" + NAME + "/clear-user-cache", "{}"));
    }

    String id() {
        return parse(require(200, admin("GET", "/" + NAME, ""))).path("id").asText();
    }

    private HttpRequest.Builder own(String jwt, String path, String method, String body) {
        return request(server + "/realms/" + NAME + "/api-tokens" + path, jwt, method, body);
    }

    private HttpResponse<String> admin(String method, String path, String body) {
        return send(request(server + "/admin/realms" + path, adminLogin(), method, body));
    }

    /** A JWT of the administrator, good for a minute. */
    String adminLogin() {
        return token("master", "admin-cli", KeycloakServer.ADMIN, KeycloakServer.ADMIN);
    }

    /** What the administrators' API answers. */
    JsonNode apiTokens(String jwt, String method, String path, String body) {
        return parse(require(
                200, send(request(server + "/admin/realms/" + NAME + "/api-tokens" + path, jwt, method, body))));
    }

    private static HttpRequest.Builder request(String uri, String jwt, String method, String body) {
        return HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", "Bearer " + jwt)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder form(String uri, String form) {
        return HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String require(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new IllegalStateException(response + ": " + response.body());
        }
        return response.body();
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
