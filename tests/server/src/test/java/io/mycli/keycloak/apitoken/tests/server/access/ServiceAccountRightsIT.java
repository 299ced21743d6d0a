package io.mycli.keycloak.apitoken.tests.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.RealmAdmin;
import io.mycli.keycloak.apitoken.tests.support.ServiceAccounts;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only administrators who may manage a client manage the tokens of its service account. */
@KeycloakTest
class ServiceAccountRightsIT {

    @BeforeEach
    void createClient(TestRealm realm) {
        ServiceAccounts.create(realm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manage-clients", "realm-admin"})
    void whoManagesTheClientDoesAll(String role, TestRealm realm) {
        RealmAdmin.grant(realm, "alice", role);

        ServiceAccounts.create(realm, as(realm), "").then().statusCode(201);
        TestRealm.Token token = new TestRealm.Token(list(realm).get(0), "");
        ServiceAccounts.rotate(realm, as(realm), token).then().statusCode(200);
        as(realm)
                .contentType(ContentType.JSON)
                .body("""
                        {"description":"x"}""")
                .patch(ServiceAccounts.path(realm, "/" + token.id()))
                .then()
                .statusCode(200);
        as(realm)
                .get(ServiceAccounts.path(realm, "/service-account-policy?clientId=ci"))
                .then()
                .statusCode(200);
        as(realm).get(ServiceAccounts.path(realm, "/" + token.id())).then().statusCode(200);
        as(realm).delete(ServiceAccounts.path(realm, "/" + token.id())).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"view-clients", "manage-users", "view-users", "manage-realm", "query-clients", "impersonation"})
    void othersCreateAndRotateNothing(String role, TestRealm realm) {
        RealmAdmin.grant(realm, "alice", role);
        TestRealm.Token token = ServiceAccounts.createToken(realm, "");

        ServiceAccounts.create(realm, as(realm), "").then().statusCode(403);
        ServiceAccounts.rotate(realm, as(realm), token).then().statusCode(403);
        as(realm)
                .contentType(ContentType.JSON)
                .body("""
                        {"description":"x"}""")
                .patch(ServiceAccounts.path(realm, "/" + token.id()))
                .then()
                .statusCode(403);
        as(realm)
                .get(ServiceAccounts.path(realm, "/service-account-policy?clientId=ci"))
                .then()
                .statusCode(403);
        realm.assertActive(realm.introspect(token.secret()));
    }

    @Test
    void whoManagesClientsSeesNoTokensOfPersons(TestRealm realm) {
        RealmAdmin.grant(realm, "alice", "manage-clients");
        TestRealm.Token bobs = realm.createNamed("bob", "b");

        for (String path : List.of("", "/counts", "/" + bobs.id(), "?user=bob", "/nonsense")) {
            assertThat(as(realm).get(ServiceAccounts.path(realm, path)).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        as(realm).delete(ServiceAccounts.path(realm, "/" + bobs.id())).then().statusCode(403);
        ServiceAccounts.rotate(realm, as(realm), bobs).then().statusCode(403);
    }

    @Test
    void tokensOfPersonsAreTheirs(TestRealm realm) {
        TestRealm.Token alices = realm.createToken();

        ServiceAccounts.rotate(realm, Admin.request(), alices)
                .then()
                .statusCode(403)
                .body("error", equalTo("FORBIDDEN"));
        Admin.request()
                .contentType(ContentType.JSON)
                .body("""
                        {"name":"x"}""")
                .patch(ServiceAccounts.path(realm, "/" + alices.id()))
                .then()
                .statusCode(403)
                .body("error", equalTo("FORBIDDEN"));
    }

    /** Not even with all rights of an administrator. */
    @Test
    void serviceAccountManagesNoneOfItsOwn(TestRealm realm) {
        String management = realm.clientUuid("realm-management");
        Admin.post(
                realm.adminPath("/users/" + ServiceAccounts.user(realm) + "/role-mappings/clients/" + management),
                List.of(realm.admin("/clients/" + management + "/roles/realm-admin")
                        .jsonPath()
                        .getMap("$")));
        TestRealm.Token token = ServiceAccounts.createToken(realm, "");
        String own = ServiceAccounts.jwt(realm);

        ServiceAccounts.create(realm, Http.withBearer(own), "").then().statusCode(403);
        ServiceAccounts.rotate(realm, Http.withBearer(own), token).then().statusCode(403);
        Http.withBearer(own)
                .contentType(ContentType.JSON)
                .body("""
                        {"name":"x"}""")
                .patch(ServiceAccounts.path(realm, "/" + token.id()))
                .then()
                .statusCode(403);
        Http.withBearer(own)
                .get(ServiceAccounts.path(realm, "/" + token.id()))
                .then()
                .statusCode(403);
        Http.withBearer(own)
                .get(ServiceAccounts.path(realm, "?serviceAccount=ci"))
                .then()
                .statusCode(403);
        Http.withBearer(own)
                .delete(ServiceAccounts.path(realm, "/" + token.id()))
                .then()
                .statusCode(403);
        Http.withBearer(own)
                .contentType(ContentType.JSON)
                .body("""
                        {"serviceAccount":"ci"}""")
                .post(ServiceAccounts.path(realm, "/revoke"))
                .then()
                .statusCode(403);
        realm.assertActive(realm.introspect(token.secret()));
        ServiceAccounts.create(realm, Http.withBearer(token.secret()), "")
                .then()
                .statusCode(401);
        assertThat(realm.create(own, """
                {"name":"x"}""").statusCode()).isIn(401, 403);
        assertThat(realm.create(token.secret(), """
                {"name":"x"}""").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "catalog-server", "my-cli", "account", "api-tokens"})
    void clientsWithoutServiceAccount(String clientId, TestRealm realm) {
        Admin.request()
                .contentType(ContentType.JSON)
                .body("{\"clientId\":\"" + clientId + "\",\"name\":\"x\"}")
                .post(ServiceAccounts.path(realm, ""))
                .then()
                .statusCode(400)
                .body("error", equalTo("INVALID_REQUEST"))
                .body("field", equalTo("clientId"));
        assertThat(realm.table().rows()).isZero();
    }

    @Test
    void missingClientAndWrongMembers(TestRealm realm) {
        Supplier<RequestSpecification> admin = () -> Admin.request().contentType(ContentType.JSON);

        admin.get()
                .body("""
                        {"name":"x"}""")
                .post(ServiceAccounts.path(realm, ""))
                .then()
                .statusCode(400)
                .body("field", equalTo("clientId"));
        ServiceAccounts.create(realm, Admin.request(), ",\"realmRoles\":[\"nonsense\"]")
                .then()
                .statusCode(400)
                .body("error", equalTo("INVALID_ROLE"));
        Admin.request()
                .get(ServiceAccounts.path(realm, "?serviceAccount=ci&user=alice"))
                .then()
                .statusCode(400)
                .body("field", equalTo("serviceAccount"));
        Admin.request()
                .get(ServiceAccounts.path(realm, "?serviceAccount=nonsense"))
                .then()
                .statusCode(404)
                .body("error", equalTo("USER_NOT_FOUND"));
        assertThat(realm.table().rows()).isZero();
    }

    @Test
    void unknownServiceAccountMatchesNoTokens(TestRealm realm) {
        TestRealm.Token alices = realm.createToken();

        Admin.request()
                .contentType(ContentType.JSON)
                .body("""
                        {"serviceAccount":"nonsense"}""")
                .post(ServiceAccounts.path(realm, "/revoke"))
                .then()
                .statusCode(404)
                .body("error", equalTo("USER_NOT_FOUND"))
                .body("field", equalTo("serviceAccount"));
        realm.assertActive(realm.introspect(alices.secret()));
    }

    @Test
    void tokensOfServiceAccountAreRevokedTogether(TestRealm realm) {
        RealmAdmin.grant(realm, "alice", "manage-clients");
        TestRealm.Token token = ServiceAccounts.createToken(realm, "");
        TestRealm.Token bobs = realm.createNamed("bob", "b");

        as(realm)
                .contentType(ContentType.JSON)
                .body("""
                        {"serviceAccount":"ci"}""")
                .post(ServiceAccounts.path(realm, "/revoke"))
                .then()
                .statusCode(200)
                .body("revoked", equalTo(1));

        realm.assertRejected(realm.introspect(token.secret()));
        realm.assertActive(realm.introspect(bobs.secret()));
    }

    @Test
    void realmWithoutApiTokens(TestRealm realm) {
        realm.setAttribute("api-tokens.enabled", "false");

        ServiceAccounts.create(realm, Admin.request(), "")
                .then()
                .statusCode(404)
                .body("error", equalTo("API_TOKENS_DISABLED"));
    }

    private static RequestSpecification as(TestRealm realm) {
        return RealmAdmin.as(realm, "alice");
    }

    private static List<String> list(TestRealm realm) {
        return as(realm)
                .get(ServiceAccounts.path(realm, "?serviceAccount=ci"))
                .jsonPath()
                .getList("id");
    }
}
