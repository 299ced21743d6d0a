package io.mycli.keycloak.apitoken.tests.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A person's shell: a home of its own, {@code my} in the path, and none of the variables of whoever runs the tests. */
final class Shell {

    private final Path home;
    private final Map<String, String> variables = new TreeMap<>();

    Shell() {
        this(ClassArchive.OPTION);
    }

    /** Returns a shell whose {@code my} has no archive of its classes. */
    static Shell withoutArchive() {
        return new Shell("");
    }

    private Shell(String javaOptions) {
        try {
            Path folder = Files.createDirectories(
                    Path.of(System.getProperty("kc.work")).resolveSibling("homes"));
            home = Files.createTempDirectory(folder.toRealPath(), "home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path my = Path.of(System.getProperty("my.executable")).toAbsolutePath().normalize();
        set("HOME", home.toString());
        set("PATH", my.getParent() + File.pathSeparator + System.getenv("PATH"));
        set("JAVA_HOME", System.getProperty("java.home"));
        set("LANG", "C.UTF-8");
        set("TERM", "xterm-256color");
        if (!javaOptions.isEmpty()) {
            set("MY_JAVA_OPTS", javaOptions);
        }
    }

    Path home() {
        return home;
    }

    void set(String name, String value) {
        variables.put(name, value);
    }

    void unset(String name) {
        variables.remove(name);
    }

    Map<String, String> variables() {
        return variables;
    }

    /** The text with <code>${NAME}</code> replaced by what the variable has. */
    String expanded(String text) {
        String expanded = text;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            expanded = expanded.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        return expanded;
    }

    /** Uses an issuer, with a login there that is not its own: as if somebody had logged in ten minutes ago. */
    void logIn(String issuer, Duration left) throws IOException {
        set("MY_ISSUER", issuer);
        Instant now = Instant.now();
        Path file = home.resolve(".my/credentials.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {"issuer":"%1$s","clientId":"my-cli",
                 "tokenEndpoint":"%1$s/protocol/openid-connect/token","username":"alice",
                 "accessToken":"old-access","refreshToken":"old-refresh",
                 "obtainedAt":"%2$s","accessExpiresAt":"%3$s","refreshExpiresAt":null}
                """.formatted(issuer, now.minus(Duration.ofMinutes(10)), now.plus(left)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Runs a command without a terminal, and waits for its end. */
    Piped run(String command) {
        Piped piped = Piped.start(command, this);
        piped.exitCode();
        return piped;
    }
}
