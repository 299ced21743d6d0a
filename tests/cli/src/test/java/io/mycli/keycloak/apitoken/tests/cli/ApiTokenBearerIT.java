package io.mycli.keycloak.apitoken.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An API token is used as it stands: one request, with that bearer, and no login is looked for. */
final class ApiTokenBearerIT {

    private static final String CATALOG = """
            {"profile":"default","libraries":[]}""";

    private final Shell shell = new Shell();
    private final String secret = Secrets.unknown();
    private Instant end = Instant.now().plus(Duration.ofDays(400));
    private RecordingServer server;

    @BeforeEach
    void startServer() {
        server = RecordingServer.of(exchange -> {
            exchange.getResponseHeaders().set("API-Token-Expires-At", end.toString());
            RecordingServer.answer(exchange, 200, "application/json", CATALOG);
        });
        shell.set("MY_CATALOG", server.url());
        shell.set("MY_API_TOKEN", secret);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void isSentOnceAndAlone() {
        assertThat(shell.run("my catalog").exitCode()).isZero();

        assertThat(server.seen()).containsExactly(new RecordingServer.Seen("GET", "/v1/catalog", "Bearer " + secret));
    }

    @Test
    void isReadFromFile() throws IOException {
        shell.unset("MY_API_TOKEN");
        Path file = Files.writeString(shell.home().resolve("token"), secret + "\n");
        shell.set("MY_API_TOKEN_FILE", file.toString());

        assertThat(shell.run("my catalog").exitCode()).isZero();

        assertThat(server.seen()).containsExactly(new RecordingServer.Seen("GET", "/v1/catalog", "Bearer " + secret));
    }

    @Test
    void isSentAgainByNobodyWhenItIsRejected() {
        try (RecordingServer refusing =
                RecordingServer.of(exchange -> RecordingServer.answer(exchange, 401, "application/json", "{}"))) {
            shell.set("MY_CATALOG", refusing.url());

            assertThat(shell.run("my catalog").exitCode()).isEqualTo(4);
            assertThat(refusing.seen()).hasSize(1);
        }
    }

    /** A file that others can read would be refused, if it were opened. */
    @Test
    void leavesTheLoginAlone() throws IOException {
        Path file = Files.createDirectories(shell.home().resolve(".my")).resolve("credentials.json");
        Files.writeString(file, "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(shell.run("my catalog").exitCode()).isZero();
        shell.unset("MY_API_TOKEN");
        assertThat(shell.run("my catalog").exitCode()).isEqualTo(1);
    }

    /** Nor is the way to it: the author of scripts for the catalog is not the one the token was created for. */
    @Test
    void isNotGivenToWhatIsRun() throws Exception {
        String script = "echo \"${MY_API_TOKEN-none} ${MY_API_TOKEN_FILE-none} $MY_PROFILE ${MY_ENV-none}\"";
        shell.set("MY_API_TOKEN_FILE", "elsewhere");
        shell.set("MY_ENV", "inherited");
        try (RecordingServer catalog = publishing(script)) {
            shell.set("MY_CATALOG", catalog.url());

            assertThat(shell.run("my cli run tell --yes").output()).isEqualTo("none none p none\n");
        }
    }

    @Test
    void runsNoScriptThatIsTooLongForShell() throws Exception {
        try (RecordingServer catalog = publishing("# " + "x".repeat(128 * 1024))) {
            shell.set("MY_CATALOG", catalog.url());

            Piped run = shell.run("my cli run tell --yes");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors()).contains("The script of k/tell is longer than 128 KiB.");
        }
    }

    /** A catalog with one command, of this script. */
    private static RecordingServer publishing(String script) throws NoSuchAlgorithmException {
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
        String command = "{\"name\":\"tell\",\"sha256\":\"" + hash + "\"}";
        String libraries = "[{\"name\":\"k\",\"version\":\"1\",\"commands\":[" + command + "]}]";
        String catalog = "{\"profile\":\"p\",\"libraries\":" + libraries + "}";
        return RecordingServer.of(exchange -> RecordingServer.answer(
                exchange,
                200,
                "application/json",
                exchange.getRequestURI().getPath().equals("/v1/catalog") ? catalog : script));
    }

    @Test
    void isWarnedOfWithinFourteenDaysOfItsEnd() {
        end = Instant.now().plus(Duration.ofDays(13));

        Piped command = shell.run("my catalog");

        assertThat(command.errors()).startsWith("Warning: this API token expires in 13 days (");
        assertThat(command.exitCode()).isZero();
    }

    @Test
    void isNotWarnedOfBefore() {
        end = Instant.now().plus(Duration.ofDays(15));

        assertThat(shell.run("my catalog").errors()).isEmpty();
    }
}
