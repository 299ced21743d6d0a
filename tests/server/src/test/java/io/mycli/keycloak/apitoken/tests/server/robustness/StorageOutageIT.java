package io.mycli.keycloak.apitoken.tests.server.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.ListedUsers;
import io.mycli.keycloak.apitoken.tests.support.PasswordGrants;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A user storage that fails: nobody hears that a token is inactive, or that they should log in again. */
@ContractTest
class StorageOutageIT {

    private static final String LISTED = "dora";

    private enum Failure {
        AWAY(503, "SERVICE_UNAVAILABLE", "temporarily_unavailable"),
        BROKEN(500, "INTERNAL_ERROR", "server_error");

        private final int status;
        private final String code;
        private final String oauthCode;

        Failure(int status, String code, String oauthCode) {
            this.status = status;
            this.code = code;
            this.oauthCode = oauthCode;
        }
    }

    @ParameterizedTest
    @EnumSource
    void introspectionSaysNothingOfTheToken(Failure failure, TestRealm realm) {
        ListedUsers storage = ListedUsers.in(realm, LISTED);
        TestRealm.Token token = token(realm);

        storage.list(failure.name());

        requireOAuth(failure, realm.introspect(token.secret()));
        assertThat(realm.events("INTROSPECT_TOKEN_ERROR").get(0))
                .extracting("error", "details.reason", "details.token_type")
                .containsExactly(
                        failure.oauthCode, "The server failed, so the token could not be checked", "api-token");
        storage.list(LISTED);
        realm.assertActive(realm.introspect(token.secret()));
    }

    @ParameterizedTest
    @EnumSource
    void exchangeAndDerivedJwtSayNothingOfTheToken(Failure failure, TestRealm realm) {
        ListedUsers storage = ListedUsers.in(realm, LISTED);
        realm.enableExchange("catalog-server");
        TestRealm.Token token = token(realm);
        String derived = realm.exchange("catalog-server", token.secret()).path("access_token");

        storage.list(failure.name());

        requireOAuth(failure, realm.exchange("catalog-server", token.secret()));
        requireOAuth(failure, realm.exchange("catalog-server", derived));
        requireOAuth(failure, realm.introspect(derived));
        assertThat(realm.events("TOKEN_EXCHANGE_ERROR").get(0))
                .extracting("error")
                .isEqualTo(failure.oauthCode);
        storage.list(LISTED);
        assertThat(realm.exchange("catalog-server", derived).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void directGrantIsNoWrongPassword(Failure failure, TestRealm realm) {
        ListedUsers storage = ListedUsers.in(realm, LISTED);
        TestRealm.Token token = token(realm);
        Flows.create(realm, "grant").step("api-token", "ALTERNATIVE").bindTo("directGrantFlow");
        assertThat(PasswordGrants.grant(realm, LISTED, token.secret()).statusCode())
                .isEqualTo(200);

        storage.list(failure.name());

        requireOAuth(failure, PasswordGrants.grant(realm, LISTED, token.secret()));
        assertThat(realm.events("LOGIN_ERROR").get(0)).extracting("error").isEqualTo(failure.oauthCode);
        storage.list(LISTED);
        assertThat(PasswordGrants.grant(realm, LISTED, token.secret()).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void ownersAreNotToldToLogInAgain(Failure failure, TestRealm realm) {
        ListedUsers storage = ListedUsers.in(realm, LISTED);
        TestRealm.Token token = token(realm);
        String jwt = realm.login(LISTED);

        storage.list(failure.name());

        for (Response answer : List.of(
                Http.withBearer(jwt).get(realm.apiTokens()),
                realm.create(jwt, """
                        {"name":"other"}"""),
                Http.withBearer(jwt).delete(realm.apiTokens() + "/" + token.id()),
                Http.withBearer(token.secret()).get(realm.apiTokens() + "/self"),
                Http.withBearer(token.secret()).delete(realm.apiTokens() + "/self"))) {
            require(failure, answer);
        }
        storage.list(LISTED);
        assertThat(Http.withBearer(jwt).get(realm.apiTokens()).jsonPath().getList("id"))
                .containsExactly(token.id());
    }

    /** What Keycloak's verifier cannot read is the caller's fault at any time. */
    @ParameterizedTest
    @EnumSource
    void malformedBearerIsUnauthorizedAllTheSame(Failure failure, TestRealm realm) {
        ListedUsers storage = ListedUsers.in(realm, LISTED);
        String jwt = realm.login(LISTED);
        storage.list(failure.name());

        for (String bearer : List.of("a.b.c", jwt.substring(0, jwt.length() - 8) + "AAAAAAAA", "e30.e30.e30")) {
            Http.withBearer(bearer)
                    .get(realm.apiTokens())
                    .then()
                    .statusCode(401)
                    .body("error", equalTo("UNAUTHORIZED"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void administratorsSeeThatTheServerFailed(Failure failure, TestRealm realm) {
        ListedUsers storage = ListedUsers.in(realm, LISTED);
        token(realm);

        storage.list(failure.name());

        require(failure, Admin.request().get("/admin/realms/" + realm.name() + "/api-tokens"));
        require(
                failure,
                Admin.request()
                        .contentType(ContentType.JSON)
                        .body("""
                                {"user":"nobody"}""")
                        .post("/admin/realms/" + realm.name() + "/api-tokens/revoke"));
    }

    @ParameterizedTest
    @EnumSource
    void revocationNeedsNoStorage(Failure failure, TestRealm realm) {
        realm.setAttribute("api-tokens.leak-reports", "true");
        ListedUsers storage = ListedUsers.in(realm, LISTED);
        TestRealm.Token revoked = token(realm);
        TestRealm.Token leaked = realm.createNamed(LISTED, "leaked");

        storage.list(failure.name());

        Admin.delete(realm.adminPath("/api-tokens/" + revoked.id()));
        Http.request()
                .contentType(ContentType.JSON)
                .body("{\"tokens\":[\"" + leaked.secret() + "\"]}")
                .post(realm.apiTokens() + "/leaked")
                .then()
                .statusCode(204);
        storage.list(LISTED);
        realm.assertRejected(realm.introspect(revoked.secret()));
        realm.assertRejected(realm.introspect(leaked.secret()));
    }

    private static TestRealm.Token token(TestRealm realm) {
        return realm.createNamed(LISTED, "a");
    }

    private static void require(Failure failure, Response answer) {
        answer.then()
                .statusCode(failure.status)
                .header("Retry-After", failure == Failure.AWAY ? equalTo("5") : nullValue())
                .body("error", equalTo(failure.code))
                .body("error_description", notNullValue());
    }

    private static void requireOAuth(Failure failure, Response answer) {
        answer.then()
                .statusCode(failure.status)
                .header("Retry-After", failure == Failure.AWAY ? equalTo("5") : nullValue())
                .body("error", equalTo(failure.oauthCode))
                .body("active", nullValue());
    }
}
