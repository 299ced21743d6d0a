package io.mycli.keycloak.apitoken.tests.server.realm;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Json;
import io.mycli.keycloak.apitoken.tests.support.OneRealmName;
import io.mycli.keycloak.apitoken.tests.support.RowSearch;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.keycloak.util.JsonSerialization;

/**
 * The realm of a test is a copy of rows: it is what Keycloak would have imported, also under the name of one that was,
 * and is deleted as a whole.
 */
@ContractTest
@OneRealmName
class CopiedRealmIT {

    private static final String ID = "\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

    @RepeatedTest(2)
    void isWhatKeycloakImports(TestRealm copy) {
        TestRealm imported = TestRealm.imported();
        try {
            Map<String, String> ofImported = description(imported);
            description(copy)
                    .forEach((path, answer) -> assertThat(neutral(copy, answer))
                            .as(path)
                            .isEqualTo(neutral(imported, ofImported.get(path))));
        } finally {
            imported.discard();
        }
    }

    @Test
    void sharesNothingWithAnotherCopy(TestRealm copy) {
        TestRealm other = TestRealm.create();
        try {
            assertThat(ids(other)).isNotEmpty().doesNotContainAnyElementsOf(ids(copy));
        } finally {
            other.discard();
        }
    }

    private static Set<String> ids(TestRealm realm) {
        return Pattern.compile(ID)
                .matcher(description(realm).toString().replace(realm.name(), ""))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    /** All that the admin REST API says of it, by path. */
    private static Map<String, String> description(TestRealm realm) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String path : List.of(
                "",
                "/users",
                "/clients",
                "/client-scopes",
                "/components",
                "/keys",
                "/authentication/flows",
                "/authentication/required-actions",
                "/default-default-client-scopes",
                "/default-optional-client-scopes")) {
            answers.put(path, realm.admin(path).asString());
        }
        for (String username : List.of("alice", "bob")) {
            for (String path : List.of("/role-mappings", "/credentials")) {
                answers.put(
                        username + path,
                        realm.admin("/users/" + realm.userId(username) + path).asString());
            }
        }
        String export = "/partial-export?exportClients=true&exportGroupsAndRoles=true";
        answers.put(export, Admin.post(realm.adminPath(export), Map.of()).asString());
        String masterClient = masterClient(realm);
        for (String path : List.of("/clients/%s", "/clients/%s/roles", "/roles/admin/composites/clients/%s")) {
            answers.put(
                    "/master" + path,
                    Admin.get("/master" + path.formatted(masterClient)).asString());
        }
        return answers;
    }

    /** Without what is another in each realm, and without an order. */
    private static String neutral(TestRealm realm, String answer) {
        String json = answer.replace(realm.name(), "NAME").replaceAll(ID, "ID").replaceAll("\\b\\d{13}\\b", "0");
        try {
            return JsonSerialization.writeValueAsPrettyString(sorted(JsonSerialization.readValue(json, Object.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object sorted(Object json) {
        if (json instanceof Map<?, ?> object) {
            Map<Object, Object> sorted = new TreeMap<>();
            object.forEach((member, value) -> sorted.put(member, sorted(value)));
            return sorted;
        }
        return json instanceof List<?> list
                ? list.stream()
                        .map(CopiedRealmIT::sorted)
                        .sorted(Comparator.comparing(Object::toString))
                        .toList()
                : json;
    }

    @Test
    void leavesNoRow(TestRealm realm) {
        realm.createToken();
        realm.login("my-cli", "bob", "openid offline_access");
        Admin.post(realm.adminPath("/groups"), Map.of("name", "staff", "attributes", Map.of("floor", List.of("1"))));
        Admin.post(
                realm.adminPath("/clients"),
                Map.of(
                        "clientId",
                        "with-permissions",
                        "serviceAccountsEnabled",
                        true,
                        "authorizationServicesEnabled",
                        true));
        Admin.post(
                realm.adminPath("/identity-provider/instances"),
                Map.of("alias", "other", "providerId", "oidc", "config", Map.of("clientId", "us")));
        realm.update(Map.of("organizationsEnabled", true));
        Admin.post(
                realm.adminPath("/organizations"),
                Map.of("name", "acme", "domains", List.of(Map.of("name", "acme.example"))));
        List<String> ids = new ArrayList<>(List.of(realm.id(), realm.name(), masterClient(realm)));
        for (String path :
                List.of("/users", "/clients", "/groups", "/client-scopes", "/roles", "/components", "/organizations")) {
            Json.objects(realm.admin(path)).forEach(row -> ids.add((String) row.get("id")));
        }
        assertThat(RowSearch.tablesWithOneOf(ids))
                .contains("REALM", "CLIENT", "USER_ENTITY", "EVENT_ENTITY", "ORG_DOMAIN", "MYC_API_TOKEN");
        realm.discard();
        assertThat(RowSearch.tablesWithOneOf(ids)).isEmpty();
    }

    private static String masterClient(TestRealm realm) {
        return TestRealm.ofAdministrators().clientUuid(realm.name() + "-realm");
    }
}
