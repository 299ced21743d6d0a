package io.mycli.keycloak.apitoken.tests.support.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A Keycloak in production mode on loopback: the unpacked distribution, built with our JAR. Other nodes can join it,
 * unless its caches are local.
 */
public final class DistributionServer implements KeycloakServer {

    static final Duration START_TIMEOUT = Duration.ofMinutes(10);

    /** The one that runs, and those that ran before it; the newest is the last. */
    private final Deque<Installation> installations = new ConcurrentLinkedDeque<>();

    private final String name;
    /** The node whose address is that of all, or none where this is it. */
    private final Optional<DistributionServer> first;

    private final Database database;
    private final Map<String, String> settings;
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private Process process;

    private DistributionServer(
            String name,
            Optional<DistributionServer> first,
            Installation installation,
            Database database,
            Map<String, String> settings) {
        this.name = name;
        this.first = first;
        installations.add(installation);
        this.database = database;
        this.settings = settings;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
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
        Installation installation = Installation.create(name, Deployment.ofThisRun(), variables);
        installation.build(List.of("--db=" + database.vendor()));
        DistributionServer server = new DistributionServer(name, Optional.empty(), installation, database, settings);
        server.start();
        return server;
    }

    /** Stops it and starts another deployment in its place: with its address, its database and its settings. */
    public void replace(Deployment deployment) {
        stop();
        Installation next = Installation.create(
                name + "-" + installations.size(), deployment, installation().environment());
        next.build(List.of("--db=" + database.vendor()));
        installations.add(next);
        start();
    }

    /** Stops it and starts it again. */
    public void restart() {
        stop();
        start();
    }

    /** What it prints when it is started with an option with which it cannot start. */
    public String logOfFailedStart(String option) {
        Installation copy = installation().copy("failed");
        DistributionServer node = node("failed", copy, withOptions(option));
        Process failed = copy.run(node.startCommand());
        try {
            if (!failed.waitFor(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("It starts, or does not end:\n" + copy.log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            end(failed);
        }
        return copy.log();
    }

    /**
     * Starts one more node, on the database of this one and under its host name, and returns when it is ready.
     *
     * @param options settings of its own; they win over those that it shares with this node
     */
    public DistributionServer join(String name, String... options) {
        DistributionServer node = node(name, installation().copy(name), withOptions(options));
        node.start();
        return node;
    }

    /** The same for a node that is built with an option that others are built without. */
    public DistributionServer joinBuiltWith(String name, String buildOption, String... options) {
        Installation copy = installation().copy(name);
        copy.build(List.of("--db=" + database.vendor(), buildOption));
        DistributionServer node = node(name, copy, withOptions(options));
        node.start();
        return node;
    }

    private DistributionServer node(String suffix, Installation of, Map<String, String> settings) {
        return new DistributionServer(name + "-" + suffix, Optional.of(first.orElse(this)), of, database, settings);
    }

    private Map<String, String> withOptions(String... options) {
        Map<String, String> own = new HashMap<>(settings);
        for (String option : options) {
            own.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        return own;
    }

    private Installation installation() {
        return installations.getLast();
    }

    @Override
    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public String managementUrl() {
        return "http://127.0.0.1:" + managementPort;
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public String log() {
        return installations.stream().map(Installation::log).collect(Collectors.joining());
    }

    /** As if those before it and the one that runs had one file. Positions are bytes. */
    @Override
    public LogPart logAfter(long position) {
        long start = 0;
        for (Installation installation : installations) {
            LogPart part = installation.logAfter(position - start);
            boolean isNewest = installation == installation();
            if (start + part.end() > position || isNewest) {
                return new LogPart(part.text(), start + part.end(), part.isLast() && isNewest);
            }
            start += part.end();
        }
        throw new IllegalStateException("There is no installation");
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

    private void start() {
        process = installation().run(startCommand());
        awaitReady();
    }

    private List<String> startCommand() {
        Map<String, String> all = new HashMap<>();
        all.put("--http-enabled", "true");
        all.put("--http-host", "127.0.0.1");
        all.put("--http-port", String.valueOf(port));
        all.put("--http-management-port", String.valueOf(managementPort));
        if (!"local".equals(settings.get("--cache"))) {
            all.put("--hostname", first.orElse(this).baseUrl());
            all.put("--cache-embedded-network-bind-address", "127.0.0.1");
            all.put("--cache-embedded-network-bind-port", String.valueOf(Ports.free()));
        }
        all.putAll(settings);
        List<String> command = new ArrayList<>(List.of("start", "--optimized"));
        database.startOptions(this::hostOf).forEach((option, value) -> all.putIfAbsent(option, value));
        all.forEach((option, value) -> command.add(option + "=" + value));
        command.addAll(Installation.words("kc.start.options"));
        return command;
    }

    /** "Listening on" comes before the bootstrap is done; readiness after. */
    private void awaitReady() {
        URI ready = URI.create(managementUrl() + "/health/ready");
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
        if (process != null) {
            end(process);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill(process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As a crash would: it has no time for anything, its peers included. */
    public void kill() {
        kill(process);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
