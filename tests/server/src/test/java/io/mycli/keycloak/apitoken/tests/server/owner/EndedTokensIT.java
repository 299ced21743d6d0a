package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What owners and administrators learn of a token that ended: when, and why. */
@ContractTest
class EndedTokensIT {

    @Test
    void ownerRevokedIt(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.revoke(token);

        assertThat(reasons(realm, token)).containsExactly("owner", "owner");
    }

    @Test
    void itRevokedItself(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Http.withBearer(token.secret())
                .delete(realm.apiTokens() + "/self")
                .then()
                .statusCode(204);

        assertThat(reasons(realm, token)).containsExactly("token", "token");
    }

    /** Neither of the two secrets is valid any more. */
    @Test
    void overlapEndsWithTheToken(TestRealm realm) {
        TestRealm.Token token = realm.rotated(realm.createToken(), """
                {"overlap":"7d"}""");
        realm.revoke(token);

        Http.withBearer(realm.login("alice"))
                .get(realm.apiTokens() + "/ended")
                .then()
                .body("[0].id", equalTo(token.id()))
                .body("[0].previousValidUntil", nullValue());
        Admin.get(realm.adminPath("/api-tokens/" + token.id())).then().body("previousValidUntil", nullValue());
    }

    @Test
    void administratorRevokedIt(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Admin.request()
                .delete("/admin/realms" + realm.adminPath("/api-tokens/" + token.id()))
                .then()
                .statusCode(204);

        assertThat(reasons(realm, token)).containsExactly("administrator", "administrator");
    }

    @Test
    void administratorRevokedItWithOthers(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        post(realm, "/revoke", """
                {"everything":true}""").then().statusCode(200);

        assertThat(reasons(realm, token)).containsExactly("administrator", "administrator");
    }

    @Test
    void administratorRevokedItAsLeaked(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Admin.request()
                .delete("/admin/realms" + realm.adminPath("/api-tokens/" + token.id() + "?reason=leaked"))
                .then()
                .statusCode(204);

        assertThat(reasons(realm, token)).containsExactly("leaked", "leaked");
    }

    @Test
    void somebodyReportedItsSecret(TestRealm realm) {
        realm.setAttribute("api-tokens.leak-reports", "true");
        TestRealm.Token token = realm.createToken();
        Http.request()
                .contentType(ContentType.JSON)
                .body(Map.of("tokens", List.of(token.secret())))
                .post(realm.apiTokens() + "/leaked")
                .then()
                .statusCode(204);

        assertThat(reasons(realm, token)).containsExactly("leaked", "leaked");
    }

    @Test
    void notBeforeEndedItAtOnce(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        KeycloakServer.get().database().whileHeld(token.id(), () -> {
            setNotBefore(realm);

            assertThat(reasons(realm, token)).containsExactly("not_before", "not_before");
        });
    }

    @Test
    void itExpired(TestRealm realm) {
        TestRealm.Token token = realm.createToken("alice", """
                {"name":"ci","expiresIn":"1h"}""");
        realm.table().age(token, "EXPIRES_AT", 60);
        String expiresAt = ended(realm, "alice").path("[0].expiresAt");

        assertThat(reasons(realm, token)).containsExactly("expired", null);
        ended(realm, "alice").then().body("endedAt", contains(expiresAt));

        realm.revoke(token);

        assertThat(reasons(realm, token)).as("after it had expired").containsExactly("expired", "owner");
        ended(realm, "alice").then().body("endedAt", contains(expiresAt));
    }

    /** As after an upgrade: releases before this one kept no reason. */
    @Test
    void nobodyKnowsWhy(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.revoke(token);
        KeycloakServer.get()
                .database()
                .update("update MYC_API_TOKEN set REVOCATION_REASON = null where ID = '" + token.id() + "'");

        assertThat(reasons(realm, token)).containsExactly(null, null);
    }

    @Test
    void lastToEndIsFirst(TestRealm realm) {
        TestRealm.Token first = realm.createNamed("alice", "first");
        TestRealm.Token second = realm.createNamed("alice", "second");
        realm.createNamed("alice", "live");
        realm.revoke(first);
        realm.revoke(second);
        realm.table().age(first, "REVOKED_AT", 60);

        ended(realm, "alice").then().body("id", contains(second.id(), first.id()));
    }

    @Test
    void notBeforeIsInItsPlaceAtOnce(TestRealm realm) {
        TestRealm.Token earlier = realm.createNamed("alice", "earlier");
        TestRealm.Token last = realm.createNamed("alice", "last");
        realm.revoke(earlier);
        realm.table().age(earlier, "REVOKED_AT", 60);

        KeycloakServer.get().database().whileHeld(last.id(), () -> {
            setNotBefore(realm);

            ended(realm, "alice").then().body("id", contains(last.id(), earlier.id()));
        });
    }

    /** After a leak, an owner wants to know which resource servers used the token. */
    @Test
    void oneHasItsLastUses(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.assertActive(realm.introspect(token.secret()));
        Await.until(
                "the use is written",
                () -> !endedOrLive(realm, "", token)
                        .jsonPath()
                        .getList("lastUses")
                        .isEmpty());
        endedOrLive(realm, "/ended", token).then().statusCode(404);
        realm.revoke(token);

        endedOrLive(realm, "", token).then().statusCode(404);
        endedOrLive(realm, "/ended", token)
                .then()
                .statusCode(200)
                .body("id", equalTo(token.id()))
                .body("endReason", equalTo("owner"))
                .body("lastUses.clientId", contains("catalog-server"));
    }

    @Test
    void nobodySeesOthers(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        realm.revoke(token);
        String one = realm.apiTokens() + "/ended/" + token.id();

        ended(realm, "bob").then().statusCode(200).body("size()", equalTo(0));
        Http.withBearer(realm.login("bob")).get(one).then().statusCode(404);
        Http.request().get(realm.apiTokens() + "/ended").then().statusCode(401);
        Http.request().get(one).then().statusCode(401);
    }

    /** Returns what the owner sees, and what an administrator sees. */
    private static List<String> reasons(TestRealm realm, TestRealm.Token token) {
        Response owners = ended(realm, "alice");
        owners.then().statusCode(200).body("id", contains(token.id()));
        Response administrators = Admin.get(realm.adminPath("/api-tokens/" + token.id()));
        return Arrays.asList(owners.path("[0].endReason"), administrators.path("revocationReason"));
    }

    private static void setNotBefore(TestRealm realm) {
        Admin.put(realm.adminPath("/api-tokens/not-before"), """
                {"notBefore":"now"}""");
    }

    private static Response ended(TestRealm realm, String owner) {
        return Http.withBearer(realm.login(owner)).get(realm.apiTokens() + "/ended");
    }

    private static Response endedOrLive(TestRealm realm, String list, TestRealm.Token token) {
        return Http.withBearer(realm.login("alice")).get(realm.apiTokens() + list + "/" + token.id());
    }

    private static Response post(TestRealm realm, String path, String body) {
        return Admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/admin/realms" + realm.adminPath("/api-tokens" + path));
    }
}
