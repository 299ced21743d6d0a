package io.mycli.keycloak.apitoken.tests.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A file of {@code scripts/}: what a person types, what they see, and how it ends. {@code README.md} has the language. */
record Script(String file, List<String> lines) {

    static List<Script> all() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/scripts"))) {
            return files.sorted().map(Script::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Script read(Path file) {
        try {
            return new Script(file.getFileName().toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its first comment says. */
    String title() {
        return lines.stream()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2))
                .findFirst()
                .orElse("");
    }

    /** Each line in turn; what fails says at which it was. */
    void play(ScriptRun run) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                run.line(line);
            } catch (AssertionError | RuntimeException e) {
                throw failure(i, e, run);
            }
        }
        try {
            run.requireNothingOpen();
        } catch (AssertionError e) {
            throw failure(lines.size() - 1, e, run);
        }
    }

    /** Without a cause: its message has secrets as they are. */
    private AssertionError failure(int line, Throwable reason, ScriptRun run) {
        AssertionError failure = new AssertionError(WholeSecrets.shortened(
                file + ":" + (line + 1) + ": " + lines.get(line) + "\n" + reason.getMessage() + "\n" + run.said()));
        failure.setStackTrace(reason.getStackTrace());
        return failure;
    }
}
