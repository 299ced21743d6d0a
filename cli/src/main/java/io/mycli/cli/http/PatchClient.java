package io.mycli.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The client for {@code PATCH}, a method that {@link java.net.HttpURLConnection} rejects; only such requests load it.
 */
final class PatchClient {

    private PatchClient() {}

    static ServerResponse send(Request request, ProxySettings proxies) throws IOException {
        HttpRequest.Builder patch = HttpRequest.newBuilder(request.uri())
                .timeout(Duration.ofMillis(Http.READ_TIMEOUT_MILLIS))
                .method(request.method(), BodyPublishers.ofString(request.body()))
                .header("Content-Type", request.contentType());
        Http.headers(request).forEach(patch::header);
        // An authenticator would remove the header Authorization from the request.
        proxies.authorization(request.uri()).ifPresent(value -> patch.header("Proxy-Authorization", value));
        try {
            HttpClient.Builder client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofMillis(Http.CONNECT_TIMEOUT_MILLIS));
            proxies.proxy(request.uri()).map(PatchClient::selector).ifPresent(client::proxy);
            HttpResponse<InputStream> response = client.build().send(patch.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() == HttpURLConnection.HTTP_PROXY_AUTH) {
                throw new IOException("HTTP/1.1 407");
            }
            try (InputStream body = response.body()) {
                return new ServerResponse(
                        request.uri(),
                        response.statusCode(),
                        headers(response),
                        new String(Http.bytes(body, request), UTF_8));
            }
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw (IOException) new ConnectException("it did not accept a connection").initCause(e);
        } catch (HttpTimeoutException e) {
            throw (IOException) new SocketTimeoutException(e.getMessage()).initCause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException().initCause(e);
        }
    }

    private static ProxySelector selector(Proxy proxy) {
        return proxy.address() instanceof InetSocketAddress address
                ? ProxySelector.of(address)
                : HttpClient.Builder.NO_PROXY;
    }

    private static Map<String, String> headers(HttpResponse<?> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        return headers;
    }
}
