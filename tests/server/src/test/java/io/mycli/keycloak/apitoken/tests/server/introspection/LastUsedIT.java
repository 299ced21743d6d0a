package io.mycli.keycloak.apitoken.tests.server.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@ContractTest
class LastUsedIT {

    private final Database database = KeycloakServer.get().database();

    @Test
    void tellsWhenAndByWhom(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Instant before = Instant.now().minusSeconds(1);

        realm.introspect(token.secret());
        awaitUse(token);

        Response shown = Http.withBearer(realm.login("alice")).get(realm.apiTokens() + "/" + token.id());
        assertThat(shown.<String>path("lastUsedBy")).isEqualTo("catalog-server");
        assertThat(Instant.parse(shown.path("lastUsedAt"))).isAfterOrEqualTo(before.minusSeconds(1));
    }

    @Test
    void rejectionIsNoUse(TestRealm realm) {
        TestRealm.Token token = realm.createNamed("alice", "refused");
        TestRealm.Token other = realm.createNamed("alice", "accepted");

        realm.introspect("strict-server", token.secret());
        realm.introspect(other.secret());
        awaitUse(other);

        assertThat(lastUsed(token)).isZero();
    }

    @Test
    void isWrittenOnceMinute(TestRealm realm) {
        TestRealm.Token token = realm.createNamed("alice", "steady");
        realm.introspect(token.secret());
        awaitUse(token);
        long first = lastUsed(token);
        TestRealm.Token marker = realm.createNamed("alice", "marker");

        realm.introspect(token.secret());
        realm.introspect(marker.secret());
        awaitUse(marker);

        assertThat(lastUsed(token)).isEqualTo(first);
    }

    @Test
    void neverMovesBack(TestRealm realm) {
        TestRealm.Token token = realm.createNamed("alice", "ahead");
        TestRealm.Token marker = realm.createNamed("alice", "marker");
        realm.introspect(token.secret());
        realm.table().age(token, "LAST_USED_AT", -3600);
        long ahead = lastUsed(token);
        realm.introspect(marker.secret());
        awaitUse(marker);

        assertThat(lastUsed(token)).isEqualTo(ahead);
    }

    @Test
    void parallelUseOfOneTokenFailsNothing(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        IntStream.range(0, 200).parallel().forEach(i -> realm.assertActive(realm.introspect(token.secret())));

        awaitUse(token);
    }

    /** Neither those of its flush, nor those of the next one. */
    @Test
    void rowThatAnotherHoldsDelaysNoOther(TestRealm realm) {
        TestRealm.Token held = realm.createNamed("alice", "held");
        TestRealm.Token first = realm.createNamed("alice", "first");
        TestRealm.Token second = realm.createNamed("alice", "second");
        database.whileHeld(held.id(), () -> {
            realm.introspect(held.secret());
            realm.introspect(first.secret());
            awaitUse(first);

            realm.introspect(second.secret());
            awaitUse(second);
        });

        awaitUse(held);
    }

    static void awaitUse(TestRealm.Token token) {
        Await.until("the use is written", () -> lastUsed(token) > 0);
    }

    static long lastUsed(TestRealm.Token token) {
        return KeycloakServer.get()
                .database()
                .number("select LAST_USED_AT from MYC_API_TOKEN where ID = ?", token.id());
    }
}
