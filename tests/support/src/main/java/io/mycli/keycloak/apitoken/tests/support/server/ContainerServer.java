package io.mycli.keycloak.apitoken.tests.support.server;

import dasniko.testcontainers.keycloak.ExtendableKeycloakContainer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.Testcontainers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.MountableFile;

/**
 * A Keycloak in production mode in a container, as testcontainers-keycloak runs it: an image of Keycloak ({@code
 * kc.it.image}) into which our JARs are copied. The database and the mail server of the tests stay in this process.
 */
final class ContainerServer implements KeycloakServer {

    private final Container container;
    private final Database database;

    private ContainerServer(Container container, Database database) {
        this.container = container;
        this.database = database;
    }

    /** Starts one, which is stopped with this process, and returns when it is ready. */
    static ContainerServer start(String name, Database database, Map<String, String> settings) {
        String image = System.getProperty("kc.it.image");
        if (image == null) {
            throw new IllegalStateException("kc.it.image names no image: only tests/server runs in a container");
        }
        Container container = container(image);
        ContainerServer server = new ContainerServer(container, database);
        container
                .withProductionMode()
                .withFeaturesEnabled("docker")
                .withEnabledMetrics()
                .withAdminUsername(ADMIN)
                .withAdminPassword(ADMIN)
                .withStartupTimeout(DistributionServer.START_TIMEOUT)
                .withEnv("KC_DB", database.vendor())
                .withEnv("KC_HTTP_ENABLED", "true");
        Map<String, String> options = new HashMap<>(database.startOptions(server::hostOf));
        options.putAll(settings);
        options.forEach((option, value) -> container.withCustomCommand(option + "=" + value));
        try {
            Deployment deployment = Deployment.ofThisRun();
            Path folder = Path.of(System.getProperty("kc.work"), name + "-container");
            List<File> jars = deployment.jars(folder).stream().map(Path::toFile).toList();
            container.withProviderLibsFrom(jars);
            deployment
                    .childTheme(folder)
                    .ifPresent(theme -> container.withCopyFileToContainer(
                            MountableFile.forHostPath(theme), "/opt/keycloak/themes/" + theme.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        container.start();
        return server;
    }

    private static Container container(String image) {
        return switch (System.getProperty("kc.it.network", "bridge")) {
            case "bridge" -> new Container(image);
            case "host" -> new HostNetworkContainer(image);
            default ->
                throw new IllegalArgumentException(
                        "kc.it.network must be bridge or host, but is " + System.getProperty("kc.it.network"));
        };
    }

    @Override
    public String baseUrl() {
        return "http://" + container.getHost() + ":" + container.getHttpPort();
    }

    @Override
    public String managementUrl() {
        return "http://" + container.getHost() + ":" + container.getMappedPort(9000);
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public String log() {
        return container.getLogs();
    }

    @Override
    public String hostOf(int port) {
        return container.hostOf(port);
    }

    /** On the engine's own network, from where a tunnel of Testcontainers leads to this process. */
    private static class Container extends ExtendableKeycloakContainer<Container> {

        Container(String image) {
            super(image);
            // What it prints is read when a test asks for it.
            setLogConsumers(List.of());
        }

        String hostOf(int port) {
            Testcontainers.exposeHostPorts(port);
            return GenericContainer.INTERNAL_HOST_HOSTNAME;
        }
    }

    /** On the network of its host, for an engine without one of its own: all on loopback, on ports of the system's. */
    private static final class HostNetworkContainer extends Container {

        private static final String LOOPBACK = "127.0.0.1";

        private final Map<Integer, Integer> ports = Map.of(8080, Ports.free(), 9000, Ports.free());

        HostNetworkContainer(String image) {
            super(image);
            withNetworkMode("host");
            setExposedPorts(List.of());
            withEnv("KC_HTTP_HOST", LOOPBACK);
            withEnv("KC_HTTP_PORT", ports.get(8080).toString());
            withEnv("KC_HTTP_MANAGEMENT_PORT", ports.get(9000).toString());
        }

        @Override
        public Integer getMappedPort(int port) {
            return ports.get(port);
        }

        @Override
        public String getHost() {
            return LOOPBACK;
        }

        @Override
        String hostOf(int port) {
            return LOOPBACK;
        }
    }
}
