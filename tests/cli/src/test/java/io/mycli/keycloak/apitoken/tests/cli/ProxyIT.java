package io.mycli.keycloak.apitoken.tests.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A realm that only a proxy can reach, by TLS: nobody else knows the name of its host. */
final class ProxyIT {

    private static final String HOST = "sso.invalid";
    private static final String ISSUER = "https://" + HOST + "/realms/demo";
    private static final String TOKEN = """
            {"id":"1","name":"ci","description":null,"prefix":"myc_3f12c4","createdAt":"2026-01-01T00:00:00Z"}""";

    private final Shell shell = new Shell();
    private final TestCertificate certificate = TestCertificate.of(HOST);
    private RecordingServer realm;
    private TunnelProxy proxy;

    @BeforeEach
    void start() throws Exception {
        realm = RecordingServer.withTls(certificate.context(), ProxyIT::answer);
        String credentials = Base64.getEncoder().encodeToString("ci:p@ss".getBytes(US_ASCII));
        proxy = new TunnelProxy(realm.port(), "Basic " + credentials);
        shell.set("MY_JAVA_OPTS", ClassArchive.OPTION + " " + certificate.trust());
        shell.logIn(ISSUER, Duration.ofMinutes(5));
        useProxy("ci:p%40ss@");
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        realm.close();
    }

    @Test
    void requestsGoThroughTheProxy() {
        assertThat(run("my cli token list --json name").output()).isEqualTo("[{\"name\":\"ci\"}]\n");

        assertThat(proxy.seen()).isNotEmpty().allMatch(("CONNECT " + HOST + ":443 HTTP/1.1")::equals);
        assertThat(realm.seen())
                .containsExactly(new RecordingServer.Seen("GET", "/realms/demo/api-tokens", "Bearer old-access"));
        requireNoProxyPasswordSeen();
    }

    /** Java's other HTTP client sends this one. */
    @Test
    void editGoesThroughTheProxy() {
        run("my cli token edit ci --description 'for the nightly build'");

        assertThat(proxy.seen()).isNotEmpty().allMatch(("CONNECT " + HOST + ":443 HTTP/1.1")::equals);
        assertThat(realm.seen())
                .contains(new RecordingServer.Seen("PATCH", "/realms/demo/api-tokens/1", "Bearer old-access"));
        requireNoProxyPasswordSeen();
    }

    @Test
    void wrongPasswordOfTheProxyIsSaid() {
        useProxy("ci:wrong@");
        for (String command : new String[] {"my cli token list", "my cli token revoke 1 --force"}) {
            Piped run = shell.run(command + " --verbose");

            assertThat(run.exitCode()).as(run.errors()).isEqualTo(1);
            assertThat(run.errors())
                    .contains("the proxy requires a user and a password", "export HTTPS_PROXY=")
                    .doesNotContain("wrong@", "old-access");
        }
        assertThat(realm.seen()).isEmpty();
    }

    @Test
    void exceptedHostIsReachedWithoutTheProxy() {
        shell.set("NO_PROXY", "other.invalid,invalid");

        Piped run = shell.run("my cli token list");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).contains("the host " + HOST + " is unknown").hasLineCount(2);
        assertThat(proxy.seen()).isEmpty();
    }

    @Test
    void proxyThatIsAwayIsSaid() throws IOException {
        proxy.close();

        Piped run = shell.run("my cli token list");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors())
                .contains("cannot be reached")
                .doesNotContain("p%40ss", "p@ss", "Exception")
                .hasLineCount(2);
    }

    private Piped run(String command) {
        Piped run = shell.run(command);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        return run;
    }

    /** The password is for the proxy, not for the server behind it. */
    private void requireNoProxyPasswordSeen() {
        assertThat(realm.headers()).contains("Authorization").doesNotContain("Proxy-authorization");
    }

    private void useProxy(String user) {
        shell.set("HTTPS_PROXY", "http://" + user + "127.0.0.1:" + proxy.port());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        boolean isList = exchange.getRequestURI().getPath().endsWith("/api-tokens");
        RecordingServer.answer(exchange, 200, "application/json", isList ? "[" + TOKEN + "]" : TOKEN);
    }
}
