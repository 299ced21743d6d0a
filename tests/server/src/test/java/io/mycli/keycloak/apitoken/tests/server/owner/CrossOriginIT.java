package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CORS, as the account API has it. */
@KeycloakTest
class CrossOriginIT {

    @Test
    void originOfTheClientMayRead(TestRealm realm) {
        Http.withBearer(realm.login("alice"))
                .header("Origin", "https://app.example.com")
                .get(realm.apiTokens())
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo("https://app.example.com"))
                .header("Access-Control-Allow-Credentials", equalTo("true"));
    }

    @Test
    void originOfTheClientMayReadRejections(TestRealm realm) {
        Http.withBearer(realm.login("alice"))
                .header("Origin", "https://app.example.com")
                .get(realm.apiTokens() + "/0")
                .then()
                .statusCode(404)
                .header("Access-Control-Allow-Origin", equalTo("https://app.example.com"));
    }

    @Test
    void otherOriginMayNot(TestRealm realm) {
        Http.withBearer(realm.login("alice"))
                .header("Origin", "https://evil.example.com")
                .get(realm.apiTokens())
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void preflightIsAnswered(TestRealm realm) {
        for (String path : List.of("", "/", "/policy", "/0")) {
            Http.request()
                    .header("Origin", "https://app.example.com")
                    .header("Access-Control-Request-Method", "POST")
                    .options(realm.apiTokens() + path)
                    .then()
                    .statusCode(200)
                    .header("Access-Control-Allow-Origin", equalTo("https://app.example.com"));
        }
    }
}
