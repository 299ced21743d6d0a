package io.mycli.keycloak.apitoken.tests.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.ServiceAccounts;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A token whose owner is there, but is no service account any more, as a restored database may have it. */
@ContractTest
@Isolated("Keycloak's cache of realms is cleared, for all realms")
class ServiceAccountDisabledIT {

    @Test
    void tokenIsInactive(TestRealm realm) {
        ServiceAccounts.create(realm);
        TestRealm.Token token = ServiceAccounts.createToken(realm, "");
        realm.assertRejected(realm.introspect("strict-server", token.secret()));
        realm.assertActive(realm.introspect(token.secret()));

        KeycloakServer.get()
                .database()
                .update("update CLIENT set SERVICE_ACCOUNTS_ENABLED = ? where ID = ?", false, realm.clientUuid("ci"));
        Admin.post(realm.adminPath("/clear-realm-cache"), Map.of());

        realm.assertRejected(realm.introspect(token.secret()));
        assertThat(realm.rejectionReason()).isEqualTo("Service account that owns the API token is disabled");
    }
}
