package io.mycli.keycloak.apitoken.tests.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The server under test, which after an upgrade has another page of another name, as the next release of the theme
 * would. What browsers keep is theirs: this only passes on what they ask for, and counts who asks for the loader.
 */
final class UpgradingProxy implements AutoCloseable {

    private static final String LOADER = "/content/api-tokens.js";
    private static final String NEXT = "/content/api-tokens-000000000000";

    /** Of the connection, or set by the client itself. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "content-length", "transfer-encoding", "accept-encoding", "upgrade", "http2-settings");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger loaderRequests = new AtomicInteger();
    private volatile boolean upgraded;

    private UpgradingProxy(HttpServer server) {
        this.server = server;
    }

    static UpgradingProxy start() throws IOException {
        UpgradingProxy proxy =
                new UpgradingProxy(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        proxy.server.setExecutor(proxy.threads);
        proxy.server.createContext("/", proxy::handle);
        proxy.server.start();
        return proxy;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void upgrade() {
        upgraded = true;
    }

    int loaderRequests() {
        return loaderRequests.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith(LOADER)) {
            loaderRequests.incrementAndGet();
        }
        if (upgraded && path.endsWith(NEXT + ".js")) {
            exchange.getResponseHeaders().add("Content-Type", "text/javascript");
            answer(exchange, 200, bytes("export default () => 'Page of the next release';"));
        } else {
            passOn(exchange);
        }
        exchange.close();
    }

    private void passOn(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(KeycloakServer.get().baseUrl() + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> response = sent(request.build());
        response.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        answer(exchange, response.statusCode(), upgraded ? asNext(response) : response.body());
    }

    private HttpResponse<byte[]> sent(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static byte[] asNext(HttpResponse<byte[]> response) {
        boolean html = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("text/html"))
                .isPresent();
        return html
                ? bytes(new String(response.body(), StandardCharsets.UTF_8)
                        .replaceAll("/content/api-tokens-[0-9a-f]{12}", NEXT))
                : response.body();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
