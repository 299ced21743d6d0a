package io.mycli.keycloak.apitoken.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A realm of its own for one test: users alice and bob, whose passwords are their names; the client {@code my-cli},
 * which may manage tokens, and {@code other-app}, which may not; the resource servers {@code catalog-server}, which
 * accepts API tokens, and {@code strict-server}, which accepts what names it as audience.
 */
public final class TestRealm {

    /** The client secret of each resource server. */
    public static final String SERVER_SECRET = "server-secret";

    private static final Map<String, String> ENABLED = Map.of("api-tokens.enabled", "true");

    private final String name;

    private TestRealm(String name) {
        this.name = name;
    }

    /** Creates a realm with API tokens enabled: a copy of one that Keycloak imported. */
    public static TestRealm create() {
        return create(newName());
    }

    /** Creates the same with a name that no realm has. */
    static TestRealm create(String name) {
        Admin.copyRealm(name);
        return new TestRealm(name);
    }

    /** Imports the same. */
    public static TestRealm imported() {
        return imported(ENABLED);
    }

    /** Imports a realm with these attributes only. */
    public static TestRealm imported(Map<String, String> attributes) {
        return imported(name -> RealmTemplate.realm(name, attributes));
    }

    /** Imports a realm from a representation that is made for its name. */
    public static TestRealm imported(Function<String, Map<String, Object>> representation) {
        String name = newName();
        Admin.createRealm(name, representation.apply(name));
        return new TestRealm(name);
    }

    static String newName() {
        return "t-" + UUID.randomUUID();
    }

    /** The realm of the server's administrators, which no test has for itself. */
    public static TestRealm ofAdministrators() {
        return new TestRealm("master");
    }

    /** Returns the realm's name. */
    public String name() {
        return name;
    }

    // The realm, as an administrator sees it

    boolean exists() {
        return QuickRequest.to("/realms/" + name).get().statusCode() != 404;
    }

    /** Deletes the rows of the realm, when nobody asks for it any more; fails if a secret was in its events. */
    public void discard() {
        String events = allEventsAsText();
        Admin.discardRealm(name);
        Secrets.requireNone("events of " + name, events);
    }

    /** Lets Keycloak delete the realm. */
    public void delete() {
        Admin.deleteRealm(name);
    }

    /** Reads a path below the realm in Keycloak's admin REST API. */
    public Response admin(String path) {
        return Admin.get("/" + name + path);
    }

    /** Returns the path for {@link Admin}. */
    public String adminPath(String path) {
        return "/" + name + path;
    }

    /** Changes members of the realm's representation. */
    public void update(Map<String, Object> changes) {
        Admin.put("/" + name, changes);
    }

    /** Returns an attribute of the realm; null if it has none of that name. */
    public String attribute(String attribute) {
        return (String) Json.objectAt(admin(""), "/attributes").get(attribute);
    }

    /** Sets an attribute of the realm, and keeps the others. */
    public void setAttribute(String attribute, String value) {
        Map<String, Object> attributes = Json.objectAt(admin(""), "/attributes");
        attributes.put(attribute, value);
        update(Map.of("attributes", attributes));
    }

    /** Returns the id of a user. */
    public String userId(String username) {
        return Json.textAt(admin("/users?exact=true&username=" + username), "/0/id");
    }

    /** Returns the internal id of a client. */
    public String clientUuid(String clientId) {
        return Json.textAt(admin("/clients?clientId=" + clientId), "/0/id");
    }

    /** Changes members of a client's representation. */
    public void updateClient(String clientId, Map<String, Object> changes) {
        String uuid = clientUuid(clientId);
        Map<String, Object> client = Json.object(admin("/clients/" + uuid));
        client.putAll(changes);
        Admin.put("/" + name + "/clients/" + uuid, client);
    }

    /** The realm's user events of a type, newest first. */
    public List<Map<String, Object>> events(String type) {
        return Json.objects(admin("/events?type=" + type));
    }

    /** The reason that the newest refused introspection left in its event. */
    public String rejectionReason() {
        return Json.textAt(admin("/events?type=INTROSPECT_TOKEN_ERROR"), "/0/details/reason");
    }

    /** Returns all user and admin events as JSON. */
    public String allEventsAsText() {
        return admin("/events?max=100000").asString()
                + admin("/admin-events?max=100000").asString();
    }

    // A person

    /** An access token of a login through {@code my-cli}. */
    public String login(String username) {
        return login("my-cli", username, "openid");
    }

    /** Returns an access token of a login through a client. */
    public String login(String clientId, String username, String scope) {
        return Json.text(tokenResponse(clientId, username, scope), "access_token");
    }

    /** Returns the answer to a login through a client. */
    public Response tokenResponse(String clientId, String username, String scope) {
        Response response = QuickRequest.to(tokenEndpoint())
                .form(
                        "grant_type", "password",
                        "client_id", clientId,
                        "username", username,
                        "password", username,
                        "scope", scope)
                .post();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response;
    }

    // Our REST API

    /** Returns the path of the REST API for owners. */
    public String apiTokens() {
        return "/realms/" + name + "/api-tokens";
    }

    /** Requests a new token, and notes its secret. */
    public Response create(String jwt, String body) {
        Response response = QuickRequest.to(apiTokens()).bearer(jwt).json(body).post();
        if (response.statusCode() == 201) {
            Secrets.issued(Json.text(response, "token"));
        }
        return response;
    }

    /** A token of alice's, and its secret. */
    public Token createToken() {
        return createNamed("alice", "ci-deploy");
    }

    /** A token of alice's with a name of its own, for a test whose rows share the realm. */
    public Token createAnotherToken() {
        setAttribute("api-tokens.max-per-user", "100");
        return createToken("alice", "{\"name\":\"" + UUID.randomUUID() + "\"}");
    }

    /** Creates a token of a user that has a name and nothing else of its own. */
    public Token createNamed(String username, String name) {
        return createToken(username, "{\"name\":\"" + name + "\"}");
    }

    /** Creates a token of a user. */
    public Token createToken(String username, String body) {
        Response response = create(login(username), body);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return new Token(Json.text(response, "id"), Json.text(response, "token"));
    }

    /** By alice. */
    public Response rotate(Token token, String body) {
        return rotate(login("alice"), token, body);
    }

    /** Requests a rotation, and notes the new secret. */
    public Response rotate(String jwt, Token token, String body) {
        Response response = QuickRequest.to(apiTokens() + "/" + token.id() + "/rotate")
                .bearer(jwt)
                .json(body)
                .post();
        if (response.statusCode() == 200) {
            Secrets.issued(Json.text(response, "token"));
        }
        return response;
    }

    /** The token as alice rotated it. */
    public Token rotated(Token token, String body) {
        Response response = rotate(token, body);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return new Token(Json.text(response, "id"), Json.text(response, "token"));
    }

    /** By alice, whose it is. */
    public void revoke(Token token) {
        revoke("alice", token);
    }

    /** Revokes a token as its owner. */
    public void revoke(String owner, Token token) {
        Response response = QuickRequest.to(apiTokens() + "/" + token.id())
                .bearer(login(owner))
                .send("DELETE");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(204);
    }

    /** What a creation gave. */
    public record Token(String id, String secret) {}

    // A resource server

    /** Introspects as {@code catalog-server}. */
    public Response introspect(String token) {
        return introspect("catalog-server", token);
    }

    /** Introspects as a resource server. */
    public Response introspect(String resourceServer, String token) {
        return introspectAt(KeycloakServer.get(), resourceServer, token);
    }

    /** At a node of the cluster. */
    public Response introspectAt(KeycloakServer node, String token) {
        return introspectAt(node, "catalog-server", token);
    }

    private Response introspectAt(KeycloakServer node, String resourceServer, String token) {
        return QuickRequest.to(node, introspectionEndpoint())
                .basic(resourceServer, SERVER_SECRET)
                .form("token", token)
                .post();
    }

    /** Returns the introspection request of a resource server. */
    public RequestSpecification introspection(String resourceServer, String token) {
        return Http.request()
                .auth()
                .preemptive()
                .basic(resourceServer, SERVER_SECRET)
                .formParam("token", token);
    }

    /** Returns the path of the introspection endpoint. */
    public String introspectionEndpoint() {
        return "/realms/" + name + "/protocol/openid-connect/token/introspect";
    }

    /** Lets a resource server exchange tokens. */
    public void enableExchange(String resourceServer) {
        updateClient(resourceServer, Map.of("attributes", Map.of("standard.token.exchange.enabled", "true")));
    }

    /** A token exchange by a resource server; more parameters follow by name and value. */
    public Response exchange(String resourceServer, String subjectToken, String... parameters) {
        return exchangeAt(KeycloakServer.get(), resourceServer, subjectToken, parameters);
    }

    /** The same at a node of the cluster. */
    public Response exchangeAt(KeycloakServer node, String resourceServer, String subjectToken, String... parameters) {
        List<String> form = new ArrayList<>(List.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token", subjectToken,
                "subject_token_type", "urn:ietf:params:oauth:token-type:access_token"));
        Collections.addAll(form, parameters);
        return QuickRequest.to(node, tokenEndpoint())
                .basic(resourceServer, SERVER_SECRET)
                .form(form.toArray(String[]::new))
                .post();
    }

    private String tokenEndpoint() {
        return "/realms/" + name + "/protocol/openid-connect/token";
    }

    /** What strangers get, to the letter. */
    public void assertRejected(Response response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.asString()).isEqualTo("""
                {"active":false}""");
    }

    /** Requires an active answer. */
    public void assertActive(Response response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Json.object(response).get("active")).as(response.asString()).isEqualTo(true);
    }

    /** Returns the realm's rows. */
    public TokenTable table() {
        return new TokenTable(this);
    }

    /** Returns the realm's id. */
    public String id() {
        return Json.text(admin(""), "id");
    }
}
