package io.mycli.keycloak.apitoken.tests.server.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An administrator's restriction of the token client stays: only the act of enabling API tokens creates one. */
@ContractTest
class MissingTokenClientIT {

    @Nested
    class RenamedWhileTokensExist {

        private TestRealm.Token token;

        @BeforeEach
        void restrictAndRename(TestRealm realm) {
            token = realm.createToken();
            realm.updateClient("api-tokens", Map.of("fullScopeAllowed", false));
            realm.assertActive(realm.introspect(token.secret()));
            realm.updateClient("api-tokens", Map.of("clientId", "renamed"));
            realm.assertRejected(realm.introspect(token.secret()));
        }

        @Test
        void isNotCreatedByUsersCreation(TestRealm realm) {
            rejected(realm.create(realm.login("alice"), """
                    {"name":"x"}"""));

            assertStillMissing(realm);
            assertThat(realm.events("UPDATE_CREDENTIAL_ERROR").get(0)).containsEntry("error", "forbidden");
            assertThat(log(realm, "No API token is created or rotated"))
                    .singleElement()
                    .asString()
                    .contains("ERROR", "its client api-tokens is missing");
        }

        @Test
        void isNotCreatedByRotation(TestRealm realm) {
            rejected(realm.rotate(token, "{}"));

            assertStillMissing(realm);
        }

        @Test
        void isNotCreatedByUnrelatedUpdateOfTheRealm(TestRealm realm) {
            realm.update(Map.of("displayName", "Example"));

            assertStillMissing(realm);
            assertThat(log(realm, "All API tokens of realm"))
                    .singleElement()
                    .asString()
                    .contains("WARN", "its client api-tokens is missing. Rename it back");
        }

        @Test
        void isNotCreatedByAttributesOffAndOn(TestRealm realm) {
            realm.setAttribute("api-tokens.enabled", "false");
            realm.setAttribute("api-tokens.enabled", "true");

            assertStillMissing(realm);
        }

        @Test
        void isNotCreatedBySavedPolicyThatChangesTheLimit(TestRealm realm) {
            putPolicy(realm, """
                    {"enabled":true,"maxPerUser":5}""");

            assertStillMissing(realm);
        }

        @Test
        void isNotCreatedWhileOnlyRevokedTokensExist(TestRealm realm) {
            realm.revoke(token);

            realm.update(Map.of("displayName", "Example"));

            assertStillMissing(realm);
        }

        @Test
        void isCreatedByPolicyThatEnablesTokensAgain(TestRealm realm) {
            putPolicy(realm, """
                    {"enabled":false}""");
            assertStillMissing(realm);

            putPolicy(realm, """
                    {"enabled":true}""");

            assertThat(realm.clientUuid("api-tokens")).isNotNull();
            realm.assertActive(realm.introspect(token.secret()));
        }

        @Test
        void keepsItsRestrictionWhenRenamedBack(TestRealm realm) {
            rejected(realm.create(realm.login("alice"), """
                    {"name":"x"}"""));

            realm.updateClient("renamed", Map.of("clientId", "api-tokens"));

            Response answer = realm.introspect(token.secret());
            realm.assertActive(answer);
            assertThat(answer.<Object>path("realm_access")).isNull();
        }

        private void assertStillMissing(TestRealm realm) {
            assertThat(realm.clientUuid("api-tokens")).isNull();
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    @Nested
    class DeletedWithItsTokens {

        @BeforeEach
        void delete(TestRealm realm) {
            realm.createToken();
            Admin.delete(realm.adminPath("/clients/" + realm.clientUuid("api-tokens")));
        }

        @Test
        void isNotCreatedByUsersCreation(TestRealm realm) {
            rejected(realm.create(realm.login("alice"), """
                    {"name":"x"}"""));

            assertThat(realm.clientUuid("api-tokens")).isNull();
        }

        @Test
        void isCreatedByUpdateOfTheRealm(TestRealm realm) {
            realm.update(Map.of("displayName", "Example"));

            realm.assertActive(realm.introspect(realm.createToken().secret()));
        }

        @Test
        void isCreatedBySavedPolicy(TestRealm realm) {
            putPolicy(realm, """
                    {"enabled":true,"maxPerUser":5}""");

            realm.assertActive(realm.introspect(realm.createToken().secret()));
        }

        @Test
        void isNotCreatedWhereTokensAreDisabled(TestRealm realm) {
            putPolicy(realm, """
                    {"enabled":false}""");
            realm.update(Map.of("displayName", "Example"));

            assertThat(realm.clientUuid("api-tokens")).isNull();
        }
    }

    private static void rejected(Response response) {
        response.then()
                .statusCode(403)
                .body("error", equalTo("FORBIDDEN"))
                .body("error_description", equalTo("The realm's client api-tokens is missing. Tell an administrator."));
    }

    private static void putPolicy(TestRealm realm, String body) {
        Admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .put("/admin/realms" + realm.adminPath("/api-tokens/policy"))
                .then()
                .statusCode(200);
    }

    private static List<String> log(TestRealm realm, String text) {
        return KeycloakServer.get()
                .log()
                .lines()
                .filter(line -> line.contains(text) && line.contains(realm.name()))
                .toList();
    }
}
