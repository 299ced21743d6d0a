package io.mycli.keycloak.apitoken.tests.server.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Parallel;
import io.mycli.keycloak.apitoken.tests.support.RealmTemplate;
import io.mycli.keycloak.apitoken.tests.support.ServerLog;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Last uses that the table refuses: no answer and no other token suffers. */
@ContractTest
@Isolated("changes the table, and fails a whole flush")
class LastUsedFailureIT {

    /** So many that several are in one flush, however slow the server is. */
    private static final int TOKENS = 24;

    private final Database database = KeycloakServer.get().database();

    /** The table refuses one row; neither the answer nor the other rows care. */
    @Test
    void failureToWriteFailsNothing(TestRealm realm) {
        database.update("alter table MYC_API_TOKEN add constraint MYC_CK_TEST check (LAST_USED_BY <> 'poison')");
        try {
            Admin.post(
                    realm.adminPath("/clients"),
                    RealmTemplate.resourceServer("poison", Map.of("api-tokens.accepted", "true")));
            TestRealm.Token poisoned = realm.createNamed("alice", "poisoned");
            TestRealm.Token healthy = realm.createNamed("alice", "healthy");

            realm.assertActive(realm.introspect("poison", poisoned.secret()));
            realm.assertActive(realm.introspect(healthy.secret()));
            LastUsedIT.awaitUse(healthy);

            realm.assertActive(realm.introspect("poison", poisoned.secret()));
            Await.until(
                    "the failure is logged",
                    () -> ServerLog.contains("Cannot write the last use of API token " + poisoned.id()));
            assertThat(LastUsedIT.lastUsed(poisoned)).isZero();
        } finally {
            database.update("alter table MYC_API_TOKEN drop constraint MYC_CK_TEST");
        }
    }

    /** As in the read-only mode of a database: none of the rows can be written. */
    @Test
    void databaseThatRejectsAllFailsNothing(TestRealm realm) throws Exception {
        realm.setAttribute("api-tokens.max-per-user", "100");
        List<TestRealm.Token> tokens = IntStream.range(0, TOKENS)
                .mapToObj(i -> realm.createToken("alice", "{\"name\":\"token-" + i + "\"}"))
                .toList();
        Admin.post(
                realm.adminPath("/clients"),
                RealmTemplate.resourceServer("unlucky", Map.of("api-tokens.accepted", "true")));
        database.update("alter table MYC_API_TOKEN add constraint MYC_CK_TEST check (LAST_USED_BY <> 'unlucky')");
        try {
            Parallel.requests(
                            TOKENS,
                            i -> realm.introspect("unlucky", tokens.get(i).secret()))
                    .forEach(realm::assertActive);
            Await.until("the rest waits", () -> ServerLog.contains("API tokens is written with the next flush"));

            tokens.forEach(token -> realm.assertActive(realm.introspect("unlucky", token.secret())));
        } finally {
            database.update("alter table MYC_API_TOKEN drop constraint MYC_CK_TEST");
        }

        TestRealm.Token later = realm.createNamed("alice", "later");
        realm.introspect(later.secret());
        LastUsedIT.awaitUse(later);
    }
}
