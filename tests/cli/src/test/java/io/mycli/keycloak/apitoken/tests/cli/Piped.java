package io.mycli.keycloak.apitoken.tests.cli;

import io.mycli.keycloak.apitoken.tests.support.server.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A command without a terminal: nothing to read, and its two outputs caught apart. */
final class Piped implements RunningCommand {

    private final Process process;
    private final Path output;
    private final Path errors;

    private Piped(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    static Piped start(String command, Shell shell) {
        try {
            Path folder = shell.home().getParent();
            Path output = Files.createTempFile(folder, "stdout", ".txt");
            Path errors = Files.createTempFile(folder, "stderr", ".txt");
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                    .directory(shell.home().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().clear();
            builder.environment().putAll(shell.variables());
            return new Piped(builder.start(), output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String output() {
        return text(output);
    }

    @Override
    public String errors() {
        return text(errors);
    }

    @Override
    public int exitCode() {
        Await.until("the command has ended", () -> !process.isAlive());
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        exitCode();
        try {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
