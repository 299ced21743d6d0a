package io.mycli.keycloak.apitoken.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Mailbox;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import io.restassured.http.ContentType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What administrators and timers do is known on each node, and done by one. The second node also traces. */
@KeycloakTest
class ClusterAdminIT {

    private static final DistributionServer HERE = DistributionServer.ofThisRun();

    /** What a collector of OpenTelemetry got, as Latin-1: enough to find words in it. */
    private static final Queue<String> TRACES = new ConcurrentLinkedQueue<>();

    /** What a SIEM got, line by line. */
    private static final Queue<String> SYSLOG = new ConcurrentLinkedQueue<>();

    private static HttpServer collector;
    private static ServerSocket siem;
    private static DistributionServer there;

    @BeforeAll
    static void joinSecondNode() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            TRACES.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        siem = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread listener = new Thread(ClusterAdminIT::listen, "siem");
        listener.setDaemon(true);
        listener.start();
        there = HERE.joinBuiltWith(
                "traced",
                "--tracing-enabled=true",
                "--tracing-endpoint=http://127.0.0.1:" + collector.getAddress().getPort(),
                "--tracing-protocol=http/protobuf",
                "--log=console,syslog",
                "--log-syslog-endpoint=127.0.0.1:" + siem.getLocalPort(),
                "--log-syslog-output=json");
    }

    private static void listen() {
        try (Socket connection = siem.accept();
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(SYSLOG::add);
        } catch (IOException e) {
            SYSLOG.add(e.toString());
        }
    }

    @AfterAll
    static void stopSecondNode() throws IOException {
        Secrets.requireNone("log of the traced node", there.log());
        there.stop();
        collector.stop(0);
        siem.close();
        SYSLOG.forEach(line -> Secrets.requireNone("syslog", line));
        TRACES.forEach(trace -> Secrets.requireNone("a trace", trace));
    }

    @Test
    void revocationOfManyIsKnownOnTheOtherNode(TestRealm realm) {
        TestRealm.Token alices = warm(realm, "alice");
        TestRealm.Token bobs = warm(realm, "bob");

        post(realm, "/revoke", """
                {"everything":true}""");

        realm.assertRejected(realm.introspect(alices.secret()));
        realm.assertRejected(realm.introspectAt(there, alices.secret()));
        realm.assertRejected(realm.introspectAt(there, bobs.secret()));
    }

    @Test
    void revocationByAdministratorIsKnownOnTheOtherNode(TestRealm realm) {
        TestRealm.Token token = warm(realm, "alice");

        Admin.delete(realm.adminPath("/api-tokens/" + token.id()));

        realm.assertRejected(realm.introspectAt(there, token.secret()));
    }

    @Test
    void notBeforeIsKnownOnTheOtherNode(TestRealm realm) {
        TestRealm.Token token = warm(realm, "alice");

        Admin.put(realm.adminPath("/api-tokens/not-before"), """
                {"notBefore":"now"}""");

        realm.assertRejected(realm.introspect(token.secret()));
        realm.assertRejected(realm.introspectAt(there, token.secret()));
    }

    @Test
    void ownersAreToldOnce(TestRealm realm) {
        try (Mailbox mails = Mailbox.of(realm)) {
            realm.setAttribute("api-tokens.mail-created", "false");
            realm.setAttribute("api-tokens.max-per-user", "100");
            for (int i = 0; i < 20; i++) {
                TestRealm.Token token = realm.createToken("alice", "{\"name\":\"" + i + "\",\"expiresIn\":\"30d\"}");
                HERE.database()
                        .update(
                                "update MYC_API_TOKEN set EXPIRES_AT = ?, NOTICE_AT = 1 where ID = ?",
                                System.currentTimeMillis() + Duration.ofDays(5).toMillis(),
                                token.id());
            }

            Await.until(
                    "each is noted",
                    () -> HERE.database()
                                    .number(
                                            "select count(*) from MYC_API_TOKEN where REALM_ID = ? and NOTICE_AT = 1",
                                            realm.id())
                            == 0);
            mails.await("alice", "Your API token expires in 7 days");
            Mailbox.anHourLater(realm);
            Await.until("each is told", () -> named(mails) == 20);
            assertThat(mails.to("alice")).hasSizeLessThanOrEqualTo(2);

            post(realm, "/revoke", """
                    {"everything":true}""");
            mails.await("alice", "An administrator revoked your API token");
            assertThat(named(mails)).isEqualTo(20);
        }
    }

    private static long named(Mailbox mails) {
        return mails.to("alice").stream()
                .filter(mail -> mail.startsWith("Your API token expires in 7 days"))
                .flatMap(mail -> mail.lines().filter(line -> line.startsWith("- ")))
                .count();
    }

    @Test
    void spanSaysWhatCameOfIt(TestRealm realm) {
        TestRealm.Token token = realm.createNamed("alice", "name-for-people");

        realm.assertActive(realm.introspectAt(there, token.secret()));
        realm.assertRejected(realm.introspectAt(there, Secrets.unknown()));

        Await.until("the spans have arrived", () -> inTraces(token.id()) && inTraces("unknown"));
        assertThat(inTraces("keycloak.api_token.id")).isTrue();
        assertThat(inTraces("keycloak.api_token.outcome")).isTrue();
        assertThat(inTraces("accepted")).isTrue();
        assertThat(inTraces("name-for-people")).isFalse();
    }

    /** As docs/reference/events.md has it, with Keycloak's own means. */
    @Test
    void siemHearsOfEvents(TestRealm realm) {
        TestRealm.Token token = realm.createToken();

        Http.withBearer(realm.login("alice"))
                .baseUri(there.baseUrl())
                .delete(realm.apiTokens() + "/" + token.id())
                .then()
                .statusCode(204);

        Await.until(
                "the event has arrived",
                () -> SYSLOG.stream()
                        .anyMatch(line -> line.contains("REMOVE_CREDENTIAL")
                                && line.contains(token.id())
                                && line.contains("credential_type=\\\"api-token\\\"")));
    }

    private static boolean inTraces(String word) {
        return TRACES.stream().anyMatch(trace -> trace.contains(word));
    }

    /** A token that both nodes have cached. */
    private static TestRealm.Token warm(TestRealm realm, String owner) {
        TestRealm.Token token = realm.createNamed(owner, "warm");
        for (int i = 0; i < 3; i++) {
            realm.assertActive(realm.introspect(token.secret()));
            realm.assertActive(realm.introspectAt(there, token.secret()));
        }
        return token;
    }

    private static void post(TestRealm realm, String path, String body) {
        Admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/admin/realms" + realm.adminPath("/api-tokens" + path))
                .then()
                .statusCode(200);
    }
}
