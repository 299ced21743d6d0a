package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.Program;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import io.mycli.keycloak.apitoken.tests.support.server.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Apache httpd with {@code src/test/apache/httpd.conf}, in front of an application. */
record ApacheServer(Program program, HeadersBackend backend, int port) implements ProxyServer {

    private static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

    static void require() {
        Program.require(PROGRAM, "apache2-bin");
        Program.require(MODULES.resolve("mod_auth_openidc.so"), "libapache2-mod-auth-openidc");
    }

    /**
     * @param directives for the protected location, beside the stock ones
     */
    static ApacheServer start(TestRealm realm, String directives) throws IOException {
        HeadersBackend backend = HeadersBackend.start();
        Path folder = Program.folder("apache");
        int port = Ports.free();
        String configuration = Files.readString(Path.of("src/test/apache/httpd.conf"))
                .replace("${dir}", folder.toString())
                .replace("${modules}", MODULES.toString())
                .replace("${port}", String.valueOf(port))
                .replace("${backend}", backend.baseUrl() + "/")
                .replace("${issuer}", KeycloakServer.get().baseUrl() + "/realms/" + realm.name())
                .replace("${directives}", directives);
        Path file = Files.writeString(folder.resolve("httpd.conf"), configuration);
        Program program =
                Program.start(folder, Map.of(), PROGRAM.toString(), "-f", file.toString(), "-D", "FOREGROUND");
        program.awaitLog(log -> log.contains("resuming normal operations"));
        Await.until("Apache listens", () -> listens(port));
        return new ApacheServer(program, backend, port);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
