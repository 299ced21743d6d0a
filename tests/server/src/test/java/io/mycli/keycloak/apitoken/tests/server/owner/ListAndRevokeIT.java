package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ContractTest
class ListAndRevokeIT {

    @Test
    void listIsNewestFirstAndHasNoSecret(TestRealm realm) {
        TestRealm.Token older = realm.createNamed("alice", "older");
        TestRealm.Token newer = realm.createNamed("alice", "newer");
        TestRealm.Token oldest = realm.createNamed("alice", "oldest");
        realm.table().age(older, "CREATED_AT", 60);
        realm.table().age(oldest, "CREATED_AT", 120);

        List<Map<String, Object>> tokens = list(realm, "alice");

        assertThat(tokens).extracting("id").containsExactly(newer.id(), older.id(), oldest.id());
        assertThat(tokens.get(0)).doesNotContainKey("token");
    }

    @Test
    void listShowsExpiredTokens(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.table().age(token, "EXPIRES_AT", 60);

        assertThat(list(realm, "alice")).extracting("id").containsExactly(token.id());
    }

    @Test
    void everybodySeesTheirOwnOnly(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        Http.withBearer(realm.login("bob")).get(realm.apiTokens()).then().body("$", empty());
        assertThat(token.id()).isNotEmpty();
    }

    @Test
    void revokedTokenIsGoneAndLeavesEvent(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        revoke(realm, "alice", token.id(), 204);

        assertThat(list(realm, "alice")).isEmpty();
        Map<String, Object> event = realm.events("REMOVE_CREDENTIAL").get(0);
        assertThat(event)
                .extracting("details.credential_type", "details.token_id", "details.token_name", "userId")
                .containsExactly("api-token", token.id(), "ci-deploy", realm.userId("alice"));
        assertThat(event)
                .extracting("details.credential_id", "details.credential_user_label")
                .containsExactly(token.id(), "ci-deploy");
    }

    @Test
    void revokedTokenGivesItsNameAndItsPlaceFree(TestRealm realm) {
        realm.setAttribute("api-tokens.max-per-user", "1");
        TestRealm.Token token = realm.createToken();

        revoke(realm, "alice", token.id(), 204);

        assertThat(realm.createToken().id()).isNotEqualTo(token.id());
    }

    @Nested
    class TokenNotFound {

        @Test
        void whenItIsSomebodyElses(TestRealm realm) {
            TestRealm.Token token = realm.createToken();

            get(realm, "bob", token.id());
            revoke(realm, "bob", token.id(), 404);
            realm.assertActive(realm.introspect(token.secret()));
        }

        @Test
        void whenItIsOfAnotherRealm(TestRealm realm) {
            TestRealm other = TestRealm.create();
            try {
                TestRealm.Token token = other.createToken();

                get(realm, "alice", token.id());
                revoke(realm, "alice", token.id(), 404);
                other.assertActive(other.introspect(token.secret()));
            } finally {
                other.discard();
            }
        }

        @Test
        void whenItIsRevokedAlready(TestRealm realm) {
            TestRealm.Token token = realm.createToken();
            revoke(realm, "alice", token.id(), 204);

            get(realm, "alice", token.id());
            revoke(realm, "alice", token.id(), 404);
        }

        @OneRealm
        @ParameterizedTest
        @ValueSource(strings = {"0", "%00", "%ff", "..%2f..", "ci-deploy", "'%20or%201=1", "%F0%9F%9A%80"})
        void whenItIsNoId(String id, TestRealm realm) {
            get(realm, "alice", id);
            revoke(realm, "alice", id, 404);
        }

        @Test
        void whenThereIsNone(TestRealm realm) {
            get(realm, "alice", UUID.randomUUID().toString());
        }

        private static void get(TestRealm realm, String username, String id) {
            Http.withBearer(realm.login(username))
                    .get(realm.apiTokens() + "/" + id)
                    .then()
                    .statusCode(404)
                    .body("error", equalTo("TOKEN_NOT_FOUND"));
        }
    }

    private static List<Map<String, Object>> list(TestRealm realm, String username) {
        return Http.withBearer(realm.login(username))
                .get(realm.apiTokens())
                .jsonPath()
                .getList("$");
    }

    private static void revoke(TestRealm realm, String username, String id, int status) {
        Http.withBearer(realm.login(username))
                .delete(realm.apiTokens() + "/" + id)
                .then()
                .statusCode(status);
    }
}
