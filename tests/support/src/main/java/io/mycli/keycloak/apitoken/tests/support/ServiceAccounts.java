package io.mycli.keycloak.apitoken.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** The client {@code ci} with a service account, and calls about its tokens. */
public final class ServiceAccounts {

    private ServiceAccounts() {}

    /** Creates the client. */
    public static void create(TestRealm realm) {
        Admin.post(
                realm.adminPath("/clients"),
                Map.of(
                        "clientId", "ci",
                        "secret", "ci-secret",
                        "publicClient", false,
                        "serviceAccountsEnabled", true,
                        "standardFlowEnabled", false));
    }

    /** Returns the id of the service account. */
    public static String user(TestRealm realm) {
        return realm.admin("/clients/" + realm.clientUuid("ci") + "/service-account-user")
                .path("id");
    }

    /** Gives a realm role to the service account. */
    public static void giveRole(TestRealm realm, String role) {
        Admin.post(
                realm.adminPath("/users/" + user(realm) + "/role-mappings/realm"),
                List.of(realm.admin("/roles/" + role).jsonPath().getMap("$")));
    }

    /** Returns the path of a call of the administrators. */
    public static String path(TestRealm realm, String rest) {
        return "/admin/realms" + realm.adminPath("/api-tokens" + rest);
    }

    /** Creates a token. */
    public static Response create(TestRealm realm, RequestSpecification by, String members) {
        Response response = by.contentType(ContentType.JSON)
                .body("{\"clientId\":\"ci\",\"name\":\"deploy\"" + members + "}")
                .post(path(realm, ""));
        note(response, 201);
        return response;
    }

    /** Creates a token as the administrator of all realms. */
    public static TestRealm.Token createToken(TestRealm realm, String members) {
        Response response = create(realm, Admin.request(), members);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return new TestRealm.Token(response.path("id"), response.path("token"));
    }

    /** Rotates a token. */
    public static Response rotate(TestRealm realm, RequestSpecification by, TestRealm.Token token) {
        Response response = by.contentType(ContentType.JSON).body("{}").post(path(realm, "/" + token.id() + "/rotate"));
        note(response, 200);
        return response;
    }

    private static void note(Response response, int status) {
        if (response.statusCode() == status) {
            Secrets.issued(response.path("token"));
        }
    }

    /** Returns an access token of the service account itself. */
    public static String jwt(TestRealm realm) {
        return Http.request()
                .formParam("grant_type", "client_credentials")
                .formParam("client_id", "ci")
                .formParam("client_secret", "ci-secret")
                .post("/realms/" + realm.name() + "/protocol/openid-connect/token")
                .path("access_token");
    }
}
