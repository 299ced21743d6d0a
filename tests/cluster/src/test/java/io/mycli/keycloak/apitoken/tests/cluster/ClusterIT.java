package io.mycli.keycloak.apitoken.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.ListedUsers;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nodes that share a database, and cache tokens for an hour: what is noticed here in time, is noticed by the messages
 * that Keycloak's own caches send each other.
 */
@KeycloakTest
@ExtendWith(SharedNodes.class)
class ClusterIT {

    private static final DistributionServer HERE = DistributionServer.ofThisRun();

    private final DistributionServer there = SharedNodes.second();
    private final Database database = HERE.database();

    /** Also with no core to spare: Keycloak's message is answered by the other node before the revocation is. */
    @Test
    void otherNodeRejectsAsSoonAsTheRevocationIsAnswered(TestRealm realm) throws Exception {
        TestRealm.Token live = realm.createNamed("alice", "live");
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> load = new ArrayList<>();
            for (DistributionServer node : List.of(HERE, there, HERE, there)) {
                load.add(threads.submit(() -> {
                    while (!over.get()) {
                        realm.assertActive(realm.introspectAt(node, live.secret()));
                    }
                }));
            }
            for (int i = 0; i < 50; i++) {
                TestRealm.Token token = warm(realm, there);

                realm.revoke(token);

                realm.assertRejected(realm.introspectAt(there, token.secret()));
                realm.assertRejected(realm.introspect(token.secret()));
            }
            over.set(true);
            for (Future<?> user : load) {
                user.get();
            }
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    @Test
    void secretThatWasReplacedIsRejectedOnTheOtherNode(TestRealm realm) {
        TestRealm.Token token = warm(realm, there);

        TestRealm.Token rotated = realm.rotated(token, "{}");

        realm.assertRejected(realm.introspectAt(there, token.secret()));
        realm.assertActive(realm.introspectAt(there, rotated.secret()));
    }

    @Test
    void disabledOwnersTokenIsRejectedOnTheOtherNode(TestRealm realm) {
        TestRealm.Token token = warm(realm, there);

        Admin.put(realm.adminPath("/users/" + realm.userId("alice")), Map.of("enabled", false));

        realm.assertRejected(realm.introspectAt(there, token.secret()));
    }

    @Test
    void tokenThatDestroyedItselfOnTheOtherNodeIsRejectedHere(TestRealm realm) {
        TestRealm.Token token = warm(realm, there);

        Http.withBearer(token.secret())
                .baseUri(there.baseUrl())
                .delete(realm.apiTokens() + "/self")
                .then()
                .statusCode(204);

        realm.assertRejected(realm.introspect(token.secret()));
    }

    /** A node that saw the token earlier writes later: when it stops. */
    @Test
    void lastUseIsWrittenAtShutdownAndNeverMovesBack(TestRealm realm) {
        TestRealm.Token token = realm.createNamed("alice", "used");
        TestRealm.Token marker = realm.createNamed("alice", "marker");
        DistributionServer late = HERE.join("late", "--spi-api-token--jpa--last-used-flush-interval=3600");
        long newest;
        try {
            realm.assertActive(realm.introspectAt(late, token.secret()));
            realm.assertActive(realm.introspectAt(late, marker.secret()));
            realm.assertActive(realm.introspect(token.secret()));
            Await.until("this node has written", () -> lastUsed(token) > 0);
            newest = lastUsed(token);
            assertThat(lastUsed(marker)).isZero();
        } finally {
            late.stop();
        }

        assertThat(lastUsed(marker)).isPositive();
        assertThat(lastUsed(token)).isEqualTo(newest);
    }

    /** As a PostgreSQL is that stands by; Keycloak itself would want to store events. */
    @Test
    void readOnlyDatabaseAnswers(TestRealm realm) {
        realm.update(Map.of("eventsEnabled", false, "adminEventsEnabled", false));
        TestRealm.Token warm = warm(realm, there);
        TestRealm.Token cold = realm.createNamed("alice", "cold");

        database.update("alter system set default_transaction_read_only = on");
        try {
            database.number("select count(pg_reload_conf())");
            awaitReadOnly("on");

            for (DistributionServer node : List.of(HERE, there)) {
                realm.assertActive(realm.introspectAt(node, warm.secret()));
                realm.assertActive(realm.introspectAt(node, cold.secret()));
            }
            Await.until("the write is refused", () -> HERE.log().contains("Cannot write the last use of API token "));
            realm.assertActive(realm.introspect(cold.secret()));
        } finally {
            database.update("alter system reset default_transaction_read_only");
            database.number("select count(pg_reload_conf())");
            awaitReadOnly("off");
        }

        TestRealm.Token later = realm.createNamed("alice", "later");
        realm.introspect(later.secret());
        Await.until("the use is written again", () -> lastUsed(later) > 0);
    }

    private void awaitReadOnly(String setting) {
        Await.until(
                "read-only is " + setting,
                () -> database.number(
                                "select count(*) where current_setting('default_transaction_read_only') = ?", setting)
                        == 1);
    }

    /** Its every check reads the row. */
    @Test
    void nodeWithoutUserCacheAcceptsAndRejects(TestRealm realm) {
        DistributionServer cacheless = SharedNodes.withoutUserCache();
        TestRealm.Token token = warm(realm, cacheless);
        ListedUsers.cachedIn(realm, "carol");
        TestRealm.Token federated = warmOf("carol", realm, cacheless);

        realm.revoke(token);
        realm.revoke("carol", federated);

        realm.assertRejected(realm.introspectAt(cacheless, token.secret()));
        realm.assertRejected(realm.introspectAt(cacheless, federated.secret()));
    }

    /** While tokens come and go, a third node joins and is killed. */
    @Test
    void nodesComeAndGoUnderLoad(TestRealm realm) throws Exception {
        TestRealm.Token live = realm.createNamed("alice", "live");
        List<DistributionServer> nodes = new CopyOnWriteArrayList<>(List.of(HERE, there));
        Queue<TestRealm.Token> dead = new ConcurrentLinkedQueue<>();
        AtomicInteger liveChecks = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> user = threads.submit(() -> {
                while (!over.get()) {
                    nodes.forEach(node -> realm.assertActive(realm.introspectAt(node, live.secret())));
                    liveChecks.incrementAndGet();
                    // Often, and not as often as a core can: the nodes have to share it.
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
            });
            Future<?> revoker = threads.submit(() -> {
                while (!over.get()) {
                    createAndRevoke(realm, nodes, dead);
                }
            });
            DistributionServer third = HERE.join("third");
            nodes.add(third);
            awaitMore(dead, user, revoker);
            // From here on nobody asks it any more, for it is about to answer nothing.
            nodes.remove(third);
            awaitMore(dead, user, revoker);
            third.kill();
            awaitMore(dead, user, revoker);
            over.set(true);
            user.get();
            revoker.get();
            Secrets.requireNone("log of the third node", third.log());
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
        assertThat(liveChecks.get()).isPositive();
        dead.forEach(token -> nodes.forEach(node -> realm.assertRejected(realm.introspectAt(node, token.secret()))));
    }

    private static void createAndRevoke(TestRealm realm, List<DistributionServer> nodes, Queue<TestRealm.Token> dead) {
        TestRealm.Token token = warm(realm, nodes.toArray(DistributionServer[]::new));
        realm.revoke(token);
        realm.assertRejected(realm.introspect(token.secret()));
        nodes.forEach(node -> Nodes.awaitRejected(realm, node, token));
        dead.add(token);
        dead.forEach(
                revoked -> nodes.forEach(node -> realm.assertRejected(realm.introspectAt(node, revoked.secret()))));
    }

    private static void awaitMore(Queue<TestRealm.Token> dead, Future<?>... workers) {
        int before = dead.size();
        Await.until("more tokens are revoked", () -> {
            for (Future<?> worker : workers) {
                assertThat(worker).isNotDone();
            }
            return dead.size() >= before + 3;
        });
    }

    /** A token of alice's, that this node and the given ones have cached. */
    private static TestRealm.Token warm(TestRealm realm, DistributionServer... nodes) {
        return warmOf("alice", realm, nodes);
    }

    private static TestRealm.Token warmOf(String owner, TestRealm realm, DistributionServer... nodes) {
        TestRealm.Token token = realm.createNamed(owner, "warm");
        for (int i = 0; i < 3; i++) {
            realm.assertActive(realm.introspect(token.secret()));
            for (DistributionServer node : nodes) {
                realm.assertActive(realm.introspectAt(node, token.secret()));
            }
        }
        return token;
    }

    private long lastUsed(TestRealm.Token token) {
        return database.number("select LAST_USED_AT from MYC_API_TOKEN where ID = ?", token.id());
    }
}
