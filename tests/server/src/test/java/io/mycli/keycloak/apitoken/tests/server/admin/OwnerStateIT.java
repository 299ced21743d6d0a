package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.ListedUsers;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens that are neither expired nor revoked, but whose owner is disabled or gone. */
@ContractTest
class OwnerStateIT {

    private final Database database = KeycloakServer.get().database();

    @Test
    void tokenOfDisabledOwnerHasItsOwnState(TestRealm realm) {
        TestRealm.Token ofAlice = realm.createToken();
        TestRealm.Token ofBob = realm.createToken("bob", """
                {"name":"bobs","expiresIn":"9d"}""");
        enable(realm, "bob", false);

        Inventory.get(realm, ofBob.id()).then().body("state", equalTo("owner_disabled"));
        Inventory.lookup(realm, ofBob.secret()).then().body("state", equalTo("owner_disabled"));
        assertThat(Inventory.ids(realm, "")).containsExactly(ofBob.id(), ofAlice.id());
        assertThat(Inventory.ids(realm, "?state=live")).containsExactly(ofAlice.id());
        assertThat(Inventory.ids(realm, "?state=owner_disabled")).containsExactly(ofBob.id());
        assertThat(Inventory.ids(realm, "?state=owner_gone")).isEmpty();
        assertCounts(realm, 1, 1, 0);
        Admin.get(realm.adminPath("/api-tokens/counts")).then().body("expiringSoon", equalTo(0));

        enable(realm, "bob", true);
        Inventory.get(realm, ofBob.id()).then().body("state", equalTo("live"));
        assertThat(Inventory.ids(realm, "?state=owner_disabled")).isEmpty();
        assertCounts(realm, 2, 0, 0);
    }

    @Test
    void expiredAndRevokedTokensOfDisabledOwnerKeepTheirState(TestRealm realm) {
        TestRealm.Token expired = realm.createToken("bob", """
                {"name":"expired","expiresIn":"1h"}""");
        realm.table().age(expired, "EXPIRES_AT", 5);
        TestRealm.Token revoked = realm.createNamed("bob", "revoked");
        realm.table().age(revoked, "REVOKED_AT", 5);
        enable(realm, "bob", false);

        assertThat(Inventory.ids(realm, "?state=expired")).containsExactly(expired.id());
        assertThat(Inventory.ids(realm, "?state=revoked")).containsExactly(revoked.id());
        assertThat(Inventory.ids(realm, "?state=owner_disabled")).isEmpty();
        assertCounts(realm, 0, 0, 0);
    }

    @Test
    void tokensOfDisabledOwnersAreRevokedTogether(TestRealm realm) {
        TestRealm.Token ofAlice = realm.createToken();
        realm.createNamed("bob", "bobs");
        enable(realm, "bob", false);

        Inventory.post(realm, "/revoke", """
                {"state":"owner_disabled"}""").then().statusCode(200).body("revoked", equalTo(1));

        realm.assertActive(realm.introspect(ofAlice.secret()));
        enable(realm, "bob", true);
        assertCounts(realm, 1, 0, 0);
    }

    /** The purge removes such a row, so the test holds it. */
    @Test
    void tokenWithoutOwnerHasItsOwnState(TestRealm realm) {
        TestRealm.Token token;
        do {
            token = realm.createNamed("bob", "orphan");
            database.update("update MYC_API_TOKEN set USER_ID = 'gone' where ID = ?", token.id());
        } while (!isGoneWhileHeld(realm, token));
    }

    private boolean isGoneWhileHeld(TestRealm realm, TestRealm.Token token) {
        return database.whileHeld(token.id(), () -> {
            if (!realm.table().hasRow(token)) {
                return false;
            }
            Inventory.get(realm, token.id()).then().body("state", equalTo("owner_gone"));
            assertThat(Inventory.ids(realm, "?state=owner_gone")).containsExactly(token.id());
            assertThat(Inventory.ids(realm, "?state=live")).isEmpty();
            assertThat(Inventory.ids(realm, "?state=owner_disabled")).isEmpty();
            assertCounts(realm, 0, 0, 1);
            return true;
        });
    }

    /** A user of a storage is not in Keycloak's own table. */
    @Test
    void tokenOfFederatedOwnerIsLive(TestRealm realm) {
        ListedUsers.in(realm, "dora");
        TestRealm.Token token = realm.createNamed("dora", "doras");

        Inventory.get(realm, token.id()).then().body("state", equalTo("live"));
        assertThat(Inventory.ids(realm, "?state=live")).containsExactly(token.id());
        assertCounts(realm, 1, 0, 0);
    }

    private static void assertCounts(TestRealm realm, int live, int disabled, int gone) {
        Admin.get(realm.adminPath("/api-tokens/counts"))
                .then()
                .body("live", equalTo(live))
                .body("ownerDisabled", equalTo(disabled))
                .body("ownerGone", equalTo(gone));
    }

    private static void enable(TestRealm realm, String username, boolean isEnabled) {
        Admin.put(realm.adminPath("/users/" + realm.userId(username)), Map.of("enabled", isEnabled));
    }
}
