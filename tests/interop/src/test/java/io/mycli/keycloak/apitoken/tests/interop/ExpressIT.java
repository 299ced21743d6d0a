package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.Program;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

/** Express, with a middleware of oauth4webapi. */
class ExpressIT extends UncachedResourceServerContract {

    private static Path folder;

    @BeforeEach
    void require() {
        Program.require(Program.inPath("node"), "nodejs");
        Program.require(Program.inPath("npm"), "npm");
    }

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        if (folder == null) {
            folder = ScriptServer.npmFolder("express");
        }
        return ScriptServer.start(folder, realm, "node", "catalog.mjs");
    }
}
