package io.mycli.keycloak.apitoken.tests.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** The client {@code ci} with a service account, and calls about its tokens. */
final class ServiceAccounts {

    private ServiceAccounts() {}

    static void create(TestRealm realm) {
        Admin.post(
                realm.adminPath("/clients"),
                Map.of(
                        "clientId", "ci",
                        "secret", "ci-secret",
                        "publicClient", false,
                        "serviceAccountsEnabled", true,
                        "standardFlowEnabled", false));
    }

    static String user(TestRealm realm) {
        return realm.admin("/clients/" + realm.clientUuid("ci") + "/service-account-user")
                .path("id");
    }

    static void giveRole(TestRealm realm, String role) {
        Admin.post(
                realm.adminPath("/users/" + user(realm) + "/role-mappings/realm"),
                List.of(realm.admin("/roles/" + role).jsonPath().getMap("$")));
    }

    static String path(TestRealm realm, String rest) {
        return "/admin/realms" + realm.adminPath("/api-tokens" + rest);
    }

    static Response create(TestRealm realm, RequestSpecification by, String members) {
        Response response = by.contentType(ContentType.JSON)
                .body("{\"clientId\":\"ci\",\"name\":\"deploy\"" + members + "}")
                .post(path(realm, ""));
        note(response, 201);
        return response;
    }

    static TestRealm.Token mint(TestRealm realm, String members) {
        Response response = create(realm, Admin.request(), members);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return new TestRealm.Token(response.path("id"), response.path("token"));
    }

    static Response rotate(TestRealm realm, RequestSpecification by, TestRealm.Token token) {
        Response response = by.contentType(ContentType.JSON).body("{}").post(path(realm, "/" + token.id() + "/rotate"));
        note(response, 200);
        return response;
    }

    private static void note(Response response, int status) {
        if (response.statusCode() == status) {
            Secrets.minted(response.path("token"));
        }
    }

    /** Returns an access token of the service account itself. */
    static String jwt(TestRealm realm) {
        return Http.request()
                .formParam("grant_type", "client_credentials")
                .formParam("client_id", "ci")
                .formParam("client_secret", "ci-secret")
                .post("/realms/" + realm.name() + "/protocol/openid-connect/token")
                .path("access_token");
    }
}
