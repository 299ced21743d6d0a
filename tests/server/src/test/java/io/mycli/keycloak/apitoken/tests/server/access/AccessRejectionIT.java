package io.mycli.keycloak.apitoken.tests.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.OneRealm;
import io.mycli.keycloak.apitoken.tests.support.RealmTemplate;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Choices that are rejected; each leaves the table as it was. */
@KeycloakTest
class AccessRejectionIT {

    @OneRealm
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "INVALID_ROLE     | realmRoles  | 'nonsense'             | \"realmRoles\":[\"offline_access\",\"nonsense\"]",
                "INVALID_ROLE     | realmRoles  | 'admin'                | \"realmRoles\":[\"admin\"]",
                "INVALID_ROLE     | realmRoles  | 'offline_access'       | \"realmRoles\":[\"offline_access\",\"offline_access\"]",
                "INVALID_ROLE     | clientRoles | 'nonsense/deployer'    | \"clientRoles\":{\"nonsense\":[\"deployer\"]}",
                "INVALID_ROLE     | clientRoles | 'catalog-server'       | \"clientRoles\":{\"catalog-server\":[]}",
                "INVALID_ROLE     | clientRoles | 'account/manage-account' | \"clientRoles\":{\"account\":[\"manage-account\"]}",
                "INVALID_ROLE     | clientRoles | 'account/view-profile' | \"clientRoles\":{\"account\":[\"view-profile\",\"view-profile\"]}",
                "INVALID_REQUEST  | realmRoles  | The member             | \"realmRoles\":\"builder\"",
                "INVALID_REQUEST  | realmRoles  | The member             | \"realmRoles\":[null]",
                "INVALID_REQUEST  | clientRoles | The member             | \"clientRoles\":[\"builder\"]",
                "INVALID_REQUEST  | clientRoles | The member             | \"clientRoles\":{\"catalog-server\":\"deployer\"}",
                "INVALID_REQUEST  | clientRoles | The member             | \"clientRoles\":{\"catalog-server\":null}",
                "INVALID_AUDIENCE | audience    | The audience is empty  | \"audience\":[]",
                "INVALID_AUDIENCE | audience    | 'nonsense'             | \"audience\":[\"catalog-server\",\"nonsense\"]",
                "INVALID_AUDIENCE | audience    | 'catalog-server'       | \"audience\":[\"catalog-server\",\"catalog-server\"]",
                "INVALID_AUDIENCE | audience    | 'a                     | \"audience\":[\"a\\u0000b\"]",
                "INVALID_AUDIENCE | audience    | 'my-cli'               | \"audience\":[\"my-cli\"]",
                "INVALID_AUDIENCE | audience    | 'account'              | \"audience\":[\"account\"]",
                "INVALID_AUDIENCE | audience    | 'strict-server'        | \"audience\":[\"strict-server\"]",
                "INVALID_REQUEST  | audience    | The member             | \"audience\":\"catalog-server\"",
                "INVALID_REQUEST  | description | The description        | \"description\":\"two\\nlines\"",
                "INVALID_REQUEST  | description | The member             | \"description\":5"
            })
    void choices(String code, String field, String beginning, String members, TestRealm realm) {
        rejected(realm, members, code, field).body("error_description", startsWith(beginning));
    }

    @Test
    void roleThatTheOwnerLacksLooksLikeAnUnknownOne(TestRealm realm) {
        Roles.of(realm).realmRole("auditor").clientRole("catalog-server", "deployer");

        String lacking = rejected(realm, "\"realmRoles\":[\"auditor\"]", "INVALID_ROLE", "realmRoles")
                .extract()
                .path("error_description");
        String unknown = rejected(realm, "\"realmRoles\":[\"nobody\"]", "INVALID_ROLE", "realmRoles")
                .extract()
                .path("error_description");

        assertThat(lacking.replace("auditor", "nobody")).isEqualTo(unknown);
        rejected(realm, "\"clientRoles\":{\"catalog-server\":[\"deployer\"]}", "INVALID_ROLE", "clientRoles");
    }

    /** Keycloak allows a slash in either name. */
    @Test
    void roleOfAnotherClientWithTheSamePath(TestRealm realm) {
        for (String clientId : List.of("a", "a/b")) {
            Admin.post(realm.adminPath("/clients"), RealmTemplate.resourceServer(clientId, Map.of()));
        }
        Roles.of(realm).clientRole("a/b", "c").giveClientRoles("alice", "a/b", "c");

        rejected(realm, "\"clientRoles\":{\"a\":[\"b/c\"]}", "INVALID_ROLE", "clientRoles");

        Roles.of(realm).clientRole("a", "b/c").giveClientRoles("alice", "a", "b%2Fc");
        realm.create(realm.login("alice"), """
                {"name":"x","clientRoles":{"a":["b/c"]}}""")
                .then()
                .statusCode(201)
                .body("clientRoles", equalTo(Map.of("a", List.of("b/c"))));
    }

    @Test
    void disabledServerLooksLikeAnUnknownOne(TestRealm realm) {
        realm.updateClient("catalog-server", Map.of("enabled", false));

        rejected(realm, "\"audience\":[\"catalog-server\"]", "INVALID_AUDIENCE", "audience");
    }

    @Test
    void publicServerIsNone(TestRealm realm) {
        realm.updateClient("catalog-server", Map.of("publicClient", true));

        rejected(realm, "\"audience\":[\"catalog-server\"]", "INVALID_AUDIENCE", "audience");
    }

    @Test
    void thousandRoles(TestRealm realm) {
        String roles = IntStream.range(0, 1000).mapToObj(i -> "\"r" + i + "\"").collect(Collectors.joining(","));

        rejected(realm, "\"realmRoles\":[" + roles + "]", "INVALID_ROLE", "realmRoles");
    }

    @Test
    void secretsAreNotRepeated(TestRealm realm) {
        String secret = Secrets.unknown();

        for (String member : new String[] {"realmRoles", "audience"}) {
            rejected(
                            realm,
                            "\"%s\":[\"%s\"]".formatted(member, secret),
                            member.equals("audience") ? "INVALID_AUDIENCE" : "INVALID_ROLE",
                            member)
                    .body("error_description", startsWith("A value"));
        }
        rejected(realm, "\"clientRoles\":{\"%s\":[\"a\"]}".formatted(secret), "INVALID_ROLE", "clientRoles")
                .body("error_description", startsWith("A value"));
        rejected(realm, "\"description\":\"x %s\"".formatted(secret), "INVALID_REQUEST", "description")
                .body("error_description", not(startsWith(secret)));
    }

    @Test
    void wrongMembersTogether(TestRealm realm) {
        rejected(
                        realm,
                        "\"realmRoles\":[\"x\"],\"clientRoles\":{\"y\":[\"z\"]},\"audience\":[\"w\"]",
                        "INVALID_ROLE",
                        "realmRoles")
                .body("errors.field", equalTo(List.of("realmRoles", "clientRoles", "audience")));
    }

    private static ValidatableResponse rejected(TestRealm realm, String members, String code, String field) {
        ValidatableResponse response = realm.create(realm.login("alice"), "{\"name\":\"ci\"," + members + "}")
                .then()
                .statusCode(400)
                .body("error", equalTo(code))
                .body("field", equalTo(field));
        assertThat(realm.table().rows()).isZero();
        return response;
    }
}
