package io.mycli.keycloak.apitoken.tests.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A realm that names our account theme on a server without the theme's JAR, as these tests have. */
@KeycloakTest
@ContractTest
class ThemeTakenOutIT {

    @Test
    void accountConsoleIsKeycloaksOwnAndTokensWork(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.update(Map.of("accountTheme", "api-tokens"));

        Http.request()
                .get("/realms/" + realm.name() + "/account/")
                .then()
                .statusCode(200)
                .body(containsString("/account/keycloak.v3"));

        assertThat(KeycloakServer.get().log()).contains("Failed to find ACCOUNT theme api-tokens");
        realm.assertActive(realm.introspect(token.secret()));
        realm.admin("").then().body("accountTheme", equalTo("api-tokens"));
    }

    @Test
    void administratorsPageSaysWhatIsMissing(TestRealm realm) {
        Http.request()
                .get("/realms/" + realm.name() + "/api-tokens-admin/")
                .then()
                .statusCode(404)
                .body(containsString("requires the theme's JAR"));
    }
}
