package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.Program;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A short program in another language, which gets its registration by environment variables and names its port. */
record ScriptServer(Program program, int port) implements ResourceServer {

    private static final Pattern PORT = Pattern.compile("(?:port |Running on http://127\\.0\\.0\\.1:)(\\d+)\\s");

    /** Skips a test, or fails it, on a machine without Node.js. */
    static void requireNpm() {
        Program.require(Program.inPath("node"), "nodejs");
        Program.require(Program.inPath("npm"), "npm");
    }

    /** Copies the files of {@code src/test/LANGUAGE} to a fresh folder. */
    static Path folder(String language, String... files) throws IOException {
        Path folder = Program.folder(language);
        for (String file : files) {
            Files.copy(Path.of("src/test", language, file), folder.resolve(file));
        }
        return folder;
    }

    /** Such a folder of {@code catalog.mjs}, with what it needs, from the npm registry. */
    static Path npmFolder(String language) throws IOException {
        Path installed = folder(language, "catalog.mjs", "package.json", "package-lock.json");
        Program.start(installed, Map.of(), "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund")
                .awaitSuccess();
        return installed;
    }

    static ScriptServer start(Path folder, TestRealm realm, String... command) throws IOException {
        Map<String, String> registration = Map.of(
                "ISSUER",
                KeycloakServer.get().baseUrl() + "/realms/" + realm.name(),
                "CLIENT_ID",
                "catalog-server",
                "CLIENT_SECRET",
                TestRealm.SERVER_SECRET);
        Program program = Program.start(folder, registration, command);
        Matcher port = PORT.matcher(program.awaitLog(log -> PORT.matcher(log).find()));
        port.find();
        return new ScriptServer(program, Integer.parseInt(port.group(1)));
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
