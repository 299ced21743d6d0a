package io.mycli.keycloak.apitoken.tests.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Keycloak in production mode on loopback: the unpacked distribution, built with our JAR. Other nodes can join it,
 * unless its caches are local.
 */
public final class DistributionServer implements KeycloakServer {

    static final Duration START_TIMEOUT = Duration.ofMinutes(5);

    private final Installation installation;
    private final Database database;
    private final Map<String, String> settings;
    private final int port = freePort();
    private final int managementPort = freePort();
    private Process process;

    private DistributionServer(Installation installation, Database database, Map<String, String> settings) {
        this.installation = installation;
        this.database = database;
        this.settings = settings;
    }

    /**
     * Builds and starts a server, which is stopped with this process, and returns when it is ready.
     *
     * @param name of the folder that it lives in
     * @param settings options of {@code kc.sh start}
     * @param environment variables of its process, beside those of ours
     */
    public static DistributionServer start(
            String name, Database database, Map<String, String> settings, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        variables.put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
        Installation installation = Installation.create(name, variables);
        installation.build(List.of("--db=" + database.vendor()));
        DistributionServer server = new DistributionServer(installation, database, settings);
        server.start(server.baseUrl());
        return server;
    }

    /**
     * Starts one more node, on the database of this one and under its host name, and returns when it is ready.
     *
     * @param options settings of its own; they win over those that it shares with this node
     */
    public DistributionServer join(String name, String... options) {
        Map<String, String> own = new HashMap<>(settings);
        for (String option : options) {
            own.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        DistributionServer node = new DistributionServer(installation.copy(name), database, own);
        node.start(baseUrl());
        return node;
    }

    /** The same for a node that is built with an option that others are built without. */
    public DistributionServer joinBuiltWith(String name, String buildOption) {
        Installation copy = installation.copy(name);
        copy.build(List.of("--db=" + database.vendor(), buildOption));
        DistributionServer node = new DistributionServer(copy, database, settings);
        node.start(baseUrl());
        return node;
    }

    @Override
    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public String log() {
        return installation.log();
    }

    @Override
    public String hostOf(int port) {
        return "127.0.0.1";
    }

    /** The server of this test run, for tests that need more of it than its interface has. */
    public static DistributionServer ofThisRun() {
        if (KeycloakServer.get() instanceof DistributionServer server) {
            return server;
        }
        throw new IllegalStateException(
                "This test adds nodes to an unpacked distribution: run it with -Dkc.it.server=dist");
    }

    /** Its JVM: a child of the script, or what the script became, as in 26.4. */
    public ProcessHandle jvm() {
        return process.descendants().reduce((parent, child) -> child).orElse(process.toHandle());
    }

    private void start(String hostname) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("--http-enabled", "true");
        all.put("--http-host", "127.0.0.1");
        all.put("--http-port", String.valueOf(port));
        all.put("--http-management-port", String.valueOf(managementPort));
        if (!"local".equals(settings.get("--cache"))) {
            all.put("--hostname", hostname);
            all.put("--cache-embedded-network-bind-address", "127.0.0.1");
            all.put("--cache-embedded-network-bind-port", String.valueOf(freePort()));
        }
        List<String> command = new ArrayList<>(List.of("start", "--optimized"));
        all.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(database.startOptions(this::hostOf));
        process = installation.run(command);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        awaitReady();
    }

    /** "Listening on" comes before the bootstrap is done; readiness after. */
    private void awaitReady() {
        URI ready = URI.create("http://127.0.0.1:" + managementPort + "/health/ready");
        Await.until("Keycloak is ready", START_TIMEOUT, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("Keycloak does not start:\n" + log());
            }
            return status(ready) == 200;
        });
    }

    private static int status(URI uri) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Orderly, by its process id. */
    public void stop() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As a crash would: it has no time for anything, its peers included. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Of the loopback address, chosen by the system. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
