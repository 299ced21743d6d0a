package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Mailbox;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Revocation of single tokens by administrators. */
@KeycloakTest
@ContractTest
@ResourceLock(value = Mailbox.HOURS, mode = ResourceAccessMode.READ)
class AdminRevocationIT {

    @Test
    void endsOneForGood(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        TestRealm.Token kept = realm.createNamed("alice", "kept");
        realm.assertActive(realm.introspect(token.secret()));

        delete(realm, token.id(), "").then().statusCode(204);

        realm.assertRejected(realm.introspect(token.secret()));
        realm.assertActive(realm.introspect(kept.secret()));
        realm.createToken(); // its name and slot are free
        JsonPath event = realm.admin("/admin-events?operationTypes=DELETE&resourcePath=api-tokens/*")
                .jsonPath();
        assertThat(event.getList("$")).hasSize(1);
        assertThat(event.getString("[0].resourcePath")).isEqualTo("api-tokens/" + token.id());
        assertThat(event.getString("[0].representation"))
                .contains("ci-deploy", realm.userId("alice"), token.secret().substring(0, 10));
        assertThat(realm.events("REMOVE_CREDENTIAL"))
                .singleElement()
                .satisfies(ended -> assertThat(ended)
                        .extracting("userId", "details.token_id", "details.credential_type", "details.reason")
                        .containsExactly(realm.userId("alice"), token.id(), "api-token", "administrator"));
    }

    /** Keycloak's listener would write to the mail server while the administrator waits. */
    @Test
    void isNoUserEventThatKeycloakWouldMail(TestRealm realm) {
        realm.update(Map.of("eventsListeners", List.of("jboss-logging", "email")));
        TestRealm.Token token = realm.createToken();

        delete(realm, token.id(), "").then().statusCode(204);

        assertThat(realm.events("REMOVE_CREDENTIAL")).isEmpty();
        realm.assertRejected(realm.introspect(token.secret()));
    }

    @Test
    void endsOneOnce(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        delete(realm, token.id(), "").then().statusCode(204);
        delete(realm, token.id(), "").then().statusCode(204);

        assertThat(realm.admin("/admin-events?operationTypes=DELETE&resourcePath=api-tokens/*")
                        .jsonPath()
                        .getList("$"))
                .hasSize(1);
    }

    @Test
    void tellsTheOwner(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.setAttribute("frontendUrl", KeycloakServer.get().baseUrl());
            TestRealm.Token token = realm.createToken();
            TestRealm.Token leaked = realm.createNamed("alice", "leaked");

            delete(realm, token.id(), "").then().statusCode(204);
            delete(realm, leaked.id(), "?reason=leaked").then().statusCode(204);

            assertThat(mails.await("alice", "An administrator revoked your API token"))
                    .contains("ci-deploy", "/realms/", "/account/");
            assertThat(mails.await("alice", "Your API token has leaked")).contains("leaked");
        }
    }

    @Test
    void needsTheRoleToManageUsers(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        RealmAdmin.grant(realm, "bob", "view-users", "manage-realm");
        String url = "/admin/realms" + realm.adminPath("/api-tokens");

        assertThat(RealmAdmin.as(realm, "bob").delete(url + "/" + token.id()).statusCode())
                .isEqualTo(403);
        assertThat(RealmAdmin.as(realm, "bob")
                        .contentType(ContentType.JSON)
                        .body("""
                                {"everything":true}""")
                        .post(url + "/revoke")
                        .statusCode())
                .isEqualTo(403);
        assertThat(RealmAdmin.as(realm, "bob")
                        .contentType(ContentType.JSON)
                        .body("""
                                {"notBefore":"now"}""")
                        .put(url + "/not-before")
                        .statusCode())
                .isEqualTo(403);
        realm.assertActive(realm.introspect(token.secret()));
        RealmAdmin.grant(realm, "bob", "manage-users");
        assertThat(RealmAdmin.as(realm, "bob").delete(url + "/" + token.id()).statusCode())
                .isEqualTo(204);
        realm.assertRejected(realm.introspect(token.secret()));
    }

    private static Response delete(TestRealm realm, String id, String query) {
        return Admin.request().delete("/admin/realms" + realm.adminPath("/api-tokens/" + id + query));
    }

    @Test
    void takesNoReasonButLeaked(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        for (String query : List.of("?reason=lost", "?reason=", "?leaked=true", "?reason=leaked&reason=leaked")) {
            delete(realm, token.id(), query).then().statusCode(400);
        }

        realm.assertActive(realm.introspect(token.secret()));
    }
}
