package io.mycli.keycloak.apitoken.tests.server.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing a client can send is the server's fault. */
@KeycloakTest
class StrangeRequestsIT {

    @OneRealm
    @ParameterizedTest
    @CsvSource({
        "PUT,''",
        "PATCH,''",
        "DELETE,''",
        "POST,/self",
        "PUT,/self",
        "POST,/policy",
        "DELETE,/policy",
        "POST,/00000000-0000-0000-0000-000000000000",
        "GET,/self/self",
        "GET,/policy/x",
        "GET,//",
        "GET,/%2e%2e/%2e%2e",
        "GET,?first=%00&max=-1",
        "GET,/self?%00",
        "TRACE,''",
        "FOO,''"
    })
    void getAnswerThatIsNoServerError(String method, String path, TestRealm realm) {
        Response withJwt = Http.withBearer(realm.login("alice")).request(method, realm.apiTokens() + path);
        Response withToken =
                Http.withBearer(realm.createAnotherToken().secret()).request(method, realm.apiTokens() + path);
        Response withNothing = Http.request().request(method, realm.apiTokens() + path);

        assertThat(withJwt.statusCode()).isBetween(200, 499);
        assertThat(withToken.statusCode()).isBetween(200, 499);
        assertThat(withNothing.statusCode()).isBetween(400, 499);
    }
}
