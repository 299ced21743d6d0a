package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Claims;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The check whether a resource server accepts a token. */
@KeycloakTest
class AcceptanceIT {

    private static final String SERVER = "catalog-server";

    @Test
    void answerIsThatOfIntrospection(TestRealm realm) {
        Roles.of(realm).realmRole("builder").giveTo("alice", "builder");
        TestRealm.Token token = realm.createToken();

        Response checked = check(realm, token.secret(), SERVER);

        checked.then()
                .statusCode(200)
                .body("active", equalTo(true))
                .body("code", nullValue())
                .body("reason", nullValue())
                .body("claims.realm_access.roles", hasItem("builder"));
        assertThat(Claims.computedAnew(realm, KeycloakServer.get(), token))
                .isEqualTo(Claims.introspected(realm, KeycloakServer.get(), token));
    }

    @Test
    void checkIsNoUseAndNoEvent(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        check(realm, token.secret(), SERVER);
        check(realm, Secrets.unknown(), SERVER);

        assertThat(realm.events("INTROSPECT_TOKEN")).isEmpty();
        assertThat(realm.events("INTROSPECT_TOKEN_ERROR")).isEmpty();
        // The next use is written together with the one before it.
        TestRealm.Token used = realm.createNamed("alice", "used");
        realm.assertActive(realm.introspect(used.secret()));
        Await.until("the use is written", () -> Inventory.get(realm, used.id()).path("lastUsedAt") != null);
        Inventory.get(realm, token.id()).then().body("lastUsedAt", nullValue());
    }

    @Test
    void reasonOfRejectionIsTold(TestRealm realm) {
        TestRealm.Token revoked = realm.createToken();
        realm.revoke(revoked);

        rejected(realm, revoked.secret(), SERVER, "revoked", "API token is revoked");
        rejected(realm, Secrets.unknown(), SERVER, "unknown", "API token is unknown in this realm");
        rejected(realm, "ey.J.w", SERVER, "malformed", "API token is malformed or its checksum is wrong");
    }

    @Test
    void clientIdThatNoClientCanHave(TestRealm realm) {
        check(realm, realm.createToken().secret(), "a\0b")
                .then()
                .statusCode(400)
                .body("error", equalTo("INVALID_REQUEST"))
                .body("field", equalTo("clientId"));
    }

    @Test
    void serverOutsideTheAudienceIsTold(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Admin.request()
                .contentType(ContentType.JSON)
                .body(Map.of("clientId", "other-server", "secret", "secret"))
                .post("/admin/realms" + realm.adminPath("/clients"))
                .then()
                .statusCode(201);

        rejected(
                realm,
                token.secret(),
                "other-server",
                "not_in_audience",
                "Client is not in the audience of the API token");
    }

    @Test
    void clientThatCannotIntrospectIsTold(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        rejected(realm, token.secret(), "my-cli", "cannot_introspect", "Keycloak lets it introspect nothing");
        realm.updateClient(SERVER, Map.of("enabled", false));
        rejected(realm, token.secret(), SERVER, "cannot_introspect", "Keycloak lets it introspect nothing");
    }

    @Test
    void unknownClientAndMissingSecretAreInvalid(TestRealm realm) {
        check(realm, Secrets.unknown(), "nobody").then().statusCode(400).body("field", equalTo("clientId"));
        check(realm, " ", SERVER).then().statusCode(400).body("field", equalTo("secret"));
    }

    @Test
    void onlyWhoMayViewClientAndOwnerLearnsAnything(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        RealmAdmin.grant(realm, "bob", "view-users");
        as(realm, "bob", token.secret(), SERVER).then().statusCode(403);
        as(realm, "bob", token.secret(), "nobody").then().statusCode(403);

        RealmAdmin.grant(realm, "bob", "view-clients");
        as(realm, "bob", token.secret(), SERVER).then().statusCode(200);

        RealmAdmin.grant(realm, "alice", "view-clients", "query-users");
        TestRealm.Token ofBob = realm.createNamed("bob", "of bob");
        as(realm, "alice", ofBob.secret(), SERVER).then().statusCode(403);
        realm.revoke("bob", ofBob);
        as(realm, "alice", ofBob.secret(), SERVER).then().statusCode(403);
    }

    private static void rejected(TestRealm realm, String secret, String server, String code, String reason) {
        check(realm, secret, server)
                .then()
                .statusCode(200)
                .body("active", equalTo(false))
                .body("code", equalTo(code))
                .body("reason", containsString(reason))
                .body("claims", nullValue());
    }

    private static Response check(TestRealm realm, String secret, String server) {
        return post(realm, Admin.request(), secret, server);
    }

    private static Response as(TestRealm realm, String administrator, String secret, String server) {
        return post(realm, RealmAdmin.as(realm, administrator), secret, server);
    }

    private static Response post(TestRealm realm, RequestSpecification request, String secret, String server) {
        return request.contentType(ContentType.JSON)
                .body(Map.of("secret", secret, "clientId", server))
                .post("/admin/realms" + realm.adminPath("/api-tokens/acceptance"));
    }
}
