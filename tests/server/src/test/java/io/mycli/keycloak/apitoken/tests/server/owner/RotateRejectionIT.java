package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason why a token is not rotated. */
@KeycloakTest
class RotateRejectionIT {

    @Test
    void forTokenThatHasExpired(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "EXPIRES_AT", 1);

        realm.rotate(token, "{}").then().statusCode(409).body("error", equalTo("ROTATION_CONFLICT"));
    }

    @Test
    void forTokenThatIsRevokedUnknownOrSomebodyElses(TestRealm realm) {
        TestRealm.Token revoked = realm.createToken();
        realm.revoke(revoked);
        TestRealm.Token bobs = realm.createNamed("bob", "bobs");
        TestRealm.Token unknown = new TestRealm.Token("00000000-0000-0000-0000-000000000000", "");
        TestRealm.Token odd = new TestRealm.Token("nobodys", "");

        for (TestRealm.Token token : List.of(revoked, bobs, unknown, odd)) {
            realm.rotate(token, "{}").then().statusCode(404).body("error", equalTo("TOKEN_NOT_FOUND"));
        }
        realm.assertActive(realm.introspect(bobs.secret()));
    }

    @Test
    void toApiTokens(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        realm.rotate(token.secret(), token, "{}").then().statusCode(403).body("error", equalTo("JWT_REQUIRED"));

        realm.assertActive(realm.introspect(token.secret()));
    }

    @Test
    void toWhomMayOnlyRead(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String account = realm.clientUuid("account");
        String alice = realm.adminPath("/users/" + realm.userId("alice"));
        Admin.delete(
                alice + "/role-mappings/realm",
                List.of(realm.admin("/roles/default-roles-" + realm.name())
                        .jsonPath()
                        .getMap("$")));
        Admin.post(
                alice + "/role-mappings/clients/" + account,
                List.of(realm.admin("/clients/" + account + "/roles/view-profile")
                        .jsonPath()
                        .getMap("$")));

        realm.rotate(token, "{}").then().statusCode(403).body("error", equalTo("FORBIDDEN"));
    }

    @Test
    void afterOldLoginWhereRecentOneIsRequired(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.setAttribute("api-tokens.recent-login-seconds", "1");
        String jwt = realm.login("alice");

        Await.until(
                "the login is no longer recent",
                () -> realm.rotate(jwt, token, "[]").statusCode() == 403);

        realm.rotate(jwt, token, "{}").then().statusCode(403).body("error", equalTo("RECENT_LOGIN_REQUIRED"));
        assertThat(realm.events("UPDATE_CREDENTIAL_ERROR")).extracting("error").contains("recent_login_required");
    }

    @Test
    void forProfileThatLeftTheList(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"x","profile":"team-a"}""");
        realm.setAttribute("api-tokens.profiles", "team-b");

        realm.rotate(token, "{}")
                .then()
                .statusCode(400)
                .body("error", equalTo("INVALID_PROFILE"))
                .body("field", nullValue());
    }

    @Test
    void forScopeThatLeftTheList(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"x","scope":"phone address"}""");
        realm.setAttribute("api-tokens.scopes", "address");

        realm.rotate(token, "{}")
                .then()
                .statusCode(400)
                .body("error", equalTo("INVALID_SCOPE"))
                .body("field", nullValue());

        realm.setAttribute("api-tokens.scopes", "address phone");
        realm.rotate(token, "{}").then().statusCode(200);
    }

    @Test
    void underRulesThatCannotBeRead(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.setAttribute("api-tokens.max-lifetime", "thirty days");

        realm.rotate(token, "{}").then().statusCode(403).body("error", equalTo("FORBIDDEN"));
    }

    @OneRealm
    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null"})
    void bodyThatIsNone(String body, TestRealm realm) {
        rejects(realm, body, null);
    }

    @OneRealm
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "overlap | {\"overlap\":\"0\",\"overlap\":\"1h\"}",
                "overlap | {\"overlap\":1}",
                "overlap | {\"overlap\":\"8d\"}",
                "name    | {\"name\":\"x\"}"
            })
    void wrongMembers(String field, String body, TestRealm realm) {
        rejects(realm, body, field);
    }

    private static void rejects(TestRealm realm, String body, String field) {
        realm.rotate(realm.createAnotherToken(), body)
                .then()
                .statusCode(400)
                .body("error", equalTo("INVALID_REQUEST"))
                .body("field", equalTo(field));
    }
}
