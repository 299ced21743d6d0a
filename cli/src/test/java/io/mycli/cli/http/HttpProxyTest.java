package io.mycli.cli.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A proxy that lets nobody through, and what it is asked. */
final class HttpProxyTest {

    private static final String REJECTION = String.join(
            "\r\n",
            "HTTP/1.1 407 Proxy Authentication Required",
            "Proxy-Authenticate: Basic realm=\"proxy\"",
            "Content-Length: 0",
            "",
            "");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private ServerSocket proxy;

    @BeforeEach
    void startProxy() throws IOException {
        proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        new Thread(this::serve, "proxy").start();
    }

    @AfterEach
    void stopProxy() throws IOException {
        proxy.close();
        Authenticator.setDefault(null);
    }

    @Test
    void requestAsksProxyForTunnel() {
        ConnectionFailure failure = send(Request.get(URI.create("https://sso.invalid/realms/demo"), "secret"));

        assertThat(asked).contains("CONNECT sso.invalid:443 HTTP/1.1");
        assertThat(asked).noneMatch(line -> line.contains("secret"));
        assertThat(failure.getMessage()).contains("the proxy requires a user and a password");
        assertThat(failure.mayHaveHadEffect()).isFalse();
    }

    @Test
    void patchAsksProxyForTunnel() {
        send(Request.patch(URI.create("https://sso.invalid/realms/demo"), "secret", "{}"));

        assertThat(asked).contains("CONNECT sso.invalid:443 HTTP/1.1");
        assertThat(asked).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void proxyGetsItsPassword() {
        URI url = URI.create("https://sso.invalid/realms/demo");
        for (Request request : new Request[] {Request.get(url, "secret"), Request.patch(url, "secret", "{}")}) {
            asked.clear();

            send("ci:p%40ss@", request);

            assertThat(asked).anyMatch("Proxy-Authorization: Basic Y2k6cEBzcw=="::equalsIgnoreCase);
            assertThat(asked).noneMatch(line -> line.contains("secret"));
        }
    }

    private ConnectionFailure send(Request request) {
        return send("", request);
    }

    private ConnectionFailure send(String user, Request request) {
        String url = "http://" + user + "127.0.0.1:" + proxy.getLocalPort();
        Http http = new Http(
                line -> {}, new ProxySettings(name -> Optional.of(url).filter(any -> name.equals("HTTPS_PROXY"))));
        return catchThrowableOfType(ConnectionFailure.class, () -> http.send(request));
    }

    private void serve() {
        try {
            while (!proxy.isClosed()) {
                answer();
            }
        } catch (IOException e) {
            if (!proxy.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void answer() throws IOException {
        try (Socket client = proxy.accept();
                BufferedReader head = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII))) {
            for (String line = head.readLine(); line != null && !line.isEmpty(); line = head.readLine()) {
                asked.add(line);
            }
            client.getOutputStream().write(REJECTION.getBytes(US_ASCII));
        }
    }
}
