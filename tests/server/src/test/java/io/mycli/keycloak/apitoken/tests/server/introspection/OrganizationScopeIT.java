package io.mycli.keycloak.apitoken.tests.server.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alice is a member of acme and beta, bob of none; the token client offers the scope {@code organization}, as by default. */
@ContractTest
class OrganizationScopeIT {

    @BeforeEach
    void addOrganizations(TestRealm realm) {
        realm.update(Map.of("organizationsEnabled", true));
        for (String alias : List.of("acme", "beta")) {
            String location = Admin.post(
                            realm.adminPath("/organizations"),
                            Map.of(
                                    "name",
                                    alias,
                                    "alias",
                                    alias,
                                    "domains",
                                    List.of(Map.of("name", alias + ".example.com"))))
                    .header("Location");
            String id = location.substring(location.lastIndexOf('/') + 1);
            Admin.post(realm.adminPath("/organizations/" + id + "/members"), realm.userId("alice"));
        }
    }

    @Test
    void oneOrganizationIsTold(TestRealm realm) {
        // Its own scopes say nothing about the token.
        removeScope(realm, "catalog-server");
        TestRealm.Token token = createToken(realm, "organization:acme phone");

        Response answer = realm.introspect(token.secret());

        assertThat(answer.<String>path("scope").split(" "))
                .contains("organization:acme", "phone")
                .doesNotHaveDuplicates();
        assertThat(organizations(answer)).containsExactly("acme");
    }

    @Test
    void allOrganizationsAreTold(TestRealm realm) {
        TestRealm.Token token = createToken(realm, "organization:*");

        assertThat(organizations(realm.introspect(token.secret()))).containsExactlyInAnyOrder("acme", "beta");
    }

    @Test
    void organizationThatTheOwnerLeftDropsOut(TestRealm realm) {
        TestRealm.Token token = createToken(realm, "organization:acme");
        String acme = realm.admin("/organizations?search=acme").path("[0].id");
        Admin.delete(realm.adminPath("/organizations/" + acme + "/members/" + realm.userId("alice")));

        Response answer = realm.introspect(token.secret());

        realm.assertActive(answer);
        assertThat(answer.<Object>path("organization")).isNull();
        assertThat(answer.<String>path("scope")).doesNotContain("organization");
    }

    @Test
    void exchangeGivesTheSameOrganizationAndNoOther(TestRealm realm) {
        realm.enableExchange("catalog-server");
        Mappers.of(realm, "api-tokens").audience("catalog-server");
        Mappers.of(realm, "catalog-server").audience("catalog-server");
        TestRealm.Token token = createToken(realm, "organization:acme");

        Response same = realm.exchange("catalog-server", token.secret(), "scope", "organization:acme");

        assertThat(same.statusCode()).as(same.asString()).isEqualTo(200);
        String jwt = same.path("access_token");
        assertThat(Jwt.payload(jwt).getList("organization", String.class)).containsExactly("acme");
        assertThat(organizations(realm.introspect(jwt))).containsExactly("acme");
        for (String other : List.of("organization:beta", "organization:*", "organization")) {
            realm.exchange("catalog-server", token.secret(), "scope", other)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_scope"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "organization:gamma",
                "organization:",
                "phone:x",
                "email:*",
                "unknown:x",
                ":",
                "organization:acme organization:*"
            })
    void otherParametersAreRejected(String scope, TestRealm realm) {
        rejected(create(realm, "alice", scope));
    }

    @Test
    void organizationOfOthersIsRejected(TestRealm realm) {
        rejected(create(realm, "bob", "organization:acme"));
    }

    @Test
    void everyOrganizationIsRejectedIfTheTokenClientOffersNone(TestRealm realm) {
        removeScope(realm, "api-tokens");

        rejected(create(realm, "alice", "organization:acme"));
        rejected(create(realm, "alice", "organization:*"));
    }

    private static void removeScope(TestRealm realm, String client) {
        String scope = realm.admin("/client-scopes").path("find { it.name == 'organization' }.id");
        Admin.delete(realm.adminPath("/clients/" + realm.clientUuid(client) + "/optional-client-scopes/" + scope));
    }

    private static TestRealm.Token createToken(TestRealm realm, String scope) {
        return realm.createToken("alice", "{\"name\":\"a\",\"scope\":\"" + scope + "\"}");
    }

    private static Response create(TestRealm realm, String username, String scope) {
        return realm.create(realm.login(username), "{\"name\":\"a\",\"scope\":\"" + scope + "\"}");
    }

    private static void rejected(Response response) {
        response.then().statusCode(400).body("error", equalTo("INVALID_SCOPE"));
    }

    private static List<String> organizations(Response answer) {
        return answer.path("organization");
    }
}
