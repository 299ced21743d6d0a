package io.mycli.keycloak.apitoken.tests.server.realm;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.RealmTemplate;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

@ContractTest
class TokenClientIT {

    @Test
    void isCreatedWithRealmThatHasThemEnabled(TestRealm realm) {
        Map<String, Object> client =
                realm.admin("/clients?clientId=api-tokens").jsonPath().getMap("[0]");

        assertThat(client)
                .containsEntry("enabled", true)
                .containsEntry("publicClient", false)
                .containsEntry("standardFlowEnabled", false)
                .containsEntry("implicitFlowEnabled", false)
                .containsEntry("directAccessGrantsEnabled", false)
                .containsEntry("serviceAccountsEnabled", false)
                .containsEntry("protocol", "openid-connect");
        assertThat((Iterable<?>) client.get("defaultClientScopes"))
                .asInstanceOf(InstanceOfAssertFactories.ITERABLE)
                .contains("basic", "profile", "email", "roles", "acr");
    }

    @Test
    void isCreatedWhenAnAdministratorEnablesThem() {
        TestRealm realm = TestRealm.imported(Map.of());
        try {
            assertThat(realm.clientUuid("api-tokens")).isNull();

            realm.setAttribute("api-tokens.enabled", "true");

            assertThat(realm.clientUuid("api-tokens")).isNotNull();
        } finally {
            realm.discard();
        }
    }

    @Test
    void ofAnImportIsLeftAsItIs() {
        TestRealm realm = TestRealm.imported(name -> RealmTemplate.realmWithTokenClient(name, "From the import"));
        try {
            assertThat(realm.admin("/clients?clientId=api-tokens").<String>path("[0].name"))
                    .isEqualTo("From the import");
            realm.assertActive(realm.introspect(realm.createToken().secret()));
        } finally {
            realm.discard();
        }
    }
}
