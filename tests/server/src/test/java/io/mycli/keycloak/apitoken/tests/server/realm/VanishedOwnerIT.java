package io.mycli.keycloak.apitoken.tests.server.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.ListedUsers;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import org.junit.jupiter.api.Test;

/** Owners who leave a user storage, which tells nobody of it. */
@ContractTest
class VanishedOwnerIT {

    @Test
    void tokensOfWhomTheStorageNoLongerFindsGo(TestRealm realm) {
        ListedUsers storage = ListedUsers.in(realm, "dora,emil");
        TestRealm.Token doras = realm.createNamed("dora", "a");
        TestRealm.Token emils = realm.createNamed("emil", "a");

        storage.list("emil");

        awaitGone(realm, doras);
        assertThat(realm.table().hasRow(emils)).isTrue();
        Admin.get(realm.adminPath("/api-tokens/counts")).then().body("live", equalTo(1));
    }

    @Test
    void tokensStayWhileTheStorageFails(TestRealm realm) {
        ListedUsers failing = ListedUsers.in(realm, "dora");
        ListedUsers other = ListedUsers.in(realm, "emil");
        TestRealm.Token doras = realm.createNamed("dora", "a");
        TestRealm.Token emils = realm.createNamed("emil", "a");
        failing.fail();

        other.list("nobody");

        awaitGone(realm, emils);
        assertThat(realm.table().hasRow(doras)).isTrue();
        failing.list("dora");
        realm.assertActive(realm.introspect(doras.secret()));
    }

    @Test
    void tokensStayWhileTheStorageIsDisabled(TestRealm realm) {
        ListedUsers disabled = ListedUsers.in(realm, "dora");
        ListedUsers other = ListedUsers.in(realm, "emil");
        TestRealm.Token doras = realm.createNamed("dora", "a");
        TestRealm.Token emils = realm.createNamed("emil", "a");
        disabled.disable("dora");

        other.list("nobody");

        awaitGone(realm, emils);
        assertThat(realm.table().hasRow(doras)).isTrue();
    }

    private static void awaitGone(TestRealm realm, TestRealm.Token token) {
        Await.until("the row is gone", () -> !realm.table().hasRow(token));
    }
}
