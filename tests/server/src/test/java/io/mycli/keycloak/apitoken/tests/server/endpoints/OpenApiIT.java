package io.mycli.keycloak.apitoken.tests.server.endpoints;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The OpenAPI description, as both APIs serve it. */
@KeycloakTest
class OpenApiIT {

    private static final String FILE = "/openapi.yaml";

    @Test
    void serveToOwner(TestRealm realm) throws IOException {
        Response answer = Http.withBearer(realm.login("alice"))
                .header("Origin", "https://app.example.com")
                .get(realm.apiTokens() + FILE);

        requireFile(answer);
        answer.then().header("Access-Control-Allow-Origin", equalTo("https://app.example.com"));
    }

    @Test
    void serveToAdministrator(TestRealm realm) throws IOException {
        RealmAdmin.grant(realm, "bob", "view-users");

        requireFile(RealmAdmin.as(realm, "bob").get(adminUrl(realm)));
    }

    @Test
    void rejectStrangers(TestRealm realm) {
        requireError(Http.request().get(realm.apiTokens() + FILE), 401, "UNAUTHORIZED");
        assertThat(Http.request().get(adminUrl(realm)).statusCode()).isEqualTo(401);
    }

    @Test
    void rejectApiToken(TestRealm realm) {
        requireError(Http.withBearer(realm.createToken().secret()).get(realm.apiTokens() + FILE), 403, "JWT_REQUIRED");
    }

    @Test
    void rejectUserWithoutAdminRole(TestRealm realm) {
        assertThat(RealmAdmin.as(realm, "alice").get(adminUrl(realm)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void rejectOwnerWhereApiTokensAreDisabled(TestRealm realm) {
        realm.setAttribute("api-tokens.enabled", "false");

        requireError(Http.withBearer(realm.login("alice")).get(realm.apiTokens() + FILE), 404, "API_TOKENS_DISABLED");
    }

    private static String adminUrl(TestRealm realm) {
        return "/admin/realms" + realm.adminPath("/api-tokens" + FILE);
    }

    private static void requireFile(Response answer) throws IOException {
        answer.then().statusCode(200).header("Content-Type", equalTo("application/yaml"));
        try (JarFile jar = new JarFile(System.getProperty("kc.provider.jar"));
                InputStream file = jar.getInputStream(jar.getEntry("META-INF/api-token-openapi.yaml"))) {
            assertThat(answer.asByteArray()).asString(UTF_8).isEqualTo(new String(file.readAllBytes(), UTF_8));
        }
    }

    private static void requireError(Response answer, int status, String code) {
        answer.then().statusCode(status).body("error", equalTo(code));
    }
}
