package io.mycli.keycloak.apitoken.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A login, and a realm that is not as it should be: the login is sent nowhere else, and not lost. */
final class FaultyRealmIT {

    private static final String PAGE = "<html>Sign in to the hotel's network";

    private final Shell shell = new Shell();
    private final Path file = shell.home().resolve(".my/credentials.json");
    private RecordingServer realm;
    private int status = 200;
    private String body = "[]";

    @BeforeEach
    void startRealm() {
        realm = RecordingServer.of(this::answer);
        shell.set("MY_ISSUER", issuer());
    }

    @AfterEach
    void stopRealm() {
        realm.close();
    }

    @Test
    void loginIsUsed() throws IOException {
        logIn(Duration.ofMinutes(5));

        assertThat(shell.run("my cli token list --json").output()).isEqualTo("[]\n");

        assertThat(realm.seen())
                .containsExactly(new RecordingServer.Seen("GET", "/realms/demo/api-tokens", "Bearer old-access"));
    }

    @Test
    void loginIsSentToNoOtherIssuer() throws IOException {
        logIn(Duration.ofMinutes(5));
        try (RecordingServer other = RecordingServer.of(this::answer)) {
            shell.set("MY_ISSUER", other.url() + "/realms/demo");

            Piped command = shell.run("my cli token list");

            assertThat(command.exitCode()).isEqualTo(4);
            assertThat(command.errors()).contains("You are logged in to " + issuer() + ", not to " + other.url());
            assertThat(other.seen()).isEmpty();
        }
    }

    @Test
    void pageInsteadOfTokensIsSaid() throws IOException {
        logIn(Duration.ofMinutes(5));
        body = PAGE;

        requireSentence("my cli token list", "/api-tokens answered with a page instead of JSON.");
    }

    @Test
    void listOfSomethingElseIsSaid() throws IOException {
        logIn(Duration.ofMinutes(5));
        body = "[1]";

        requireSentence("my cli token list", "/api-tokens answered with unexpected JSON.");
    }

    @Test
    void creationWithoutSecretIsSaid() throws IOException {
        logIn(Duration.ofMinutes(5));
        body = """
                {"id":"1","name":"ci","prefix":"myc_3f12c4","createdAt":"2026-01-01T00:00:00Z"}""";

        requireSentence("my cli token create ci", "/api-tokens answered without \"token\".");
    }

    /** Nobody knows then whether there is a token now, so it is not tried again. */
    @Test
    void creationWhoseAnswerIsLostIsTriedOnce() throws IOException {
        try (RecordingServer breaking = RecordingServer.of(HttpExchange::close)) {
            logInAt(breaking.url(), Duration.ofMinutes(5));

            Piped command = shell.run("my cli token create ci");

            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.errors()).contains("broke off its response: the token may exist.", "my cli token list");
            assertThat(breaking.seen()).hasSize(1);
        }
    }

    @Test
    void realmWithoutApiTokensIsSaid() throws IOException {
        logIn(Duration.ofMinutes(5));
        status = 404;
        body = PAGE;

        assertThat(shell.run("my cli token list").errors())
                .startsWith("my: There are no API tokens at " + issuer() + " (404).\n");
    }

    /** Java would refuse the header with an exception that repeats it. */
    @Test
    void tokenThatFitsNoHeaderIsNotRepeated() throws IOException {
        logIn(Duration.ofMinutes(5));
        Files.writeString(file, Files.readString(file).replace("old-access", "old-access\\n"));

        Piped command = shell.run("my cli token list --verbose");

        assertThat(command.exitCode()).isEqualTo(4);
        assertThat(command.errors()).contains("cannot be sent").doesNotContain("old-access");
        assertThat(realm.seen()).isEmpty();
    }

    /** A realm that is ill for a while has not ended the login. */
    @Test
    void refreshThatFailsKeepsTheLogin() throws IOException {
        logIn(Duration.ofMinutes(-5));
        String before = Files.readString(file);
        for (Fault fault : List.of(
                new Fault(500, PAGE, "/token failed (500)."),
                new Fault(503, """
                        {"error":"invalid_grant"}""", "/token failed (503)."),
                new Fault(502, "", "/token failed (502)."),
                new Fault(429, """
                        {"error":"slow"}""", "/token gets too many requests (429)."),
                new Fault(200, PAGE, "/token answered with a page instead of JSON."),
                new Fault(200, "", "/token answered with an empty body."),
                new Fault(200, "{}", "/token answered without \"access_token\"."),
                new Fault(302, "", "/token redirects elsewhere (302)."))) {
            status = fault.status();
            body = fault.body();

            requireSentence("my cli token list", fault.sentence());
            assertThat(file).hasContent(before);
        }
    }

    /** One refresh, one more try, and no third. */
    @Test
    void rejectionAfterRefreshIsTheLastOne() throws IOException {
        logIn(Duration.ofMinutes(5));
        try (RecordingServer refusing = RecordingServer.of(exchange -> {
            boolean refresh = exchange.getRequestURI().getPath().endsWith("/token");
            RecordingServer.answer(exchange, refresh ? 200 : 401, "application/json", refresh ? """
                            {"access_token":"new-access","expires_in":300}""" : "{}");
        })) {
            logInAt(refusing.url(), Duration.ofMinutes(5));

            assertThat(shell.run("my cli token list").exitCode()).isEqualTo(4);

            assertThat(refusing.seen())
                    .extracting(RecordingServer.Seen::authorization)
                    .containsExactly("Bearer old-access", null, "Bearer new-access");
            assertThat(file).content().contains("new-access", "old-refresh");
        }
    }

    /** The second revocation fails; that the first one is done has to be known. */
    @Test
    void revocationsBeforeFailureAreReported() throws IOException {
        String token = """
                {"id":"%1$s","name":"%1$s","prefix":"myc_3f12c4","createdAt":"2026-01-01T00:00:00Z"}""";
        String tokens = "[" + token.formatted("one") + "," + token.formatted("two") + "]";
        try (RecordingServer failing = RecordingServer.of(exchange -> {
            boolean isList = exchange.getRequestMethod().equals("GET");
            boolean isSecond = exchange.getRequestURI().getPath().endsWith("/two");
            RecordingServer.answer(
                    exchange, isList ? 200 : isSecond ? 503 : 204, "application/json", isList ? tokens : "");
        })) {
            logInAt(failing.url(), Duration.ofMinutes(5));

            Piped command = shell.run("my cli token revoke one two --force --json id,revoked");

            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.output()).isEqualTo("[{\"id\":\"one\",\"revoked\":true}]\n");
            assertThat(command.errors()).contains("Revoked token \"one\"", "failed (503)");
        }
    }

    @Test
    void realmOfAnotherNameIsNotLoggedInTo() {
        body = """
                {"issuer":"https://evil.example.com/realms/demo"}""";

        requireSentence("my cli login", " names another issuer: https://evil.example.com/realms/demo.");
    }

    /** The code would be readable on the way. */
    @Test
    void plainHttpEndpointIsNotUsed() {
        body = "{\"issuer\":\"" + issuer() + "\",\"device_authorization_endpoint\":\"http://sso.example.com/device\"}";

        Piped command = shell.run("my cli login");

        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.errors()).contains("device_authorization_endpoint", "plain HTTP");
    }

    @Test
    void realmWithoutDeviceLoginSaysHowElse() {
        body = "{\"issuer\":\"" + issuer() + "\"}";

        Piped command = shell.run("my cli login");

        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.errors()).contains("The realm has no device login.", "my cli login --web");
    }

    /** What cannot be told to Keycloak is ended here all the same. */
    @Test
    void logoutWithoutServerEndsTheLoginHere() throws IOException {
        logIn(Duration.ofMinutes(5));
        status = 503;

        Piped command = shell.run("my cli logout");

        assertThat(command.exitCode()).isZero();
        assertThat(command.errors()).contains("Keycloak could not be reached");
        assertThat(file).doesNotExist();
    }

    private record Fault(int status, String body, String sentence) {}

    private String issuer() {
        return realm.url() + "/realms/demo";
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", realm.url() + "/elsewhere");
        RecordingServer.answer(exchange, status, body.startsWith("<") ? "text/html" : "application/json", body);
    }

    private void requireSentence(String command, String sentence) {
        Piped run = shell.run(command);
        assertThat(run.exitCode()).as(run.errors()).isEqualTo(1);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors())
                .startsWith("my: " + issuer())
                .contains(sentence)
                .doesNotContain("Exception", "\tat ", "old-access", "old-refresh");
        assertThat(shell.run(command + " --verbose").everything()).doesNotContain("old-access", "old-refresh");
    }

    private void logIn(Duration left) throws IOException {
        logInAt(realm.url(), left);
    }

    private void logInAt(String url, Duration left) throws IOException {
        shell.logIn(url + "/realms/demo", left);
    }
}
