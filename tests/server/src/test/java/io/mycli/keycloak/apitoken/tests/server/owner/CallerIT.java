package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may manage tokens, and what everybody else is told. */
@KeycloakTest
class CallerIT {

    private static final String BODY = """
            {"name":"a"}""";

    @Test
    void lightweightAccessTokenWillDo(TestRealm realm) {
        realm.updateClient(
                "my-cli", Map.of("attributes", Map.of("client.use.lightweight.access.token.enabled", "true")));

        realm.create(realm.login("alice"), BODY).then().statusCode(201);
    }

    /** Its token has manage-account, and not view-profile. */
    @Test
    void accountConsoleMayCreateAndRead(TestRealm realm) {
        String jwt = BrowserLogin.atAccountConsole(realm, "alice");

        realm.create(jwt, BODY).then().statusCode(201);
        Http.withBearer(jwt).get(realm.apiTokens()).then().statusCode(200);
    }

    @Test
    void viewProfileMayReadButNotWrite(TestRealm realm) {
        dropDefaultRoles(realm);
        String account = realm.clientUuid("account");
        Object role = realm.admin("/clients/" + account + "/roles/view-profile")
                .jsonPath()
                .getMap("$");
        Admin.post(
                realm.adminPath("/users/" + realm.userId("alice") + "/role-mappings/clients/" + account),
                List.of(role));
        String jwt = realm.login("alice");

        Http.withBearer(jwt).get(realm.apiTokens()).then().statusCode(200);
        rejected(realm.create(jwt, BODY), 403, "FORBIDDEN");
    }

    @Nested
    class Unauthorized {

        @Test
        void withoutBearer(TestRealm realm) {
            unauthorized(Http.request().get(realm.apiTokens()));
            unauthorized(Http.request().contentType(ContentType.JSON).body(BODY).post(realm.apiTokens()));
            unauthorized(Http.request().get(realm.apiTokens() + "/policy"));
            unauthorized(Http.request().delete(realm.apiTokens() + "/0"));
        }

        @OneRealm
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Bearer",
                    "Bearer ",
                    "Bearer garbage",
                    "Bearer a b",
                    "Bearer a.b.c",
                    "Bearer e30.e30.e30",
                    "Bearer eyJhbGciOiJub25lIn0.e30.",
                    "Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA",
                    "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.eyJpc3MiOiJ4In0.AAAA",
                    "Basic YWxpY2U6YWxpY2U=",
                    "DPoP e30.e30.e30",
                    "nonsense"
                })
        void withGarbage(String authorization, TestRealm realm) {
            unauthorized(Http.request().header("Authorization", authorization).get(realm.apiTokens()));
        }

        @Test
        void withTwoBearers(TestRealm realm) {
            String jwt = realm.login("alice");

            unauthorized(Http.withBearer(jwt)
                    .header("Authorization", "Bearer " + jwt)
                    .get(realm.apiTokens()));
        }

        @Test
        void withJwtOfAnotherRealm(TestRealm realm) {
            TestRealm other = TestRealm.create();
            try {
                unauthorized(Http.withBearer(other.login("alice")).get(realm.apiTokens()));
            } finally {
                other.discard();
            }
        }

        @Test
        void withTamperedJwt(TestRealm realm) {
            String jwt = realm.login("alice");
            String[] parts = jwt.split("\\.", -1);

            unauthorized(Http.withBearer(parts[0] + "." + parts[1] + ".AAAA").get(realm.apiTokens()));
        }

        @Test
        void afterLogout(TestRealm realm) {
            String jwt = realm.login("alice");
            Admin.post(realm.adminPath("/users/" + realm.userId("alice") + "/logout"), "{}");

            unauthorized(Http.withBearer(jwt).get(realm.apiTokens()));
        }

        @Test
        void withJwtOfDisabledUser(TestRealm realm) {
            String jwt = realm.login("alice");
            Admin.put(realm.adminPath("/users/" + realm.userId("alice")), Map.of("enabled", false));

            unauthorized(Http.withBearer(jwt).get(realm.apiTokens()));
        }

        private static void unauthorized(Response response) {
            rejected(response, 401, "UNAUTHORIZED").then().header("WWW-Authenticate", equalTo("Bearer"));
        }
    }

    @Nested
    class Forbidden {

        @Test
        void apiTokenWhereverItIsSent(TestRealm realm) {
            String secret = realm.createToken().secret();

            rejected(realm.create(secret, BODY), 403, "JWT_REQUIRED");
            rejected(Http.withBearer(secret).get(realm.apiTokens()), 403, "JWT_REQUIRED");
            rejected(Http.withBearer(secret).get(realm.apiTokens() + "/policy"), 403, "JWT_REQUIRED");
            rejected(Http.withBearer(secret).delete(realm.apiTokens() + "/0"), 403, "JWT_REQUIRED");
        }

        @Test
        void apiTokenThatIsNone(TestRealm realm) {
            rejected(Http.withBearer(Secrets.unknown()).get(realm.apiTokens()), 403, "JWT_REQUIRED");
            rejected(Http.withBearer("myc_0").get(realm.apiTokens()), 403, "JWT_REQUIRED");
        }

        @Test
        void jwtOfClientOffTheList(TestRealm realm) {
            rejected(realm.create(realm.login("other-app", "alice", "openid"), BODY), 403, "CLIENT_NOT_ALLOWED");
        }

        /** With refresh tokens it has a stored session, as a person's login has. */
        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void jwtOfServiceAccount(boolean withSession, TestRealm realm) {
            realm.updateClient(
                    "catalog-server",
                    Map.of(
                            "serviceAccountsEnabled",
                            true,
                            "attributes",
                            Map.of("client_credentials.use_refresh_token", Boolean.toString(withSession))));
            realm.setAttribute("api-tokens.clients", "catalog-server");
            String jwt = Http.request()
                    .auth()
                    .preemptive()
                    .basic("catalog-server", TestRealm.SERVER_SECRET)
                    .formParam("grant_type", "client_credentials")
                    .post("/realms/" + realm.name() + "/protocol/openid-connect/token")
                    .path("access_token");

            rejected(realm.create(jwt, BODY), 403, "SESSION_NOT_ALLOWED");
        }

        @Test
        void jwtOfImpersonatedSession(TestRealm realm) {
            Map<String, String> cookies = Admin.request()
                    .post("/admin/realms" + realm.adminPath("/users/" + realm.userId("alice") + "/impersonation"))
                    .cookies();
            String jwt = BrowserLogin.withCookies(realm, cookies);
            assertThat(Jwt.claims(jwt)).containsEntry("sub", realm.userId("alice"));

            rejected(realm.create(jwt, BODY), 403, "SESSION_NOT_ALLOWED");
        }

        @Test
        void jwtOfOfflineSession(TestRealm realm) {
            String refreshToken = realm.tokenResponse("my-cli", "alice", "openid offline_access")
                    .path("refresh_token");
            // Ended one by one: "sign out everywhere" would also end what was issued in an earlier second.
            Admin.get(realm.adminPath("/users/" + realm.userId("alice") + "/sessions"))
                    .jsonPath()
                    .getList("id", String.class)
                    .forEach(id -> Admin.delete(realm.adminPath("/sessions/" + id)));
            Response refreshed = Http.request()
                    .formParam("grant_type", "refresh_token")
                    .formParam("client_id", "my-cli")
                    .formParam("refresh_token", refreshToken)
                    .post("/realms/" + realm.name() + "/protocol/openid-connect/token");
            assertThat(refreshed.statusCode()).as(refreshed.asString()).isEqualTo(200);

            rejected(realm.create(refreshed.path("access_token"), BODY), 403, "SESSION_NOT_ALLOWED");
        }

        @Test
        void oldLoginWhereRecentOneIsRequired(TestRealm realm) {
            realm.setAttribute("api-tokens.recent-login-seconds", "1");
            String jwt = realm.login("alice");

            Await.until(
                    "the login is no longer recent",
                    () -> realm.create(jwt, "{}").statusCode() == 403);

            Response refused = rejected(realm.create(jwt, BODY), 403, "RECENT_LOGIN_REQUIRED");
            assertThat(refused.header("WWW-Authenticate"))
                    .isEqualTo("Bearer error=\"insufficient_user_authentication\", max_age=\"1\"");
            assertThat(realm.events("UPDATE_CREDENTIAL_ERROR").get(0))
                    .extracting("error", "clientId", "userId")
                    .containsExactly("recent_login_required", "my-cli", realm.userId("alice"));
            Await.until(
                    "a login is recent",
                    () -> realm.create(realm.login("alice"), BODY).statusCode() == 201);
        }

        @Test
        void userWithoutAccountRoles(TestRealm realm) {
            dropDefaultRoles(realm);
            String jwt = realm.login("alice");

            rejected(Http.withBearer(jwt).get(realm.apiTokens()), 403, "FORBIDDEN");
            rejected(realm.create(jwt, BODY), 403, "FORBIDDEN");
        }

        @Test
        void jwtWithoutAudienceAccount(TestRealm realm) {
            realm.updateClient("my-cli", Map.of("fullScopeAllowed", false));

            rejected(realm.create(realm.login("alice"), BODY), 403, "FORBIDDEN");
        }

        @Test
        void plainHttpWhereHttpsIsRequired(TestRealm realm) {
            String jwt = realm.login("alice");
            realm.update(Map.of("sslRequired", "all"));

            rejected(realm.create(jwt, BODY), 403, "FORBIDDEN");
        }
    }

    private static void dropDefaultRoles(TestRealm realm) {
        Object role =
                realm.admin("/roles/default-roles-" + realm.name()).jsonPath().getMap("$");
        Admin.delete(realm.adminPath("/users/" + realm.userId("alice") + "/role-mappings/realm"), List.of(role));
    }

    private static Response rejected(Response response, int status, String code) {
        response.then().statusCode(status).body("error", equalTo(code));
        assertThat(response.<String>path("error_description")).isNotBlank();
        return response;
    }
}
