package io.mycli.cli.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mycli.cli.CliException;
import io.mycli.cli.http.Http;
import io.mycli.cli.http.ProxySettings;
import io.mycli.cli.http.ServerUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The device login against a realm that does what Keycloak does rarely. */
final class DeviceLoginTest {

    private static final String TOKENS = "200 {\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":300}";

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private HttpServer server;
    private String issuer;
    private long life = 60;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/r";
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void waitsWhileItIsPendingAndSendsItsVerifier() {
        answers.addAll(List.of("400 {\"error\":\"authorization_pending\"}", TOKENS));

        assertThat(logIn().accessToken()).isEqualTo("a");
        assertThat(bodies.get(0)).contains("code_challenge_method=S256", "code_challenge=", "scope=openid");
        assertThat(bodies.get(1)).contains("code_verifier=", "device_code=d", "client_id=my-cli");
    }

    @Test
    void asksSlowerWhenTold() {
        answers.addAll(List.of("400 {\"error\":\"slow_down\"}", TOKENS));

        logIn();

        assertThat(times.get(2) - times.get(1)).isGreaterThanOrEqualTo(6_000_000_000L);
    }

    /** The server is gone and comes back: it says so once, asks slower, and goes on. */
    @Test
    void livesThroughServerThatIsGoneForWhile() {
        answers.addAll(List.of("503 <html>", "break", TOKENS));

        assertThat(logIn().accessToken()).isEqualTo("a");
        assertThat(said.stream().filter(line -> line.contains("still trying"))).hasSize(1);
        assertThat(times.get(3) - times.get(2)).isGreaterThanOrEqualTo(4_000_000_000L);
    }

    @Test
    void endsWhenTheCodeDoes() {
        life = 0;

        requireFailure("The code was not confirmed in time");
    }

    @Test
    void endsWhenTheServerSaysThatTheCodeDoes() {
        answers.add("400 {\"error\":\"expired_token\"}");

        requireFailure("The code was not confirmed in time");
    }

    @Test
    void endsWhenItIsRejected() {
        answers.add("400 {\"error\":\"access_denied\"}");

        requireFailure("rejected in the browser");
    }

    @Test
    void endsAtWhatNobodyKnows() {
        answers.add("400 {\"error\":\"invalid_client\",\"error_description\":\"Who are you?\"}");

        requireFailure("invalid_client: Who are you?");
    }

    private void requireFailure(String words) {
        assertThatThrownBy(this::logIn).isInstanceOf(CliException.class).hasMessageContaining(words);
    }

    private TokenResponse logIn() {
        Http http = new Http(line -> {}, ProxySettings.NONE);
        OpenIdConfiguration realm = OpenIdConfiguration.of(ServerUrl.ofIssuer(issuer), http);
        return new DeviceLogin(realm, "my-cli", http, said::add).logIn();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("openid-configuration")) {
            answer(exchange, 200, String.format("""
                                    {"issuer":"%1$s","token_endpoint":"%1$s/token","device_authorization_endpoint":"%1$s/device"}""", issuer));
            return;
        }
        bodies.add(body);
        times.add(System.nanoTime());
        if (path.endsWith("/device")) {
            answer(
                    exchange,
                    200,
                    "{\"device_code\":\"d\",\"user_code\":\"U\",\"verification_uri\":\"" + issuer
                            + "/u\",\"interval\":1,\"expires_in\":" + life + "}");
            return;
        }
        String next = answers.remove();
        if (next.equals("break")) {
            exchange.close();
            return;
        }
        answer(exchange, Integer.parseInt(next.substring(0, 3)), next.substring(4));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
