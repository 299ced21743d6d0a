package io.mycli.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PatchClientTest {

    private final List<String> log = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final Http http = new Http(log::add, ProxySettings.NONE);
    private HttpServer server;
    private boolean breaks;
    private int status = 200;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void sendsTheRequest() {
        ServerResponse response = http.send(Request.patch(uri("/t"), "login", "{\"name\":\"\u00e4\"}"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"a\":\"\u00fc\"}");
        assertThat(response.header("content-type")).hasValue("application/json");
        assertThat(seen)
                .containsExactly("PATCH /t Bearer login application/json application/json my {\"name\":\"\u00e4\"}");
        assertThat(log).containsExactly("> PATCH " + uri("/t"), "< 200");
    }

    @Test
    void rejectionHasItsBody() {
        status = 409;

        assertThat(patch(uri("/t")).body()).isEqualTo("{\"a\":\"\u00fc\"}");
    }

    @Test
    void followsNoRedirect() {
        status = 307;

        assertThat(patch(uri("/t")).status()).isEqualTo(307);
        assertThat(seen).hasSize(1);
    }

    @Test
    void brokenConnectionIsTriedOnce() {
        breaks = true;

        assertThatThrownBy(() -> patch(uri("/t")))
                .isInstanceOfSatisfying(
                        ConnectionFailure.class,
                        failure -> assertThat(failure.mayHaveHadEffect()).isTrue())
                .hasMessage(uri("/t") + " broke off its response.");
        assertThat(seen).hasSize(1);
        assertThat(log).last().isEqualTo("< nothing");
    }

    @Test
    void closedPortIsNotReached() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThatThrownBy(() -> patch(URI.create("http://127.0.0.1:" + port)))
                .isInstanceOfSatisfying(
                        ConnectionFailure.class,
                        failure -> assertThat(failure.mayHaveHadEffect()).isFalse())
                .hasMessageEndingWith(" cannot be reached: it did not accept a connection.");
    }

    @Test
    void damagedLoginIsNotRepeated() {
        assertThatThrownBy(() -> http.send(Request.patch(uri("/t"), "login\n", "{}")))
                .message()
                .contains("cannot be sent")
                .doesNotContain("login\n");
        assertThat(seen).isEmpty();
    }

    private ServerResponse patch(URI uri) {
        return http.send(Request.patch(uri, "login", "{}"));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            seen.add(String.join(
                    " ",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    header(exchange, "Authorization"),
                    header(exchange, "Content-Type"),
                    header(exchange, "Accept"),
                    header(exchange, "User-Agent"),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            if (!breaks) {
                byte[] body = "{\"a\":\"\u00fc\"}".getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.getResponseHeaders().set("Location", uri("/elsewhere").toString());
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }
}
