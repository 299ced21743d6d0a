package io.mycli.keycloak.apitoken.tests.support.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An unpacked distribution with our JAR, the theme where a module wants it, and the providers of the tests in it. Its log is one file. */
final class Installation {

    private static final Duration BUILD_TIMEOUT = Duration.ofMinutes(10);

    /** The same in all, because a build knows it, and Keycloak does not start when it has changed. */
    private static final FileTime TIME_OF_PROVIDERS = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    /** Bytes. */
    private static final int PART_OF_LOG = 16 << 20;

    private final Path home;
    private final Path log;
    private final Map<String, String> environment;

    private Installation(Path home, Map<String, String> environment) {
        this.home = home;
        this.log = home.resolve("server.log");
        this.environment = environment;
    }

    /** A fresh one; where from and where to is in system properties ({@code kc.…}). */
    static Installation create(String name, Deployment deployment, Map<String, String> environment) {
        Installation installation = new Installation(Path.of(System.getProperty("kc.work"), name), environment);
        try {
            installation.fill(Path.of(System.getProperty("kc.distributions"), "keycloak-" + deployment.keycloak()));
            installation.deploy(deployment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return installation;
    }

    private void deploy(Deployment deployment) throws IOException {
        Path folder = home.resolve("deployment");
        for (Path jar : deployment.jars(folder)) {
            Path provider = Files.copy(jar, home.resolve("providers").resolve(jar.getFileName()));
            Files.setLastModifiedTime(provider, TIME_OF_PROVIDERS);
        }
        Optional<Path> theme = deployment.childTheme(folder);
        if (theme.isPresent()) {
            copy(theme.get(), home.resolve("themes").resolve(theme.get().getFileName()));
        }
    }

    /** A copy of this one, built as it is, with a log of its own. */
    Installation copy(String suffix) {
        Installation copy = new Installation(home.resolveSibling(home.getFileName() + "-" + suffix), environment);
        try {
            copy.fill(home);
            Files.delete(copy.log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    /**
     * {@code kc.sh build}, with health and metrics endpoints, the Docker protocol, which is no default, and what the
     * tests' module asks for ({@code kc.build.options}).
     */
    void build(List<String> options) {
        List<String> command = new ArrayList<>(
                List.of("build", "--health-enabled=true", "--metrics-enabled=true", "--features=docker"));
        command.addAll(words("kc.build.options"));
        command.addAll(options);
        try {
            String kept =
                    KeptBuilds.fill(home.resolve("lib/quarkus"), settings(command), inputs(), () -> runBuild(command));
            Files.writeString(
                    log, "The build is kept as " + kept + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what decides a build beside files: its options, the variables that Keycloak reads, and Java. */
    private String settings(List<String> command) {
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.putAll(environment);
        variables.keySet().removeIf(name -> !name.startsWith("KC_") && !name.startsWith("QUARKUS_"));
        return command + " " + variables + " " + Runtime.version();
    }

    /** Returns the files that decide a build: Keycloak's version and the JARs. */
    private List<Path> inputs() throws IOException {
        try (Stream<Path> providers = Files.list(home.resolve("providers"))) {
            return Stream.concat(Stream.of(home.resolve("version.txt")), providers.sorted())
                    .toList();
        }
    }

    private void runBuild(List<String> command) {
        // It ends before the second compiler has done it any good.
        Process build = run(command, "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=128m");
        try {
            if (!build.waitFor(BUILD_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || build.exitValue() != 0) {
                build.destroyForcibly();
                throw new IllegalStateException("kc.sh build failed:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@code kc.sh}, with the options for its JVM that the tests' module gives; H2's port beside a file is on loopback. */
    Process run(List<String> arguments) {
        return run(arguments, System.getProperty("kc.java.options", "") + " -Dh2.bindAddress=127.0.0.1");
    }

    private Process run(List<String> arguments, String javaOptions) {
        List<String> command =
                new ArrayList<>(List.of("bash", home.resolve("bin/kc.sh").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_APPEND", javaOptions);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The options of a system property. */
    static List<String> words(String property) {
        String text = System.getProperty(property, "").strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+", -1));
    }

    Map<String, String> environment() {
        return environment;
    }

    /** All that it has printed so far; at the end there may be a part of a character. */
    String log() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LogPart logAfter(long position) {
        return LogPart.read(log, position, PART_OF_LOG);
    }

    private void fill(Path from) throws IOException {
        if (Files.exists(home)) {
            try (Stream<Path> paths = Files.walk(home)) {
                for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
        copy(from, home);
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
