package io.mycli.cli.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mycli.cli.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The loopback server that the browser returns to with the code. It rejects requests with another {@code state}, because any
 * page can send a browser here.
 */
final class LoopbackRedirect implements AutoCloseable {

    private final HttpServer server;
    private final String issuer;
    private final boolean isIssuerRequired;
    private final String state = Pkce.random();
    private final CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();

    private LoopbackRedirect(HttpServer server, String issuer, boolean isIssuerRequired) {
        this.server = server;
        this.issuer = issuer;
        this.isIssuerRequired = isIssuerRequired;
    }

    /** @param isIssuerRequired whether the realm announces that its response names the issuer */
    static LoopbackRedirect start(String issuer, boolean isIssuerRequired) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        LoopbackRedirect redirect = new LoopbackRedirect(server, issuer, isIssuerRequired);
        server.createContext("/", redirect::handle);
        server.start();
        return redirect;
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
    }

    String state() {
        return state;
    }

    /** Waits for the code. */
    String await(Duration timeout) {
        Map<String, String> parameters = parameters(timeout);
        requireIssuer(parameters.get("iss"));
        if (parameters.containsKey("error")) {
            throw new CliException(
                    "The login was rejected in the browser: " + parameters.get("error") + ".",
                    "Try again: my cli login");
        }
        return parameters.get("code");
    }

    /** Applies to errors too (RFC 9207 section 2.4). */
    private void requireIssuer(String answered) {
        if (answered == null && isIssuerRequired) {
            throw new CliException(
                    "The browser returned no issuer, but " + issuer + " announces one.",
                    "Ask an administrator to enable it for the client (iss, RFC 9207).");
        }
        if (answered != null && !answered.equals(issuer)) {
            throw new CliException(
                    "The browser returned another issuer than " + issuer + ".", "Try again: my cli login");
        }
    }

    private Map<String, String> parameters(Duration timeout) {
        try {
            return answer.get(timeout.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CliException(
                    "The login was not completed within " + timeout.toMinutes() + " minutes.",
                    "Try again: my cli login");
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = query(exchange.getRequestURI().getRawQuery());
        boolean ours = exchange.getRequestURI().getPath().equals("/callback")
                && exchange.getRequestMethod().equals("GET")
                && state.equals(parameters.get("state"))
                && (parameters.containsKey("code") || parameters.containsKey("error"));
        byte[] page = page(ours, parameters.containsKey("error")).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.sendResponseHeaders(ours ? 200 : 400, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
        if (ours) {
            answer.complete(parameters);
        }
    }

    private static String page(boolean ours, boolean rejected) {
        String text = !ours
                ? "This is not the expected login."
                : rejected
                        ? "You are not logged in. Close this page."
                        : "Done. Close this page and return to the terminal.";
        return "<!doctype html><meta charset=utf-8><title>my</title><p>" + text;
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
