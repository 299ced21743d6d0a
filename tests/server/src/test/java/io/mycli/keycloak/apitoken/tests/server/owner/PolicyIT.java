package io.mycli.keycloak.apitoken.tests.server.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ContractTest
class PolicyIT {

    @Test
    void defaultsAreThoseOfTheContract(TestRealm realm) {
        TestRealm.Token ignored = realm.createToken();

        Map<String, Object> policy = policy(realm);

        assertThat(ignored.id()).isNotNull();
        assertThat(policy)
                .containsEntry("maxPerUser", 10)
                .containsEntry("used", 1)
                .containsEntry("defaultLifetime", null)
                .containsEntry("maxLifetime", null)
                .containsEntry("expiryRequired", false)
                .containsEntry("profiles", List.of());
        assertThat((List<?>) policy.get("scopes"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .doesNotContain("offline_access", "phone", "address");
    }

    @Test
    void saysWhatConsentScreenSaysOfScopes(TestRealm realm) {
        Admin.post(
                realm.adminPath("/client-scopes"),
                Map.of(
                        "name", "deploy",
                        "protocol", "openid-connect",
                        "attributes", Map.of("consent.screen.text", "Deploy to staging")));
        String scopeId = realm.admin("/client-scopes").path("find { it.name == 'deploy' }.id");
        Admin.put(
                realm.adminPath("/clients/" + realm.clientUuid("api-tokens") + "/optional-client-scopes/" + scopeId),
                Map.of());

        assertThat(policy(realm).get("consentTexts"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("deploy", "Deploy to staging")
                .doesNotContainKeys("offline_access", "phone");
    }

    @Test
    void saysWhatTheRealmSays(TestRealm realm) {
        realm.update(Map.of(
                "attributes",
                Map.of(
                        "api-tokens.enabled", "true",
                        "api-tokens.max-per-user", "3",
                        "api-tokens.default-lifetime", "90d",
                        "api-tokens.max-lifetime", "30d",
                        "api-tokens.profiles", "team-b, team-a")));

        assertThat(policy(realm))
                .containsEntry("maxPerUser", 3)
                .containsEntry("defaultLifetime", "30d")
                .containsEntry("maxLifetime", "30d")
                .containsEntry("expiryRequired", true)
                .containsEntry("profiles", List.of("team-a", "team-b"));
    }

    @Test
    void defaultLifetimeIsThatOfTokenWhoseRequestNamesNone(TestRealm realm) {
        realm.setAttribute("api-tokens.default-lifetime", "4w");

        Response created = realm.create(realm.login("alice"), """
                {"name":"a"}""");

        assertThat(Duration.between(Instant.parse(created.path("createdAt")), Instant.parse(created.path("expiresAt"))))
                .isEqualTo(Duration.ofDays(28));
    }

    @Test
    void profileOnTheListIsAccepted(TestRealm realm) {
        realm.setAttribute("api-tokens.profiles", "team-a team-b");

        realm.create(realm.login("alice"), """
                {"name":"a","profile":"team-b"}""").then().statusCode(201).body("profile", equalTo("team-b"));
    }

    @Test
    void clientListReplacesTheDefault(TestRealm realm) {
        realm.setAttribute("api-tokens.clients", "other-app");

        realm.create(realm.login("other-app", "alice", "openid"), """
                {"name":"a"}""").then().statusCode(201);
        realm.create(realm.login("alice"), """
                {"name":"b"}""").then().body("error", equalTo("CLIENT_NOT_ALLOWED"));
    }

    private static Map<String, Object> policy(TestRealm realm) {
        return Http.withBearer(realm.login("alice"))
                .get(realm.apiTokens() + "/policy")
                .jsonPath()
                .getMap("$");
    }
}
