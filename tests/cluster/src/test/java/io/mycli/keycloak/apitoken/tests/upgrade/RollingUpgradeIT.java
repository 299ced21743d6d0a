package io.mycli.keycloak.apitoken.tests.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.cluster.Nodes;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Deployment;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Two nodes with a release of ours go to another one ({@code kc.next.jar}), one after the other, and the first of them back
 * again in between: what {@code tests/bin/rolling-upgrade} runs.
 */
@KeycloakTest
class RollingUpgradeIT {

    private final DistributionServer here = DistributionServer.ofThisRun();
    private final Deployment before = Deployment.ofThisRun();
    private final Deployment after = before.with(Path.of(System.getProperty("kc.next.jar")));

    @Test
    void noTokenIsRejectedWhileNodesAreReplaced(TestRealm realm) {
        DistributionServer there = here.join("there");
        List<DistributionServer> nodes = List.of(here, there);
        TestRealm.Token old = realm.createToken("alice", """
                {"name":"old","expiresIn":"90d"}""");

        for (Deployment deployment : List.of(after, before, after)) {
            whileAsking(realm, here, old, () -> there.replace(deployment));
            assertWorkOfBothNodes(realm, nodes, old);
        }
        whileAsking(realm, there, old, () -> here.replace(after));
        assertWorkOfBothNodes(realm, nodes, old);
    }

    /** Each node knows what the other one created and revoked. */
    private static void assertWorkOfBothNodes(TestRealm realm, List<DistributionServer> nodes, TestRealm.Token old) {
        TestRealm.Token fresh = realm.createNamed("alice", "fresh");
        for (DistributionServer node : nodes) {
            realm.assertActive(realm.introspectAt(node, old.secret()));
            realm.assertActive(realm.introspectAt(node, fresh.secret()));
        }
        realm.revoke(fresh);
        for (DistributionServer node : nodes) {
            Nodes.awaitRejected(realm, node, fresh);
        }
    }

    private static void whileAsking(TestRealm realm, DistributionServer node, TestRealm.Token token, Runnable work) {
        AtomicBoolean working = new AtomicBoolean(true);
        AtomicInteger answers = new AtomicInteger();
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
            while (working.get()) {
                realm.assertActive(realm.introspectAt(node, token.secret()));
                answers.incrementAndGet();
            }
        });
        try {
            work.run();
        } finally {
            working.set(false);
        }
        asking.join();
        assertThat(answers).hasPositiveValue();
    }
}
