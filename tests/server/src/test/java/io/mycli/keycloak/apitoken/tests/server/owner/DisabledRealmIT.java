package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A realm without API tokens says so to its users, and to nobody else. */
@ContractTest
class DisabledRealmIT {

    @Test
    void byDefault() {
        TestRealm realm = TestRealm.imported(Map.of());
        try {
            String jwt = realm.login("alice");
            rejected(realm.create(jwt, """
                    {"name":"a"}"""), 404, "API_TOKENS_DISABLED");
            rejected(Http.withBearer(jwt).get(realm.apiTokens()), 404, "API_TOKENS_DISABLED");
        } finally {
            realm.discard();
        }
    }

    @Test
    void isNotToldToStrangers() {
        TestRealm realm = TestRealm.imported(Map.of());
        try {
            rejected(Http.request().get(realm.apiTokens()), 401, "UNAUTHORIZED");
        } finally {
            realm.discard();
        }
    }

    @Test
    void withTheRealm(TestRealm realm) {
        String jwt = realm.login("alice");
        realm.update(Map.of("enabled", false));

        rejected(realm.create(jwt, """
                {"name":"a"}"""), 404, "API_TOKENS_DISABLED");
    }

    private static void rejected(Response response, int status, String code) {
        response.then().statusCode(status).body("error", equalTo(code));
    }
}
