package io.mycli.keycloak.apitoken.tests.server.access;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/** Calls of alice about one of her tokens. */
final class AccessCalls {

    private AccessCalls() {}

    static JsonPath get(TestRealm realm, TestRealm.Token token) {
        return Http.withBearer(realm.login("alice"))
                .get(realm.apiTokens() + "/" + token.id())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static JsonPath policy(TestRealm realm) {
        return Http.withBearer(realm.login("alice"))
                .get(realm.apiTokens() + "/policy")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static Response edit(TestRealm realm, String user, TestRealm.Token token, String body) {
        return Http.withBearer(realm.login(user))
                .contentType(ContentType.JSON)
                .body(body)
                .patch(realm.apiTokens() + "/" + token.id());
    }
}
