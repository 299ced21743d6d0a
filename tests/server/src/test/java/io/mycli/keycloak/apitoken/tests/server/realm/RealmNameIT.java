package io.mycli.keycloak.apitoken.tests.server.realm;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmTemplate;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs of realms whose names Keycloak takes, and whose characters mean something in a URL. */
@KeycloakTest
class RealmNameIT {

    @ParameterizedTest
    @ValueSource(strings = {"a b ", "\u00fc ", "%2f", "%41", "100%"})
    void locationLeadsToTheToken(String prefix) {
        String name = prefix + UUID.randomUUID();
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        Admin.post("", RealmTemplate.realm(name, Map.of("api-tokens.enabled", "true")));
        try {
            String jwt = login(encoded);

            Response created = Http.withBearer(jwt)
                    .contentType(ContentType.JSON)
                    .body("""
                            {"name":"ci"}""")
                    .post("/realms/" + encoded + "/api-tokens");

            assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
            Secrets.issued(created.path("token"));
            URI location = URI.create(created.header("Location"));
            assertThat(location.getPath()).endsWith("/realms/" + name + "/api-tokens/" + created.path("id"));
            assertThat(Http.withBearer(jwt).get(location).<String>path("id")).isEqualTo(created.path("id"));
            assertThat(Http.request()
                            .get("/realms/" + encoded + "/api-tokens-admin/")
                            .statusCode())
                    .isIn(200, 404);
        } finally {
            Admin.deleteRealm(encoded);
        }
    }

    private static String login(String encodedRealm) {
        return Http.request()
                .formParam("grant_type", "password")
                .formParam("client_id", "my-cli")
                .formParam("username", "alice")
                .formParam("password", "alice")
                .formParam("scope", "openid")
                .post("/realms/" + encodedRealm + "/protocol/openid-connect/token")
                .path("access_token");
    }
}
