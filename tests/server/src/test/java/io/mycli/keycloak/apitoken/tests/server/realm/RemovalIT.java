package io.mycli.keycloak.apitoken.tests.server.realm;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.ListedUsers;
import io.mycli.keycloak.apitoken.tests.support.RealmTemplate;
import io.mycli.keycloak.apitoken.tests.support.RowSearch;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When rows go. */
@ContractTest
class RemovalIT {

    private static final long KEPT = Duration.ofDays(30).toSeconds();

    @Nested
    class AtOnce {

        @Test
        void withTheOwner(TestRealm realm) {
            TestRealm.Token ofAlice = realm.createNamed("alice", "a");
            TestRealm.Token ofBob = realm.createNamed("bob", "a");

            Admin.delete(realm.adminPath("/users/" + realm.userId("alice")));

            assertThat(realm.table().hasRow(ofAlice)).isFalse();
            assertThat(realm.table().hasRow(ofBob)).isTrue();
        }

        @Test
        void withFederatedOwner(TestRealm realm) {
            ListedUsers storage = ListedUsers.in(realm, "dora,emil");
            TestRealm.Token ofDora = realm.createNamed("dora", "a");
            TestRealm.Token ofEmil = realm.createNamed("emil", "a");
            realm.assertActive(realm.introspect(ofDora.secret()));

            Admin.delete(realm.adminPath("/users/" + storage.userId("dora")));

            assertThat(realm.table().hasRow(ofDora)).isFalse();
            assertThat(realm.table().hasRow(ofEmil)).isTrue();
        }

        @Test
        void withOwnerOverwrittenByPartialImport(TestRealm realm) {
            TestRealm.Token token = realm.createToken();

            overwrite(realm, "users", RealmTemplate.user(realm.name(), "alice"));

            assertThat(realm.table().hasRow(token)).isFalse();
            realm.assertRejected(realm.introspect(token.secret()));
        }

        @Test
        void withTokenClientOverwrittenByPartialImport(TestRealm realm) {
            TestRealm.Token token = realm.createToken();

            overwrite(realm, "clients", Map.of("clientId", "api-tokens", "standardFlowEnabled", false));

            assertThat(realm.table().hasRow(token)).isFalse();
            realm.assertRejected(realm.introspect(token.secret()));
        }

        private static void overwrite(TestRealm realm, String kind, Map<String, Object> resource) {
            Admin.post(
                    realm.adminPath("/partialImport"),
                    Map.of("ifResourceExists", "OVERWRITE", kind, List.of(resource)));
        }

        @Test
        void withTheRealm() {
            TestRealm realm = TestRealm.create();
            String id = realm.id();
            TestRealm.Token token = realm.createToken("alice", """
                    {"name":"small","audience":["catalog-server"],"realmRoles":["offline_access"]}""");
            realm.assertActive(realm.introspect(token.secret()));
            realm.revoke(realm.createNamed("alice", "revoked"));
            realm.setAttribute("api-tokens.max-lifetime", "none");

            realm.delete();

            assertThat(RowSearch.tablesWithOneOf(List.of(id, token.id())))
                    .filteredOn(table -> table.startsWith("MYC_"))
                    .isEmpty();
        }

        @Test
        void withTheTokenClientAndOnlyThat(TestRealm realm) {
            TestRealm.Token token = realm.createToken();
            Admin.delete(realm.adminPath("/clients/" + realm.clientUuid("other-app")));
            assertThat(realm.table().hasRow(token)).isTrue();

            Admin.delete(realm.adminPath("/clients/" + realm.clientUuid("api-tokens")));

            assertThat(realm.table().hasRow(token)).isFalse();
            realm.assertRejected(realm.introspect(token.secret()));
        }
    }

    @Nested
    class ByThePurge {

        @Test
        void ofLongExpiredAndLongRevokedTokens(TestRealm realm) {
            TestRealm.Token live = realm.createNamed("alice", "live");
            TestRealm.Token expired = realm.createNamed("alice", "expired");
            TestRealm.Token longExpired = realm.createNamed("alice", "long expired");
            TestRealm.Token longRevoked = realm.createNamed("alice", "long revoked");
            realm.table().age(expired, "EXPIRES_AT", KEPT - 3600);
            realm.table().age(longExpired, "EXPIRES_AT", KEPT + 1);
            realm.table().age(longRevoked, "REVOKED_AT", KEPT + 1);

            awaitGone(realm, longExpired);
            awaitGone(realm, longRevoked);

            assertThat(realm.table().hasRow(live)).isTrue();
            assertThat(realm.table().hasRow(expired)).isTrue();
        }

        @Test
        void inSeveralBatches(TestRealm realm) {
            TestRealm.Token template = realm.createToken();
            Database database = KeycloakServer.get().database();
            List<Object[]> rows = IntStream.range(0, 1200)
                    .mapToObj(i -> new Object[] {"old-" + i, realm.name() + i, "old-" + i, "old-" + i, template.id()})
                    .toList();
            database.updateEach(
                    "insert into MYC_API_TOKEN (ID, REALM_ID, USER_ID, TOKEN_HASH, PREFIX, NAME, NAME_KEY,"
                            + " SLOT_KEY, CREATED_AT, EXPIRES_AT)"
                            + " select ?, REALM_ID, USER_ID, ?, PREFIX, NAME, ?, ?, 0, 0"
                            + " from MYC_API_TOKEN where ID = ?",
                    rows);

            Await.until("1200 old rows are gone", () -> realm.table().rows() == 1);
        }

        @Test
        void whichPassesOverWhatAnotherHolds(TestRealm realm) {
            TestRealm.Token held = realm.createNamed("alice", "held");
            TestRealm.Token free = realm.createNamed("alice", "free");
            realm.table().age(held, "EXPIRES_AT", KEPT + 1);
            KeycloakServer.get().database().whileHeld(held.id(), () -> {
                realm.table().age(free, "EXPIRES_AT", KEPT + 1);

                awaitGone(realm, free);
            });

            awaitGone(realm, held);
        }

        @Test
        void ofTheTokensOfStorageThatWasRemoved(TestRealm realm) {
            ListedUsers storage = ListedUsers.in(realm, "dora");
            TestRealm.Token ofDora = realm.createNamed("dora", "a");
            TestRealm.Token ofAlice = realm.createToken();

            storage.remove();

            awaitGone(realm, ofDora);
            assertThat(realm.table().hasRow(ofAlice)).isTrue();
        }

        @Test
        void ofTheTokensOfUsersWhoWentWithoutAnEvent(TestRealm realm) {
            TestRealm.Token token = realm.createToken();

            KeycloakServer.get()
                    .database()
                    .update("update MYC_API_TOKEN set USER_ID = 'gone' where ID = ?", token.id());

            awaitGone(realm, token);
        }

        private static void awaitGone(TestRealm realm, TestRealm.Token token) {
            Await.until("the row is gone", () -> !realm.table().hasRow(token));
        }
    }
}
