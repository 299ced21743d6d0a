package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The administrators' filter {@code user}. */
@ContractTest
class UserFilterIT {

    private TestRealm.Token token;

    @BeforeEach
    void createTokens(TestRealm realm) {
        token = realm.createToken();
        realm.createNamed("bob", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "%20alice%09", "alice@example.com", "ALICE", "%20Alice@Example.com"})
    void takesUsernameAndEmail(String user, TestRealm realm) {
        get(realm, "?user=" + user).then().body("id", equalTo(List.of(token.id())));
        get(realm, "/counts?user=" + user).then().body("live", equalTo(1));
    }

    @Test
    void takesId(TestRealm realm) {
        get(realm, "?user=%20" + realm.userId("alice")).then().body("id", equalTo(List.of(token.id())));
    }

    @Test
    void revokesByEmail(TestRealm realm) {
        revoke(realm, " alice@example.com ").then().statusCode(200).body("revoked", equalTo(1));

        realm.assertRejected(realm.introspect(token.secret()));
    }

    @Test
    void unknownUserIsNotFound(TestRealm realm) {
        for (Response answer : List.of(
                get(realm, "?user=nobody"), get(realm, "/counts?user=nobody@example.com"), revoke(realm, "nobody"))) {
            answer.then()
                    .statusCode(404)
                    .body("error", equalTo("USER_NOT_FOUND"))
                    .body("field", equalTo("user"));
        }
    }

    /** Whose tokens they are would be a guess. */
    @Test
    void emailOfSeveralUsersIsNotFound(TestRealm realm) {
        realm.update(Map.of("loginWithEmailAllowed", false, "duplicateEmailsAllowed", true));

        get(realm, "?user=alice@example.com").then().statusCode(404);
    }

    private static Response get(TestRealm realm, String path) {
        return Admin.request().get("/admin/realms" + realm.adminPath("/api-tokens" + path));
    }

    private static Response revoke(TestRealm realm, String user) {
        return Admin.request()
                .contentType(ContentType.JSON)
                .body(Map.of("user", user))
                .post("/admin/realms" + realm.adminPath("/api-tokens/revoke"));
    }
}
