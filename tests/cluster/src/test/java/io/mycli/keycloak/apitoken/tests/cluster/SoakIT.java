package io.mycli.keycloak.apitoken.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/**
 * Everything at once for a long time, on two nodes with ten connections each: {@code tests/bin/soak}. Every answer is checked,
 * and heap and threads are printed once a minute.
 */
@KeycloakTest
class SoakIT {

    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));
    private static final int OWNERS = 8;
    private static final int WORKERS = 12;
    private static final String TEN_CONNECTIONS = "--db-pool-max-size=10";

    private final Map<String, LongAdder> done = new ConcurrentHashMap<>();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void mixedLoadOnTwoNodes(TestRealm realm) throws Exception {
        realm.update(Map.of(
                "accessTokenLifespan", 2 * 3600, "ssoSessionIdleTimeout", 3 * 3600, "ssoSessionMaxLifespan", 3 * 3600));
        DistributionServer one = DistributionServer.ofThisRun().join("one", TEN_CONNECTIONS);
        DistributionServer two = DistributionServer.ofThisRun().join("two", TEN_CONNECTIONS);
        NodeClient first = NodeClient.withOwners(realm, one, OWNERS);
        List<NodeClient> nodes = List.of(first, first.at(two));
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS + 1);
        List<Future<?>> work = new ArrayList<>();
        try {
            for (int worker = 0; worker < WORKERS; worker++) {
                int number = worker;
                work.add(threads.submit(() -> useTokens(nodes, number)));
            }
            work.add(threads.submit(() -> changeRealm(realm)));
            watch(nodes);
            isOver.set(true);
            for (Future<?> future : work) {
                future.get();
            }
            Secrets.requireNone("log of the first node", one.log());
            Secrets.requireNone("log of the second node", two.log());
        } finally {
            isOver.set(true);
            threads.shutdownNow();
            one.stop();
            two.stop();
        }
        assertThat(problems).isEmpty();
    }

    /** A token's whole life, again and again, each step at one of the nodes. */
    private void useTokens(List<NodeClient> nodes, int owner) {
        for (int round = 0; !isOver.get(); round++) {
            TestRealm.Token token = created(any(nodes), owner, "soak-" + owner + "-" + round);
            if (token == null) {
                continue;
            }
            for (int i = 0; i < 20; i++) {
                check("check", any(nodes), token.secret(), true);
                check("check of a JWT", any(nodes), any(nodes).jwt(owner), true);
            }
            expect("exchange", 200, any(nodes).exchange(token));
            expect("list", 200, any(nodes).list(owner));
            TestRealm.Token rotated = rotated(any(nodes), owner, token);
            TestRealm.Token newest = rotated == null ? token : rotated;
            for (int i = 0; i < 10; i++) {
                check("check", any(nodes), newest.secret(), true);
            }
            expect("revocation", 204, any(nodes).revoke(owner, newest));
            nodes.forEach(node -> endsAt(node, newest.secret()));
        }
    }

    private static NodeClient any(List<NodeClient> nodes) {
        return nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
    }

    private TestRealm.Token created(NodeClient node, int owner, String name) {
        Response answer = node.create(owner, name);
        return expect("creation", 201, answer) ? NodeClient.token(answer) : null;
    }

    private TestRealm.Token rotated(NodeClient node, int owner, TestRealm.Token token) {
        Response answer = node.rotate(owner, token);
        if (!expect("rotation", 200, answer)) {
            return null;
        }
        check("check of a replaced secret", node, token.secret(), false);
        return NodeClient.token(answer);
    }

    /** The other node may need a message to know. */
    private void endsAt(NodeClient node, String secret) {
        Await.until("the token is inactive", Duration.ofSeconds(5), () -> {
            Response answer = node.introspect(secret);
            return answer.statusCode() == 200 && !answer.<Boolean>path("active");
        });
        check("check of a revoked token", node, secret, false);
    }

    private void check(String what, NodeClient node, String token, boolean isActive) {
        Response answer = node.introspect(token);
        if (expect(what, 200, answer) && answer.<Boolean>path("active") != isActive) {
            problems.add(what + " should be " + isActive + ": " + answer.asString());
        }
    }

    private boolean expect(String what, int status, Response answer) {
        done.computeIfAbsent(what, key -> new LongAdder()).increment();
        if (answer.statusCode() != status) {
            problems.add(what + ": " + answer.statusCode() + " " + answer.asString());
        }
        return answer.statusCode() == status;
    }

    private void changeRealm(TestRealm realm) {
        for (int change = 0; !isOver.get(); change++) {
            Admin.post(realm.adminPath("/roles"), Map.of("name", "short-lived"));
            Admin.delete(realm.adminPath("/roles/short-lived"));
            realm.update(Map.of("displayName", "Change " + change));
            done.computeIfAbsent("change of roles and realm", key -> new LongAdder())
                    .increment();
        }
    }

    /** Prints a line a minute, until the time is over or too much is wrong. */
    private void watch(List<NodeClient> nodes) {
        long start = System.nanoTime();
        for (int minute = 1; minute <= LENGTH.toMinutes() && problems.size() < 100; minute++) {
            Duration next = Duration.ofMinutes(minute);
            Await.until("a minute is over", Duration.ofMinutes(2), () -> System.nanoTime() - start > next.toNanos());
            StringBuilder line = new StringBuilder("Soak, minute " + minute + ":");
            nodes.forEach(node -> line.append(" heap %d MiB, threads %d;"
                    .formatted(
                            metric(node, "jvm_memory_used_bytes{area=\"heap\"") >> 20,
                            metric(node, "jvm_threads_live_threads"))));
            System.out.println(line + " problems " + problems.size() + ", done " + done);
        }
    }

    /** The sum over its tags. */
    private static long metric(NodeClient node, String name) {
        return (long) Http.request()
                .baseUri(node.node().managementUrl())
                .get("/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
