package io.mycli.keycloak.apitoken.tests.interop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;

/** An application behind a proxy: it answers the claims that it was given in headers, as JSON. */
record HeadersBackend(HttpServer server) implements AutoCloseable {

    private static final String PREFIX = "oidc_claim_";

    static HeadersBackend start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", HeadersBackend::answer);
        server.start();
        return new HeadersBackend(server);
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String claims = exchange.getRequestHeaders().entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).startsWith(PREFIX))
                .map(header -> json(header.getKey().substring(PREFIX.length())) + ":"
                        + json(header.getValue().get(0)))
                .collect(Collectors.joining(",", "{", "}"));
        byte[] body = claims.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
