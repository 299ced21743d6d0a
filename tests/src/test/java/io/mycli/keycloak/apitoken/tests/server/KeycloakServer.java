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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The one Keycloak of this run: the unpacked distribution, built with our JAR, in production mode on loopback. */
public final class KeycloakServer {

    /** The administrator of the master realm. */
    public static final String ADMIN = "admin";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);

    private static KeycloakServer running;

    private final Path home;
    private final Path log;
    private final Database database;
    private final int port = freePort();
    private final int managementPort = freePort();

    private KeycloakServer(Path home, Database database) {
        this.home = home;
        this.log = home.resolve("server.log");
        this.database = database;
    }

    /** Starts the server on first use; it is stopped with this process. */
    public static synchronized KeycloakServer get() {
        if (running == null) {
            String version = System.getProperty("kc.version");
            String databaseName = System.getProperty("kc.database");
            Path home = Path.of(System.getProperty("kc.work"), version + "-" + databaseName);
            KeycloakServer server = new KeycloakServer(home, Database.start(databaseName));
            server.install(Path.of(System.getProperty("kc.distributions"), "keycloak-" + version));
            server.build();
            server.start();
            running = server;
        }
        return running;
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

    private void build() {
        Process build = run(List.of("build", "--db=" + database.vendor(), "--health-enabled=true"));
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

    private void start() {
        List<String> command = new ArrayList<>(List.of("start", "--optimized"));
        command.addAll(List.of(
                "--http-enabled=true",
                "--hostname-strict=false",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + managementPort,
                "--cache=local",
                // Chatty where a secret passes, so that the search of the log means something.
                "--log-level=info,io.mycli:trace,org.keycloak.events:debug,org.keycloak.protocol:debug,"
                        + "org.keycloak.services:debug,org.keycloak.authentication:debug",
                "--spi-api-token--jpa--cache-seconds=5",
                "--spi-api-token--jpa--last-used-flush-interval=1",
                "--spi-api-token--jpa--purge-interval=1"));
        command.addAll(database.startOptions());
        Process server = run(command);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        awaitReady(server);
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

    private static void stop(Process server) {
        server.descendants().forEach(ProcessHandle::destroy);
        server.destroy();
        try {
            if (!server.waitFor(30, TimeUnit.SECONDS)) {
                server.descendants().forEach(ProcessHandle::destroyForcibly);
                server.destroyForcibly();
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
