package io.mycli.example.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** An introspection endpoint (RFC 7662) with prepared answers, which can be stopped and started again. */
final class FakeKeycloak {

    static final String CLIENT_ID = "catalog-server";
    static final String CLIENT_SECRET = "a-secret";

    private static final String PATH = "/introspect";
    private static final byte[] UNKNOWN = """
            {"active":false}""".getBytes(UTF_8);

    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private volatile String clientSecret = CLIENT_SECRET;
    private int port;
    private HttpServer server;

    FakeKeycloak() {
        start();
    }

    /** Starts on the port of the first start, so that its address stays. */
    void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        server.createContext(PATH, this::introspect).setAuthenticator(new BasicAuthenticator("fake") {
            @Override
            public boolean checkCredentials(String id, String secret) {
                return id.equals(CLIENT_ID) && secret.equals(clientSecret);
            }
        });
        server.start();
    }

    void stop() {
        server.stop(0);
    }

    void changeClientSecret(String secret) {
        clientSecret = secret;
    }

    String introspectionUri() {
        return "http://127.0.0.1:" + port + PATH;
    }

    /** Returns the claim with these roles of the catalog. */
    static Map<String, Object> roles(String... roles) {
        return Map.of("resource_access", Map.of(CLIENT_ID, Map.of("roles", List.of(roles))));
    }

    /** Returns a JWT with all roles. Its form does not matter, because the catalog introspects each token. */
    String jwt(String subject) {
        Map<String, Object> claims = new HashMap<>(roles("deployer", "editor"));
        claims.put("sub", subject);
        claims.put("username", "user-" + subject);
        return token("jwt-", claims);
    }

    /** Returns an API token with the claims that only API tokens have, and all roles unless the claims have others. */
    String apiToken(String subject, Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(roles("deployer", "editor"));
        all.putAll(claims);
        all.put("sub", subject);
        all.put("username", "user-" + subject);
        all.put("token_name", "ci-deploy");
        return token("myc_", all);
    }

    String token(String prefix, Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("active", true);
        return answered(prefix, new JsonMapper().writeValueAsBytes(all));
    }

    /** Returns a token whose introspection has this answer. */
    String answered(String prefix, byte[] answer) {
        String token = prefix + UUID.randomUUID();
        answers.put(token, answer);
        return token;
    }

    private void introspect(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer = answers.getOrDefault(token(exchange), UNKNOWN);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        return URLDecoder.decode(form.replaceFirst("^token=", ""), UTF_8);
    }
}
