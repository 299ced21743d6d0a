package io.mycli.keycloak.apitoken.tests;

import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets where an administrator's call would keep them. */
@ContractTest
class MisplacedSecretIT {

    /** The extension searches the events of each test. */
    @AfterEach
    void searchLog() {
        Secrets.requireNone("server's log", KeycloakServer.get().log());
    }

    @Nested
    class InCallOfAdministrator {

        @ParameterizedTest
        @ValueSource(strings = {"user", "name", "prefix", "profile", "client", "state"})
        void asFilter(String filter, TestRealm realm) {
            realm.mint();
            String secret = Secrets.unknown();

            List.of(
                            Admin.request().get("/admin" + realm.apiTokens() + "?" + filter + "=" + secret),
                            post(realm, "/revoke", "{\"" + filter + "\":\"" + secret + "\"}"))
                    .forEach(answer -> answer.then()
                            .statusCode(400)
                            .body("error", equalTo("INVALID_REQUEST"))
                            .body(
                                    "error_description",
                                    equalTo("The filter " + filter
                                            + " contains an API token. Use POST /lookup to find its owner.")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"clients", "profiles"})
        void asItemOfThePolicy(String member, TestRealm realm) {
            Admin.request()
                    .contentType(ContentType.JSON)
                    .body("{\"enabled\":true,\"" + member + "\":[\"" + Secrets.unknown() + "\"]}")
                    .put("/admin" + realm.apiTokens() + "/policy")
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("INVALID_POLICY"));
        }

        private static Response post(TestRealm realm, String path, String body) {
            return Admin.request().contentType(ContentType.JSON).body(body).post("/admin" + realm.apiTokens() + path);
        }
    }
}
