package io.mycli.keycloak.apitoken.tests.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Mailbox;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.ServiceAccounts;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The tokens of a service account: their claims, their end, and what administrators see of them. */
@ContractTest
class ServiceAccountTokenIT {

    @BeforeEach
    void createClient(TestRealm realm) {
        ServiceAccounts.create(realm);
        Roles.of(realm).realmRole("builder").realmRole("auditor");
        ServiceAccounts.giveRole(realm, "builder");
        ServiceAccounts.giveRole(realm, "auditor");
    }

    @Test
    void claimsAreThoseOfTheClientsOwnJwt(TestRealm realm) {
        Mappers.of(realm, "ci")
                .audience("strict-server")
                .hardcoded("team", "blue", "String")
                .realmRoles("my_roles");
        TestRealm.Token token = ServiceAccounts.createToken(realm, "");

        Map<String, Object> jwt = new HashMap<>(realm.introspect("strict-server", ServiceAccounts.jwt(realm))
                .jsonPath()
                .getMap("$"));
        Map<String, Object> answer = new HashMap<>(
                realm.introspect("strict-server", token.secret()).jsonPath().getMap("$"));

        assertThat(answer)
                .containsEntry("active", true)
                .containsEntry("azp", "ci")
                .containsEntry("client_id", "ci");
        for (String own : List.of("jti", "iat", "exp", "clientHost", "clientAddress", "allowed-origins")) {
            jwt.remove(own);
            answer.remove(own);
        }
        assertThat(answer.remove("token_name")).isEqualTo("deploy");
        jwt.remove("acr");
        answer.remove("acr");
        assertThat(withoutAccount(answer)).isEqualTo(withoutAccount(jwt));
    }

    /** Keycloak's own clients are in no answer about an API token. */
    private static Map<String, Object> withoutAccount(Map<String, Object> claims) {
        Map<String, Object> others = new HashMap<>(claims);
        others.remove("resource_access");
        if (others.get("aud") instanceof List<?> audience) {
            List<?> rest = audience.stream().filter(id -> !"account".equals(id)).toList();
            others.put("aud", rest.size() == 1 ? rest.get(0) : rest);
        }
        return others;
    }

    @Test
    void rolesCanBeChosenAndStayWithinBothClients(TestRealm realm) {
        TestRealm.Token chosen = ServiceAccounts.createToken(realm, ",\"realmRoles\":[\"builder\"]");
        assertThat(roles(realm, chosen)).containsExactly("builder");

        realm.updateClient("api-tokens", Map.of("fullScopeAllowed", false));
        assertThat(realm.introspect(chosen.secret()).<Object>path("realm_access"))
                .isNull();

        realm.updateClient("api-tokens", Map.of("fullScopeAllowed", true));
        realm.updateClient("ci", Map.of("fullScopeAllowed", false));
        assertThat(realm.introspect(chosen.secret()).<Object>path("realm_access"))
                .isNull();
    }

    @Test
    void administratorsSeeTheClient(TestRealm realm) {
        TestRealm.Token token = ServiceAccounts.createToken(realm, ",\"description\":\"deploys\"");
        TestRealm.Token alices = realm.createToken();

        Admin.get(realm.adminPath("/api-tokens/" + token.id()))
                .then()
                .body("clientId", equalTo("ci"))
                .body("username", equalTo("service-account-ci"))
                .body("description", equalTo("deploys"));
        Admin.get(realm.adminPath("/api-tokens/" + alices.id())).then().body("clientId", nullValue());
        assertThat(Admin.get(realm.adminPath("/api-tokens?serviceAccount=ci"))
                        .jsonPath()
                        .getList("id"))
                .containsExactly(token.id());
        assertThat(realm.admin("/admin-events?operationTypes=CREATE&resourcePath=api-tokens/*")
                        .asString())
                .contains(token.id())
                .doesNotContain(token.secret());
    }

    @Test
    void policyOffersTheRolesOfTheServiceAccount(TestRealm realm) {
        JsonPath policy = Admin.get(realm.adminPath("/api-tokens/service-account-policy?clientId=ci"))
                .jsonPath();

        assertThat(policy.getList("realmRoles.name")).containsExactly("auditor", "builder");
        assertThat(policy.getInt("used")).isZero();
    }

    @Test
    void rotationAndEditAreTheAdministrators(TestRealm realm) {
        TestRealm.Token token = ServiceAccounts.createToken(realm, ",\"realmRoles\":[\"builder\"]");

        Response rotated = ServiceAccounts.rotate(realm, Admin.request(), token);
        rotated.then().statusCode(200).body("id", equalTo(token.id()));
        Admin.request()
                .contentType(ContentType.JSON)
                .body("""
                        {"name":"renamed"}""")
                .patch(ServiceAccounts.path(realm, "/" + token.id()))
                .then()
                .statusCode(200)
                .body("name", equalTo("renamed"))
                .body("realmRoles", equalTo(List.of("builder")));

        realm.assertRejected(realm.introspect(token.secret()));
        realm.assertActive(realm.introspect(rotated.path("token")));
        assertThat(realm.admin("/admin-events?operationTypes=UPDATE").jsonPath().getList("resourceType"))
                .filteredOn("API_TOKEN"::equals)
                .hasSize(2);
    }

    @Test
    void limitIsThatOfOwners(TestRealm realm) {
        realm.setAttribute("api-tokens.max-per-user", "1");
        ServiceAccounts.createToken(realm, "");

        ServiceAccounts.create(realm, Admin.request(), ",\"profile\":\"other\"")
                .then()
                .statusCode(409)
                .body("error", equalTo("TOKEN_NAME_EXISTS"));
        Admin.request()
                .contentType(ContentType.JSON)
                .body("""
                        {"clientId":"ci","name":"second"}""")
                .post(ServiceAccounts.path(realm, ""))
                .then()
                .statusCode(409)
                .body("error", equalTo("TOKEN_LIMIT_REACHED"));
    }

    @Test
    void disabledClient(TestRealm realm) {
        TestRealm.Token token = ServiceAccounts.createToken(realm, "");
        realm.updateClient("ci", Map.of("enabled", false));

        rejected(realm, token, "Client of the service account is disabled");

        realm.updateClient("ci", Map.of("enabled", true));
        realm.assertActive(realm.introspect(token.secret()));
    }

    /** Keycloak deletes the user of a service account that is disabled in the admin console. */
    @Test
    void goesWithTheServiceAccount(TestRealm realm) {
        TestRealm.Token token = ServiceAccounts.createToken(realm, "");
        realm.updateClient("ci", Map.of("serviceAccountsEnabled", false));

        realm.assertRejected(realm.introspect(token.secret()));
        assertThat(realm.table().hasRow(token)).isFalse();
    }

    @Test
    void tokenFromBeforeNotBeforeOfClient(TestRealm realm) {
        TestRealm.Token token = ServiceAccounts.createToken(realm, "");
        realm.updateClient("ci", Map.of("notBefore", System.currentTimeMillis() / 1000 + 100));

        rejected(realm, token, "API token was issued before the not-before of the service account's client");
    }

    @Test
    void goesWithTheClient(TestRealm realm) {
        TestRealm.Token token = ServiceAccounts.createToken(realm, "");

        Admin.delete(realm.adminPath("/clients/" + realm.clientUuid("ci")));

        assertThat(realm.table().hasRow(token)).isFalse();
        realm.assertRejected(realm.introspect(token.secret()));
    }

    @Test
    @ResourceLock(Mailbox.HOURS)
    void expiryIsEventAndNoMail(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            Admin.put(
                    realm.adminPath("/users/" + ServiceAccounts.user(realm)),
                    Map.of("email", "ci@example.com", "emailVerified", true));
            TestRealm.Token token = ServiceAccounts.createToken(realm, ",\"expiresIn\":\"1h\"");
            realm.table().age(token, "EXPIRES_AT", 1);
            realm.table().age(token, "NOTICE_AT", 1);

            Await.until(
                    "expiry is recorded",
                    () -> !realm.events("REMOVE_CREDENTIAL").isEmpty());

            assertThat(realm.events("REMOVE_CREDENTIAL").get(0))
                    .extracting("details.reason", "details.token_id", "userId")
                    .containsExactly("expired", token.id(), ServiceAccounts.user(realm));
            assertThat(mails.count()).isZero();
        }
    }

    private static List<String> roles(TestRealm realm, TestRealm.Token token) {
        Response response = realm.introspect(token.secret());
        realm.assertActive(response);
        return response.path("realm_access.roles");
    }

    private static void rejected(TestRealm realm, TestRealm.Token token, String reason) {
        realm.assertRejected(realm.introspect(token.secret()));
        assertThat(realm.rejectionReason()).isEqualTo(reason);
    }
}
