package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application of the module {@code tests/interop/quarkus} at work. */
record QuarkusServer(Program program, String baseUrl) implements ResourceServer {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path APPLICATION =
            Path.of("quarkus/target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");

    static QuarkusServer start(TestRealm realm) throws IOException {
        Program program = Program.start(
                Program.folder("quarkus"),
                Map.of(
                        "QUARKUS_HTTP_PORT",
                        "0",
                        "QUARKUS_OIDC_AUTH_SERVER_URL",
                        KeycloakServer.get().baseUrl() + "/realms/" + realm.name(),
                        "QUARKUS_OIDC_CREDENTIALS_SECRET",
                        TestRealm.SERVER_SECRET),
                JAVA.toString(),
                "-jar",
                APPLICATION.toString());
        Matcher listening =
                LISTENING.matcher(program.awaitLog(log -> LISTENING.matcher(log).find()));
        listening.find();
        return new QuarkusServer(program, listening.group(1));
    }

    @Override
    public void close() {
        program.close();
    }
}
