package io.mycli.keycloak.apitoken.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.Jwt;
import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Program;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Docker's own command at a registry that leaves the login to Keycloak: it gets the API token from {@code my}, and with it
 * the registry's JWT from Keycloak's step <i>API token</i>. No engine is needed for that.
 */
@KeycloakTest
final class DockerIT {

    private static final String MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    /** That of <code>{}</code>. */
    private static final String CONFIG = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    /** An image without a layer. */
    private static final String MANIFEST = """
            {"schemaVersion":2,"mediaType":"%s","layers":[],
             "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":2,"digest":"%s"}}
            """.formatted(MANIFEST_TYPE, CONFIG);

    private final Shell shell = new Shell();
    private final RecordingServer registry;
    private final String host;
    private TestRealm realm;

    DockerIT() throws Exception {
        registry = RecordingServer.withTls(TestCertificate.of("localhost").context(), this::answer);
        host = "127.0.0.1:" + registry.port();
    }

    @BeforeEach
    void configure(TestRealm testRealm) throws IOException {
        Program.require(Program.inPath("docker"), "docker.io");
        realm = testRealm;
        Admin.post(
                realm.adminPath("/clients"), Map.of("clientId", "registry", "protocol", "docker-v2", "enabled", true));
        Flows.create(realm, "docker-token")
                .step("api-token", "ALTERNATIVE")
                .step("docker-http-basic-authenticator", "ALTERNATIVE")
                .bindTo("dockerAuthenticationFlow");
        installHelper();
        // Without an engine, Docker logs in itself.
        shell.set("DOCKER_HOST", "unix://" + shell.home().resolve("no-engine.sock"));
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    /** As {@code docs/use/password-login.md} says. Docker keeps what it is given, so this is without the helper. */
    @Test
    void logsInWithTheApiToken() throws IOException {
        Files.delete(shell.home().resolve(".docker/config.json"));
        Files.writeString(
                shell.home().resolve("token-file"), realm.createToken().secret());

        Piped login = shell.run("docker login " + host + " -u alice --password-stdin < token-file");

        assertThat(login.exitCode()).as(login.errors()).isZero();
        assertThat(login.output()).contains("Login Succeeded");
        assertThat(registry.seen()).anyMatch(seen -> isOfAlice(seen.authorization()));
        Secrets.requireNone("words of docker", login.everything());
    }

    @Test
    void readsAnImageWithTheApiToken() {
        shell.set("MY_API_TOKEN", realm.createToken().secret());

        Piped inspect = shell.run("docker manifest inspect --insecure " + host + "/team/app:1");

        assertThat(inspect.exitCode()).as(inspect.errors()).isZero();
        assertThat(inspect.output()).contains(CONFIG);
        assertThat(registry.seen())
                .anyMatch(seen -> seen.path().equals("/v2/team/app/manifests/1") && isOfAlice(seen.authorization()));
    }

    @Test
    void revokedTokenLogsInNowhere() {
        TestRealm.Token token = realm.createToken();
        realm.revoke(token);
        shell.set("MY_API_TOKEN", token.secret());

        Piped inspect = shell.run("docker manifest inspect --insecure " + host + "/team/app:1");

        assertThat(inspect.exitCode()).isNotZero();
        assertThat(registry.seen()).isNotEmpty().noneMatch(seen -> isOfAlice(seen.authorization()));
    }

    /** Docker asks the helper that its configuration names, and the helper has an answer for its own hosts only. */
    @Test
    void anotherRegistryGetsNoToken() throws IOException {
        shell.set("MY_API_TOKEN", realm.createToken().secret());
        writeHelper("registry.example.com");

        Piped inspect = shell.run("docker manifest inspect --insecure " + host + "/team/app:1");

        assertThat(inspect.exitCode()).isNotZero();
        assertThat(registry.seen()).isNotEmpty().noneMatch(seen -> isOfAlice(seen.authorization()));
    }

    private void installHelper() throws IOException {
        writeHelper(host);
        Path folder = Files.createDirectories(shell.home().resolve(".docker"));
        Files.writeString(folder.resolve("config.json"), "{\"credHelpers\":{\"" + host + "\":\"my\"}}");
        shell.set("PATH", shell.home().resolve("bin") + ":" + shell.variables().get("PATH"));
    }

    /** As {@code docs/use/cli.md} says. */
    private void writeHelper(String ofHost) throws IOException {
        Path helper = Files.createDirectories(shell.home().resolve("bin")).resolve("docker-credential-my");
        Files.writeString(
                helper, "#!/bin/sh\nexec my credential docker --host " + ofHost + " --username alice \"$@\"\n");
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
    }

    /** As a registry does: a caller without a JWT of the realm is sent there, and it asks no more than whose JWT it is. */
    private void answer(HttpExchange exchange) throws IOException {
        if (isOfAlice(exchange.getRequestHeaders().getFirst("Authorization"))) {
            boolean isManifest = exchange.getRequestURI().getPath().contains("/manifests/");
            RecordingServer.answer(
                    exchange, 200, isManifest ? MANIFEST_TYPE : "application/json", isManifest ? MANIFEST : "{}");
            return;
        }
        exchange.getResponseHeaders()
                .set(
                        "WWW-Authenticate",
                        "Bearer realm=\"" + KeycloakServer.get().baseUrl() + "/realms/" + realm.name()
                                + "/protocol/docker-v2/auth\",service=\"registry\",scope=\"repository:team/app:pull\"");
        RecordingServer.answer(exchange, 401, "application/json", "{}");
    }

    private static boolean isOfAlice(String authorization) {
        return authorization != null
                && authorization.startsWith("Bearer ey")
                && "alice".equals(Jwt.claims(authorization.substring(7)).get("sub"));
    }
}
