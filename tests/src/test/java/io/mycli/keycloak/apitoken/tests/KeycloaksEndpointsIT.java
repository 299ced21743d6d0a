package io.mycli.keycloak.apitoken.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Keycloak itself has to offer is not for the holder of an API token, whatever its owner may do there. */
@ContractTest
class KeycloaksEndpointsIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/realms/{realm}/account/",
                "/realms/{realm}/account/credentials",
                "/realms/{realm}/protocol/openid-connect/userinfo",
                "/admin/realms",
                "/admin/realms/{realm}",
                "/admin/realms/{realm}/users",
                "/admin/serverinfo"
            })
    void refuseApiTokenAsBearer(String path, TestRealm realm) {
        assertThat(Http.withBearer(realm.mint().secret())
                        .accept(ContentType.JSON)
                        .get(path.replace("{realm}", realm.name()))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh_token", "authorization_code", "password", "client_credentials"})
    void giveNoJwtForApiToken(String grant, TestRealm realm) {
        String secret = realm.mint().secret();

        assertThat(Http.request()
                        .formParam("grant_type", grant)
                        .formParam("client_id", "my-cli")
                        .formParam("username", "alice")
                        .formParam("password", secret)
                        .formParam("refresh_token", secret)
                        .formParam("code", secret)
                        .formParam("client_secret", secret)
                        .post("/realms/" + realm.name() + "/protocol/openid-connect/token")
                        .statusCode())
                .isIn(400, 401);
    }
}
