package io.mycli.keycloak.apitoken.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Parallel;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nodes with fewer database connections than requests. A request that waited for a second connection while it held one
 * would wait for others that do the same, until all of them fail.
 */
@KeycloakTest
@ExtendWith(SharedNodes.class)
class ClusterConnectionsIT {

    private static final DistributionServer HERE = DistributionServer.ofThisRun();

    private static final int REQUESTS = 32;
    private static final int OWNERS = 8;
    static final String[] FOUR_CONNECTIONS = {"--db-pool-max-size=4", "--db-pool-min-size=4", "--db-pool-initial-size=4"
    };

    @Test
    void requestsShareFourConnections(TestRealm realm) throws Exception {
        DistributionServer node = HERE.join("pool", FOUR_CONNECTIONS);
        try {
            new Load(realm, node).run();
        } finally {
            node.stop();
        }
    }

    /** Its every check reads the owner and the row. */
    @Test
    void requestsShareFourConnectionsWithoutUserCache(TestRealm realm) throws Exception {
        new Load(realm, SharedNodes.withoutUserCache()).run();
    }

    private static boolean isUsed(TestRealm.Token token) {
        return HERE.database().number("select LAST_USED_AT from MYC_API_TOKEN where ID = ?", token.id()) > 0;
    }

    /** What owners, resource servers and administrators do at one node, each as often as requests come at once. */
    private static final class Load {

        private final TestRealm realm;
        private final NodeClient client;

        Load(TestRealm realm, DistributionServer node) {
            this.realm = realm;
            this.client = NodeClient.withOwners(realm, node, OWNERS);
            warmUp();
        }

        /**
         * One by one: Keycloak loads a session of another node in a transaction beside the request's, and requests for a client
         * that is not cached wait for each other, with a connection each.
         */
        private void warmUp() {
            for (int owner = 0; owner < OWNERS; owner++) {
                realm.assertActive(client.introspect(client.jwt(owner)));
            }
            TestRealm.Token token = NodeClient.token(client.create(0, "warm"));
            realm.assertActive(client.introspect(token.secret()));
            requireStatus("exchange", 200, client.exchange(token));
            requireStatus("revocation", 204, client.revoke(0, token));
        }

        /**
         * A message of another node may empty Keycloak's cache of the realm after that, later the busier the machine is. Then
         * Keycloak's requests wait for each other, those with JWTs too, and fail: none of ours is among them.
         */
        private boolean areOthersAnswered() {
            clearUserCache();
            try {
                return Parallel.requests(REQUESTS, i -> client.introspect(client.jwt(i))).stream()
                        .allMatch(answer -> answer.statusCode() == 200);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        void run() throws Exception {
            Await.until("Keycloak's own requests are answered", this::areOthersAnswered);
            List<TestRealm.Token> tokens = tokens(atOnce("creation", 201, i -> client.create(i, "token-" + i)));
            checks("first check", tokens);
            checks("second check", tokens);
            checks("check of a remembered token", tokens);
            checksWhileRolesChange(tokens);
            atOnce("exchange", 200, i -> client.exchange(tokens.get(i)));
            atOnce("list", 200, client::list);
            List<TestRealm.Token> rotated = tokens(atOnce("rotation", 200, i -> client.rotate(i, tokens.get(i))));
            Await.until("the last use is written", () -> rotated.stream().allMatch(ClusterConnectionsIT::isUsed));
            atOnce("revocation", 204, i -> client.revoke(i, rotated.get(i)));
            rotated.forEach(token -> realm.assertRejected(client.introspect(token.secret())));
        }

        /** With no user cached, as after a role was deleted. */
        private List<Response> atOnce(String what, int status, IntFunction<Response> request) throws Exception {
            clearUserCache();
            long start = System.nanoTime();
            List<Response> answers = Parallel.requests(REQUESTS, request);
            System.out.printf(
                    "%s, %d at once: %d ms%n",
                    what, REQUESTS, Duration.ofNanos(System.nanoTime() - start).toMillis());
            answers.forEach(answer -> requireStatus(what, status, answer));
            return answers;
        }

        private void clearUserCache() {
            Admin.request()
                    .baseUri(client.node().baseUrl())
                    .post("/admin/realms/" + realm.name() + "/clear-user-cache")
                    .then()
                    .statusCode(204);
        }

        private void requireStatus(String what, int status, Response answer) {
            assertThat(answer.statusCode()).as(what + ": " + answer.asString()).isEqualTo(status);
        }

        private void checks(String what, List<TestRealm.Token> tokens) throws Exception {
            atOnce(what, 200, i -> client.introspect(tokens.get(i).secret())).forEach(realm::assertActive);
        }

        /** A role that goes drops every user of the realm from the cache, and a change of the realm the realm. */
        private void checksWhileRolesChange(List<TestRealm.Token> tokens) throws Exception {
            AtomicBoolean isOver = new AtomicBoolean();
            ExecutorService administrator = Executors.newSingleThreadExecutor();
            try {
                Future<Integer> changes = administrator.submit(() -> changeRolesUntil(isOver));
                for (int round = 0; round < 5; round++) {
                    Parallel.requests(
                                    REQUESTS,
                                    i -> client.introspect(tokens.get(i).secret()))
                            .forEach(realm::assertActive);
                }
                isOver.set(true);
                assertThat(changes.get()).isPositive();
            } finally {
                isOver.set(true);
                administrator.shutdown();
            }
        }

        private int changeRolesUntil(AtomicBoolean isOver) {
            int changes = 0;
            while (!isOver.get()) {
                Admin.post(realm.adminPath("/roles"), Map.of("name", "short-lived"));
                Admin.delete(realm.adminPath("/roles/short-lived"));
                realm.update(Map.of("displayName", "Change " + changes));
                changes++;
            }
            return changes;
        }

        private List<TestRealm.Token> tokens(List<Response> answers) {
            return answers.stream().map(NodeClient::token).toList();
        }
    }
}
