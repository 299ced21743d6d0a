package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** Node.js with oauth4webapi, which openid-client is made of. */
class NodeIT extends UncachedResourceServerContract {

    private static Path folder;

    @BeforeEach
    void require() {
        Program.require(Program.inPath("node"), "nodejs");
        Program.require(Program.inPath("npm"), "npm");
    }

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        if (folder == null) {
            folder = install();
        }
        return ScriptServer.start(folder, realm, "node", "catalog.mjs");
    }

    /** A folder with the script and what it needs, from the npm registry. */
    private static Path install() throws IOException {
        Path installed = ScriptServer.folder("node", "catalog.mjs", "package.json", "package-lock.json");
        Program.start(installed, Map.of(), "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund")
                .awaitSuccess();
        return installed;
    }
}
