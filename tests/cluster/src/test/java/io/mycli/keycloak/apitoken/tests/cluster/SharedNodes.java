package io.mycli.keycloak.apitoken.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Nodes that test classes share, because a start takes half a minute of a core. A node joins when a test first asks for
 * it. When the run is over, its log is searched for secrets, and it is stopped.
 */
final class SharedNodes implements BeforeAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedNodes.class);

    private static final Map<String, DistributionServer> NODES = new ConcurrentHashMap<>();

    /** A node like the first one. */
    static DistributionServer second() {
        return NODES.computeIfAbsent("second", name -> {
            DistributionServer node = DistributionServer.ofThisRun().join(name);
            assertThat(node.log()).containsPattern("ISPN000094.*\\([2-9]\\)");
            return node;
        });
    }

    /** A node that caches no user, and has four connections to the database. */
    static DistributionServer withoutUserCache() {
        return NODES.computeIfAbsent(
                "cacheless",
                name -> DistributionServer.ofThisRun()
                        .joinBuiltWith(
                                name,
                                "--spi-user-cache--default--enabled=false",
                                ClusterConnectionsIT.FOUR_CONNECTIONS));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(NAMESPACE).computeIfAbsent(AutoCloseable.class, key ->
                (AutoCloseable) SharedNodes::stop);
    }

    private static void stop() {
        NODES.values().forEach(DistributionServer::stop);
        NODES.forEach((name, node) -> Secrets.requireNone("log of node " + name, node.log()));
    }
}
