package io.mycli.keycloak.apitoken.tests.signals;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of security event tokens by push (RFC 8935). */
final class Receiver implements AutoCloseable {

    static final String AUTHORIZATION = "Bearer of-the-receiver";

    private final List<JsonPath> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 202;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String token = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (status == 202 && AUTHORIZATION.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            received.add(Jwt.payload(token));
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** Answers with a status, and receives only with 202. */
    void answerWith(int newStatus) {
        status = newStatus;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    /** Returns the payloads of all that was received. */
    List<JsonPath> received() {
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
