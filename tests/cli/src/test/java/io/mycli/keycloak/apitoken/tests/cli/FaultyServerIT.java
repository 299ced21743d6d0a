package io.mycli.keycloak.apitoken.tests.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** Servers that are not as they should be: one sentence that names the URL, what to do, and an exit code. */
final class FaultyServerIT {

    private final Shell shell = new Shell();
    private final String secret = Secrets.unknown();

    @Test
    void nobodyListens() throws IOException {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            requireSentence(
                    "http://127.0.0.1:" + bound.getLocalPort(), "cannot be reached", "the server and your network");
        }
    }

    @Test
    void hostDoesNotExist() {
        requireSentence("https://no-such-host.invalid", "the host no-such-host.invalid is unknown", "your network");
    }

    @Test
    void certificateIsNobodys() throws Exception {
        try (RecordingServer server = RecordingServer.withTls(
                TestCertificate.of("localhost").context(),
                exchange -> RecordingServer.answer(exchange, 200, "application/json", "{}"))) {
            requireSentence(
                    server.url(), "cannot be trusted: its certificate is from an unknown authority", "trustStore");
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void serverWithoutTls() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerInPlain(socket));
            server.start();

            requireSentence("https://127.0.0.1:" + socket.getLocalPort(), "it does not use TLS", "Check the address");
        }
    }

    /** As web servers do with what is no HTTP, until the test closes the socket. */
    private static void answerInPlain(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The client has seen enough, or the test is over.
            }
        }
    }

    @Test
    void pageInsteadOfJson() {
        requireSentence(answering(200, "text/html", "<html><h1>Welcome"), "with a page instead of JSON", "address");
    }

    @Test
    void pageOfWhateverIsNotFound() {
        requireSentence(answering(404, "text/html", "<html>Not Found"), "status 404", "address");
    }

    @Test
    void errorOfTheServer() {
        requireSentence(answering(500, "text/html", "<html>" + secret), "failed (500)", "later");
    }

    @Test
    void tooManyRequests() {
        RecordingServer server = RecordingServer.of(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "17");
            RecordingServer.answer(exchange, 429, "application/json", """
                    {"error":"slow"}""");
        });

        requireSentence(server, "too many requests (429)", "in 17 seconds");
    }

    @Test
    void nothing() {
        requireSentence(answering(200, "application/json", ""), "answered with an empty body", "address");
    }

    @Test
    void halfOfJson() {
        requireSentence(answering(200, "application/json", "{\"profile\":"), "with invalid JSON", "address");
    }

    @Test
    void jsonOfAnotherShape() {
        requireSentence(answering(200, "application/json", "[]"), "with unexpected JSON", "address");
    }

    @Test
    void answerThatBreaksOff() {
        requireSentence(
                RecordingServer.of(exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    throw new IOException("as if the cable were pulled");
                }),
                "broke off its response",
                "Try again");
    }

    @Test
    void answerWithoutEnd() {
        requireSentence(answering(200, "application/json", "1".repeat(9 << 20)), "more than 8 MiB", "address");
    }

    /** Whatever the other server is, it does not get to see the token. */
    @Test
    void redirectToAnotherServer() {
        try (RecordingServer other = answering(200, "application/json", "{}")) {
            HttpHandler redirect = exchange -> {
                exchange.getResponseHeaders().set("Location", other.url());
                exchange.sendResponseHeaders(302, -1);
            };
            requireSentence(RecordingServer.of(redirect), "redirects elsewhere (302)", "if you trust it");
            assertThat(other.seen()).isEmpty();
        }
    }

    @Test
    void issuerWithoutRealm() {
        shell.set("MY_API_TOKEN", secret);
        shell.set("MY_ISSUER", "https://sso.example.com");

        Piped command = shell.run("my cli whoami");

        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.errors()).isEqualTo("""
                        my: The issuer https://sso.example.com has no realm.
                        Use a URL such as https://HOST/realms/REALM
                        """);
    }

    /** What a server calls things does not steer the terminal. */
    @Test
    void namesThatSteerTheTerminal() {
        String library =
                "{\"name\":\"\\u001b[2Jkube\",\"version\":\"1\",\"description\":\"\\u202egnp.exe\",\"commands\":[]}";
        try (RecordingServer server =
                answering(200, "application/json", "{\"profile\":\"p\",\"libraries\":[" + library + "]}")) {
            shell.set("MY_API_TOKEN", secret);
            shell.set("MY_CATALOG", server.url());

            assertThat(shell.run("my library list").output()).isEqualTo("\\u001b[2Jkube\t1\t\\u202egnp.exe\n");
        }
    }

    /** A script that is not what the catalog says it is does not run. */
    @Test
    void scriptOfAnotherHash() {
        String command = "{\"name\":\"deploy\",\"sha256\":\"" + "0".repeat(64) + "\"}";
        String catalog =
                "{\"profile\":\"p\",\"libraries\":[{\"name\":\"k\",\"version\":\"1\",\"commands\":[" + command + "]}]}";
        try (RecordingServer server = RecordingServer.of(exchange -> RecordingServer.answer(
                exchange,
                200,
                "application/json",
                exchange.getRequestURI().getPath().equals("/v1/catalog") ? catalog : "touch ran"))) {
            shell.set("MY_API_TOKEN", secret);
            shell.set("MY_CATALOG", server.url());

            Piped run = shell.run("my cli run deploy --yes");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors()).contains("does not match the checksum of the catalog");
            assertThat(shell.home().resolve("ran")).doesNotExist();
        }
    }

    /** A name with a slash could stand for the script of another library, which the user has seen. */
    @Test
    void commandWithTheNameOfAnother() {
        String command = "{\"name\":\"kubernetes/deploy\",\"sha256\":\"" + "0".repeat(64) + "\"}";
        String catalog =
                "{\"profile\":\"p\",\"libraries\":[{\"name\":\"x\",\"version\":\"1\",\"commands\":[" + command + "]}]}";
        try (RecordingServer server = answering(200, "application/json", catalog)) {
            shell.set("MY_API_TOKEN", secret);
            shell.set("MY_CATALOG", server.url());

            Piped run = shell.run("my cli run kubernetes/deploy --yes");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors()).contains("answered with the name \"kubernetes/deploy\"");
        }
    }

    /** A user who installs one library accepts no script of another. */
    @Test
    void otherLibraryThanAskedFor() {
        String installed = """
                        {"profile":"p","library":{"name":"kubernetes","version":"1","commands":[]}}""";
        try (RecordingServer server = answering(201, "application/json", installed)) {
            shell.set("MY_API_TOKEN", secret);
            shell.set("MY_CATALOG", server.url());

            Piped run = shell.run("my library install tools");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors()).contains("answered with another library");
        }
    }

    private static RecordingServer answering(int status, String type, String body) {
        return RecordingServer.of(exchange -> RecordingServer.answer(exchange, status, type, body));
    }

    private void requireSentence(RecordingServer server, String said, String advice) {
        try (server) {
            requireSentence(server.url(), said, advice);
        }
    }

    private void requireSentence(String url, String said, String advice) {
        shell.set("MY_API_TOKEN", secret);
        shell.set("MY_CATALOG", url);

        Piped command = shell.run("my catalog");

        assertThat(command.exitCode()).as(command.errors()).isEqualTo(1);
        assertThat(command.output()).isEmpty();
        assertThat(command.errors())
                .startsWith("my: " + url + "/v1/catalog")
                .contains(said, advice)
                .doesNotContain("Exception", "\tat ")
                .hasLineCount(2);
        Piped verbose = shell.run("my catalog --verbose");
        assertThat(verbose.errors()).contains("> GET " + url + "/v1/catalog");
        Secrets.requireNone("words of my", command.errors() + verbose.errors() + verbose.output());
    }
}
