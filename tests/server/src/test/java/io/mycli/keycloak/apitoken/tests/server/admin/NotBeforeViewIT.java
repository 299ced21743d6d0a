package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** Lists and counts agree as soon as a not-before is set, though the rows follow later: the tests hold them. */
@ContractTest
class NotBeforeViewIT {

    private static final String NOW = """
            {"notBefore":"now"}""";

    @Test
    void administratorsSeeTokensAsRevokedAtOnce(TestRealm realm) {
        TestRealm.Token old = realm.createToken();

        KeycloakServer.get().database().whileHeld(old.id(), () -> {
            notBefore(realm);
            TestRealm.Token later = realm.createNamed("bob", "later");

            assertThat(Inventory.ids(realm, "")).containsExactly(later.id());
            assertThat(Inventory.ids(realm, "?state=live")).containsExactly(later.id());
            assertThat(Inventory.ids(realm, "?state=revoked")).containsExactly(old.id());
            Inventory.get(realm, old.id()).then().body("state", equalTo("revoked"));
            Admin.get(realm.adminPath("/api-tokens/counts"))
                    .then()
                    .body("live", equalTo(1))
                    .body("revoked", equalTo(1));
        });
    }

    @Test
    void expiredTokenIsRevokedToo(TestRealm realm) {
        TestRealm.Token expired = realm.createToken("alice", """
                {"name":"expired","expiresIn":"1h"}""");
        realm.table().age(expired, "EXPIRES_AT", 5);

        KeycloakServer.get().database().whileHeld(expired.id(), () -> {
            notBefore(realm);

            assertThat(Inventory.ids(realm, "?state=expired")).isEmpty();
            assertThat(Inventory.ids(realm, "?state=revoked")).containsExactly(expired.id());
        });
    }

    /** A rotation gives a new secret, but does not change the creation. */
    @Test
    void tokenRotatedSinceIsLive(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        notBefore(realm, """
                {"notBefore":"2026-01-01"}""");
        // In this order: what is old and was never rotated is revoked by the task, which may still run.
        realm.table().age(token, "ROTATED_AT", 5);
        realm.table().age(token, "CREATED_AT", 400L * 86_400);

        assertThat(Inventory.ids(realm, "?state=live")).containsExactly(token.id());
        assertThat(Inventory.ids(realm, "?state=revoked")).isEmpty();
    }

    @Test
    void ownersSeeNoTokenAtOnce(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        String jwt = realm.login("alice");

        KeycloakServer.get().database().whileHeld(token.id(), () -> {
            notBefore(realm);

            get(realm, jwt, "").then().statusCode(200).body("size()", equalTo(0));
            get(realm, jwt, "/" + token.id()).then().statusCode(404);
            get(realm, jwt, "/policy").then().body("used", equalTo(0));
        });
    }

    @Test
    void ownersCanCreateAtOnceUpToTheLimit(TestRealm realm) {
        realm.setAttribute("api-tokens.max-per-user", "1");
        realm.createToken();

        notBefore(realm);

        TestRealm.Token created = realm.createToken();
        realm.assertActive(realm.introspect(created.secret()));
    }

    @Test
    void countOfSecondNotBeforeHasOnlyNewTokens(TestRealm realm) {
        TestRealm.Token old = realm.createToken();

        KeycloakServer.get().database().whileHeld(old.id(), () -> {
            notBefore(realm).then().body("matching", equalTo(1));

            notBefore(realm, """
                    {"notBefore":"now","dryRun":true}""").then().body("matching", equalTo(0));
        });
    }

    @Test
    void progressCountsTheRowsThatHaveToFollow(TestRealm realm) {
        TestRealm.Token old = realm.createToken();
        progress(realm).then().body("notBefore", equalTo(null)).body("remaining", equalTo(0));

        String notBefore = KeycloakServer.get().database().whileHeld(old.id(), () -> {
            String set = notBefore(realm).jsonPath().getString("notBefore");
            realm.createNamed("bob", "later");
            progress(realm).then().body("notBefore", equalTo(set)).body("remaining", equalTo(1));
            return set;
        });

        Await.until("the row follows", () -> progress(realm).jsonPath().getInt("remaining") == 0);
        progress(realm).then().body("notBefore", equalTo(notBefore));
    }

    private static Response progress(TestRealm realm) {
        return Admin.get(realm.adminPath("/api-tokens/not-before"));
    }

    private static Response get(TestRealm realm, String jwt, String path) {
        return Http.withBearer(jwt).get(realm.apiTokens() + path);
    }

    private static Response notBefore(TestRealm realm) {
        return notBefore(realm, NOW);
    }

    private static Response notBefore(TestRealm realm, String body) {
        Response done = Admin.request()
                .contentType("application/json")
                .body(body)
                .put("/admin/realms" + realm.adminPath("/api-tokens/not-before"));
        assertThat(done.statusCode()).as(done.asString()).isEqualTo(200);
        return done;
    }
}
