package io.mycli.keycloak.apitoken.tests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mycli.keycloak.apitoken.tests.support.server.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A program of this machine at work, with a folder and a log of its own; it is stopped by its process id. */
public final class Program implements AutoCloseable {

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Skips a test on a machine without it; where {@code programs.required} says so, as with {@code -Pall}, fails it. To
     * be called before each: what is skipped before all is not reported at all.
     */
    public static void require(Path file, String debianPackage) {
        boolean present = Files.exists(file);
        if (Boolean.getBoolean("programs.required")) {
            assertThat(present).as(file + " of the package " + debianPackage).isTrue();
        }
        assumeTrue(present, () -> "No " + file + " here; Debian has it in the package " + debianPackage);
    }

    /** Where a command is, or where it would be. */
    public static Path inPath(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("/usr/bin", command));
    }

    /** A fresh folder for one, in the build's. */
    public static Path folder(String name) throws IOException {
        return Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("kc.work")).resolveSibling("programs")), name);
    }

    public static Program start(Path folder, Map<String, String> environment, String... command) throws IOException {
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new Program(builder.start(), log);
    }

    /** Waits until its log says something; what never says it is not left behind. */
    public String awaitLog(Predicate<String> said) {
        boolean hasSaid = false;
        try {
            Await.until("it has started", () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("It does not start:\n" + log());
                }
                return said.test(log());
            });
            hasSaid = true;
            return log();
        } finally {
            if (!hasSaid) {
                process.destroyForcibly();
            }
        }
    }

    /** Waits for its end, which has to be a good one. */
    public void awaitSuccess() {
        assertThat(ended(5).exitValue()).as(this::log).isZero();
    }

    private Process ended(int minutes) {
        return process.onExit().orTimeout(minutes, TimeUnit.MINUTES).join();
    }

    public String log() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Orderly, and its log is searched for secrets. */
    @Override
    public void close() {
        process.destroy();
        ended(1);
        Secrets.requireNone("log of " + process.info(), log());
    }
}
