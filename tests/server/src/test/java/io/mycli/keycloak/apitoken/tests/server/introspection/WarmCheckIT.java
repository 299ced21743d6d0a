package io.mycli.keycloak.apitoken.tests.server.introspection;

import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.ListedUsers;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A token that was asked about lately is answered for without SQL. */
@KeycloakTest
@Isolated("takes the table away")
class WarmCheckIT {

    private final Database database = KeycloakServer.get().database();

    @Test
    void warmCheckDoesNotTouchTheTable(TestRealm realm) {
        assertAnsweredWithoutTable(realm, CacheIT.warm(realm));
    }

    @Test
    void warmCheckOfFederatedUserDoesNotTouchTheTable(TestRealm realm) {
        ListedUsers.cachedIn(realm, "carol");

        assertAnsweredWithoutTable(realm, CacheIT.warm(realm, "carol"));
    }

    /** More than the cache has room for. */
    @Test
    void floodOfUnknownTokensDrivesNoneOut(TestRealm realm) {
        TestRealm.Token token = CacheIT.warm(realm);

        IntStream.range(0, 2 * KeycloakServer.CACHE_SIZE)
                .parallel()
                .forEach(i -> realm.assertRejected(realm.introspect(Secrets.unknown())));

        assertAnsweredWithoutTable(realm, token);
    }

    private void assertAnsweredWithoutTable(TestRealm realm, TestRealm.Token token) {
        // Just before the table goes, for an entry is read anew after some seconds.
        realm.assertActive(realm.introspect(token.secret()));
        database.update("alter table MYC_API_TOKEN rename to MYC_AWAY");
        try {
            realm.assertActive(realm.introspect(token.secret()));
        } finally {
            database.update("alter table MYC_AWAY rename to MYC_API_TOKEN");
        }
    }
}
