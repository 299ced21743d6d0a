package io.mycli.keycloak.apitoken.tests.interop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An application behind a proxy: it answers the claims that it was given in headers, as JSON. */
record HeadersBackend(HttpServer server) implements AutoCloseable {

    private static final Pattern CLAIM = Pattern.compile("^(oidc_)?claim_");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]");
    private static final Set<String> SECRETS = Set.of("authorization", "oidc_access_token");

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
        String claims = members(exchange).entrySet().stream()
                .map(member -> json(member.getKey()) + ":" + json(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        byte[] body = claims.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    /**
     * The claims by name, the path, and {@code secret} if the token came along. As many frameworks do, it takes a hyphen
     * and another sign in a header's name for the same; several values are one, with commas.
     */
    private static Map<String, String> members(HttpExchange exchange) {
        Map<String, String> members = new TreeMap<>();
        members.put("path", exchange.getRequestURI().getRawPath());
        exchange.getRequestHeaders().forEach((header, values) -> {
            String name = OTHER.matcher(header.toLowerCase(Locale.ROOT)).replaceAll("_");
            String value = String.join(",", values);
            if (CLAIM.matcher(name).lookingAt()) {
                members.merge(CLAIM.matcher(name).replaceFirst(""), value, (one, other) -> one + "," + other);
            } else if (SECRETS.contains(name)) {
                members.put("secret", name);
            }
        });
        return members;
    }

    private static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
