package io.mycli.keycloak.apitoken.tests.server.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A realm without the client {@code my-cli}, where somebody registers one of this id (dynamic client registration). */
@ContractTest
class RegisteredClientIT {

    private Response registered;

    @BeforeEach
    void register(TestRealm realm) {
        Admin.delete(realm.adminPath("/clients/" + realm.clientUuid("my-cli")));
        String initialAccessToken = Admin.post(
                        realm.adminPath("/clients-initial-access"), Map.of("count", 1, "expiration", 60))
                .path("token");
        registered = Http.withBearer(initialAccessToken)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "clientId",
                        "my-cli",
                        "publicClient",
                        true,
                        "directAccessGrantsEnabled",
                        true,
                        "fullScopeAllowed",
                        true))
                .post("/realms/" + realm.name() + "/clients-registrations/default");
        assertThat(registered.statusCode()).as(registered.asString()).isEqualTo(201);
        String uuid = realm.clientUuid("my-cli");
        Admin.put(
                realm.adminPath("/clients/" + uuid),
                Map.of("clientId", "my-cli", "fullScopeAllowed", true, "directAccessGrantsEnabled", true));
    }

    @Test
    void isNotOnTheDefaultList(TestRealm realm) {
        String jwt = realm.login("alice");

        realm.create(jwt, """
                {"name":"ci"}""").then().statusCode(403).body("error", equalTo("CLIENT_NOT_ALLOWED"));
        Http.withBearer(jwt).get(realm.apiTokens()).then().statusCode(403).body("error", equalTo("CLIENT_NOT_ALLOWED"));
    }

    @Test
    void isAllowedIfAnAdministratorNamesIt(TestRealm realm) {
        realm.setAttribute("api-tokens.clients", "my-cli");

        realm.create(realm.login("alice"), """
                {"name":"ci"}""").then().statusCode(201);
    }
}
