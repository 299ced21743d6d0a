package io.mycli.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mycli.cli.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An HTTP client that tries each request once. It uses {@link HttpURLConnection}, because {@code java.net.http} takes
 * twice the time to start (ADR 9), and the latter only for {@code PATCH}.
 */
public final class Http {

    static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    static final int READ_TIMEOUT_MILLIS = 30_000;

    /** Far more than any response has. */
    private static final int MAX_BODY_BYTES = 8 * 1024 * 1024;

    private final Consumer<String> log;
    private final ProxySettings proxies;

    /** @param log gets method, URL and status of each request; no header, no body */
    public Http(Consumer<String> log, ProxySettings proxies) {
        this.log = log;
        this.proxies = proxies;
        // Otherwise the JDK repeats a POST when a connection breaks, which creates a second token.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    public ServerResponse send(Request request) {
        log.accept("> " + request);
        try {
            ServerResponse answer = request.method().equals("PATCH") ? patch(request) : exchange(request);
            log.accept("< " + answer.status());
            return answer;
        } catch (ConnectionFailure e) {
            log.accept("< nothing");
            throw e;
        }
    }

    private ServerResponse patch(Request request) {
        try {
            return PatchClient.send(request, proxies);
        } catch (IOException e) {
            throw ConnectionFailure.of(request, e, true);
        }
    }

    private ServerResponse exchange(Request request) {
        boolean sent = false;
        try {
            HttpURLConnection connection = open(request);
            connection.connect();
            sent = true;
            writeBody(connection, request);
            return read(connection, request);
        } catch (IOException e) {
            throw ConnectionFailure.of(request, e, sent);
        }
    }

    private HttpURLConnection open(Request request) throws IOException {
        Optional<Proxy> proxy = proxies.proxy(request.uri());
        URL url = request.uri().toURL();
        HttpURLConnection connection =
                (HttpURLConnection) (proxy.isPresent() ? url.openConnection(proxy.get()) : url.openConnection());
        connection.setRequestMethod(request.method());
        connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
        connection.setReadTimeout(READ_TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        headers(request).forEach(connection::setRequestProperty);
        if (request.contentType() != null) {
            connection.setRequestProperty("Content-Type", request.contentType());
        }
        connection.setDoOutput(request.body() != null);
        return connection;
    }

    /** Returns the headers of each request. */
    static Map<String, String> headers(Request request) {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json", "User-Agent", "my"));
        if (request.bearer() != null) {
            requireFitForHeader(request);
            headers.put("Authorization", "Bearer " + request.bearer());
        }
        return headers;
    }

    /** Rejects what no header can carry; Java would repeat it in its exception. */
    private static void requireFitForHeader(Request request) {
        if (!request.bearer().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw CliException.notLoggedIn("The stored login is damaged and cannot be sent to " + request.uri() + ".");
        }
    }

    private static void writeBody(HttpURLConnection connection, Request request) throws IOException {
        if (request.body() == null) {
            return;
        }
        try (OutputStream body = connection.getOutputStream()) {
            body.write(request.body().getBytes(UTF_8));
        }
    }

    private static ServerResponse read(HttpURLConnection connection, Request request) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("not an answer of HTTP");
        }
        Map<String, String> headers = new HashMap<>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) {
                headers.put(name.toLowerCase(Locale.ROOT), values.get(0));
            }
        });
        try (InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            byte[] bytes = body == null ? new byte[0] : bytes(body, request);
            requireWhole(headers.get("content-length"), bytes.length, request);
            return new ServerResponse(request.uri(), status, headers, new String(bytes, UTF_8));
        }
    }

    /** Returns the bytes of a body, which may have as many as any response needs. */
    static byte[] bytes(InputStream body, Request request) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw new CliException(request.uri() + " answered with more than 8 MiB.", "Check the address.");
        }
        return bytes;
    }

    private static void requireWhole(String announced, int received, Request request) throws IOException {
        if (announced != null && !request.method().equals("HEAD") && !announced.equals(String.valueOf(received))) {
            throw new IOException("an answer cut short");
        }
    }
}
