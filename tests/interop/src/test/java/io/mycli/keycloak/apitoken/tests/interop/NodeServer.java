package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code src/test/node/catalog.mjs} at work. */
record NodeServer(Program program, int port) implements ResourceServer {

    private static final Pattern PORT = Pattern.compile("port (\\d+)\n");

    /** A folder with the script and what it needs, from the npm registry. */
    static Path install() throws IOException {
        Path folder = Program.folder("node");
        for (String file : List.of("catalog.mjs", "package.json", "package-lock.json")) {
            Files.copy(Path.of("src/test/node", file), folder.resolve(file));
        }
        Program.start(folder, Map.of(), "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund")
                .awaitSuccess();
        return folder;
    }

    static NodeServer start(Path folder, TestRealm realm) throws IOException {
        Program program = Program.start(
                folder,
                Map.of(
                        "ISSUER",
                        KeycloakServer.get().baseUrl() + "/realms/" + realm.name(),
                        "CLIENT_ID",
                        "catalog-server",
                        "CLIENT_SECRET",
                        TestRealm.SERVER_SECRET),
                "node",
                "catalog.mjs");
        Matcher port = PORT.matcher(program.awaitLog(log -> PORT.matcher(log).find()));
        port.find();
        return new NodeServer(program, Integer.parseInt(port.group(1)));
    }

    @Override
    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        program.close();
    }
}
