package io.mycli.keycloak.apitoken.tests.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Keycloak of this run: the unpacked distribution, built with our JAR, in production mode on loopback. Where the run
 * is about a cluster ({@code kc.cluster}) other nodes can join it.
 */
public final class KeycloakServer {

    /** The administrator of the master realm. */
    public static final String ADMIN = "admin";

    /** Tokens that it remembers: few, so that a test can ask about more. */
    public static final int CACHE_SIZE = 200;

    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);

    private static KeycloakServer running;

    private static final boolean CLUSTER = Boolean.getBoolean("kc.cluster");

    private final Path home;
    private final Path log;
    private final Database database;
    private final int port = freePort();
    private final int managementPort = freePort();
    private Process process;

    private KeycloakServer(Path home, Database database) {
        this.home = home;
        this.log = home.resolve("server.log");
        this.database = database;
    }

    /** Starts the server on first use; it is stopped with this process. */
    public static synchronized KeycloakServer get() {
        if (running == null) {
            String databaseName = System.getProperty("kc.database");
            String name = version() + "-" + databaseName + (CLUSTER ? "-cluster" : "");
            KeycloakServer server =
                    new KeycloakServer(Path.of(System.getProperty("kc.work"), name), Database.start(databaseName));
            server.install(Path.of(System.getProperty("kc.distributions"), "keycloak-" + version()));
            server.build();
            server.start(server.baseUrl(), List.of());
            running = server;
        }
        return running;
    }

    /**
     * Starts one more node, on the database of this one and under its host name, and returns when it is ready.
     *
     * @param options settings of its own; they win over those that all nodes have
     */
    public KeycloakServer join(String name, String... options) {
        KeycloakServer node = copy(name);
        node.start(baseUrl(), List.of(options));
        return node;
    }

    /** The same for a node that is built with an option that others are built without. */
    public KeycloakServer joinBuiltWith(String name, String buildOption) {
        KeycloakServer node = copy(name);
        node.build(buildOption);
        node.start(baseUrl(), List.of());
        return node;
    }

    private KeycloakServer copy(String name) {
        KeycloakServer node = new KeycloakServer(home.resolveSibling(home.getFileName() + "-" + name), database);
        try {
            deleteTree(node.home);
            copyTree(home, node.home);
            Files.delete(node.log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return node;
    }

    /** The version under test. */
    public static String version() {
        return System.getProperty("kc.version");
    }

    /** Without a slash at the end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    /** Its database. */
    public Database database() {
        return database;
    }

    /** All that it has printed so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install(Path distribution) {
        try {
            deleteTree(home);
            copyTree(distribution, home);
            Path providers = home.resolve("providers");
            Files.copy(Path.of(System.getProperty("kc.provider.jar")), providers.resolve("keycloak-api-tokens.jar"));
            TestProvidersJar.write(providers.resolve("test-providers.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void build(String... options) {
        List<String> command = new ArrayList<>(List.of("build", "--db=" + database.vendor(), "--health-enabled=true"));
        command.addAll(List.of(options));
        Process build = run(command);
        try {
            if (!build.waitFor(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || build.exitValue() != 0) {
                build.destroyForcibly();
                throw new IllegalStateException("kc.sh build failed:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void start(String hostname, List<String> options) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("--http-enabled", "true");
        settings.put("--http-host", "127.0.0.1");
        settings.put("--http-port", String.valueOf(port));
        settings.put("--http-management-port", String.valueOf(managementPort));
        // Chatty where a secret passes, so that the search of the log means something.
        settings.put(
                "--log-level",
                "info,io.mycli:trace,org.keycloak.events:debug,org.keycloak.protocol:debug,"
                        + "org.keycloak.services:debug,org.keycloak.authentication:debug");
        settings.put("--spi-api-token--jpa--cache-size", String.valueOf(CACHE_SIZE));
        settings.put("--spi-api-token--jpa--last-used-flush-interval", "1");
        settings.put("--spi-api-token--jpa--purge-interval", "1");
        settings.putAll(CLUSTER ? clusterSettings(hostname) : SINGLE_SETTINGS);
        for (String option : options) {
            settings.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        List<String> command = new ArrayList<>(List.of("start", "--optimized"));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(database.startOptions());
        process = run(command);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        awaitReady(process);
    }

    private static final Map<String, String> SINGLE_SETTINGS =
            Map.of("--cache", "local", "--hostname-strict", "false", "--spi-api-token--jpa--cache-seconds", "5");

    /** Cached for so long that nothing but Keycloak's own messages can end what another node has cached. */
    private static Map<String, String> clusterSettings(String hostname) {
        return Map.of(
                "--hostname",
                hostname,
                "--cache-embedded-network-bind-address",
                "127.0.0.1",
                "--cache-embedded-network-bind-port",
                String.valueOf(freePort()),
                "--spi-api-token--jpa--cache-seconds",
                "3600");
    }

    /** As a crash would: it has no time for anything, its peers included. */
    public void kill() {
        // The script replaces itself with the JVM; a child is there only where it does not.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    private Process run(List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of("bash", home.resolve("bin/kc.sh").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** "Listening on" comes before the bootstrap is done; readiness after. */
    private void awaitReady(Process server) {
        URI ready = URI.create("http://127.0.0.1:" + managementPort + "/health/ready");
        Await.until("Keycloak is ready", START_TIMEOUT, () -> {
            if (!server.isAlive()) {
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

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> paths = Files.walk(root)) {
                for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
