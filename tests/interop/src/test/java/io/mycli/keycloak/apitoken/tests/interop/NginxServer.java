package io.mycli.keycloak.apitoken.tests.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mycli.keycloak.apitoken.tests.support.Program;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** nginx with {@code src/test/nginx}, in front of an application. */
record NginxServer(Program program, HeadersBackend backend, int port) implements ProxyServer {

    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
    private static final Path MODULES = Path.of("/usr/lib/nginx/modules");

    static void require() {
        Program.require(PROGRAM, "nginx");
        Program.require(MODULES.resolve("ngx_http_js_module.so"), "libnginx-mod-http-js");
    }

    static NginxServer start(String issuer) throws IOException {
        return start("nginx.conf", issuer, HeadersBackend.start());
    }

    /** Starts one without an application, which other proxies ask. */
    static NginxServer verifier(String issuer) throws IOException {
        return start("verifier.conf", issuer, HeadersBackend.start());
    }

    private static NginxServer start(String template, String issuer, HeadersBackend backend) throws IOException {
        Path folder = ScriptServer.folder("nginx", "keycloak.js", "claims.conf");
        int port = Ports.free();
        String credentials = "catalog-server:" + TestRealm.SERVER_SECRET;
        String configuration = Files.readString(Path.of("src/test/nginx", template))
                .replace("${dir}", folder.toString())
                .replace("${modules}", MODULES.toString())
                .replace("${port}", String.valueOf(port))
                .replace("${backend}", backend.baseUrl())
                .replace("${issuer}", issuer)
                .replace("${authorization}", Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
        Path file = Files.writeString(folder.resolve("nginx.conf"), configuration);
        Program program = Program.start(
                folder, Map.of(), PROGRAM.toString(), "-c", file.toString(), "-e", "stderr", "-g", "daemon off;");
        program.awaitLog(log -> log.contains("start worker process"));
        return new NginxServer(program, backend, port);
    }
}
