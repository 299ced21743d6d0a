package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.Program;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.mycli.keycloak.apitoken.tests.support.server.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Caddy with {@code src/test/caddy}, in front of an application, with nginx as the verifier. */
record CaddyServer(Program program, NginxServer verifier, HeadersBackend backend, int port) implements ProxyServer {

    private static final Path PROGRAM = Path.of("/usr/bin/caddy");

    static void require() {
        NginxServer.require();
        Program.require(PROGRAM, "caddy");
    }

    static CaddyServer of(TestRealm realm) throws IOException {
        return start(KeycloakServer.get().baseUrl() + "/realms/" + realm.name());
    }

    static CaddyServer start(String issuer) throws IOException {
        NginxServer verifier = NginxServer.verifier(issuer);
        HeadersBackend backend = HeadersBackend.start();
        Path folder = Program.folder("caddy");
        int port = Ports.free();
        String configuration = Files.readString(Path.of("src/test/caddy/Caddyfile"))
                .replace("${port}", String.valueOf(port))
                .replace("${verifier}", verifier.baseUrl())
                .replace("${backend}", backend.baseUrl());
        Files.writeString(folder.resolve("Caddyfile"), configuration);
        Program program = Program.start(
                folder, Map.of("HOME", folder.toString()), PROGRAM.toString(), "run", "--config", "Caddyfile");
        CaddyServer server = new CaddyServer(program, verifier, backend, port);
        try {
            program.awaitLog(log -> log.contains("serving initial configuration"));
        } catch (RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
        return server;
    }

    @Override
    public void close() {
        try {
            ProxyServer.super.close();
        } finally {
            verifier.close();
        }
    }
}
