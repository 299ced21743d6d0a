package io.mycli.keycloak.apitoken.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.server.KeycloakServer;
import io.restassured.response.Response;

/** Direct grants, of the client {@code other-app} unless another is named, and how they are refused. */
final class PasswordGrants {

    /** Of Keycloak's own steps, too. */
    static final int REFUSED = KeycloakServer.version().matches("26\\.[45]\\..*") ? 401 : 400;

    private PasswordGrants() {}

    static Response grant(TestRealm realm, String username, String password) {
        return grant(realm, username, password, "openid");
    }

    static Response grant(TestRealm realm, String username, String password, String scope) {
        return grant(realm, "other-app", username, password, scope);
    }

    static Response grant(TestRealm realm, String client, String username, String password, String scope) {
        return Http.request()
                .formParam("grant_type", "password")
                .formParam("client_id", client)
                .formParam("username", username)
                .formParam("password", password)
                .formParam("scope", scope)
                .post("/realms/" + realm.name() + "/protocol/openid-connect/token");
    }

    static void refused(Response response) {
        response.then().statusCode(REFUSED).body("error", equalTo("invalid_grant"));
    }

    static void refusedFor(TestRealm realm, Response response, String reason) {
        refused(response);
        assertThat(realm.events("LOGIN_ERROR").get(0))
                .extracting("details.reason")
                .isEqualTo(reason);
    }
}
