package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

/** A server of {@code catalog.mjs} in a folder of {@code src/test}, with its dependencies from the npm registry. */
abstract class NpmServerContract extends UncachedResourceServerContract {

    private final String folder;

    NpmServerContract(String folder) {
        this.folder = folder;
    }

    @BeforeEach
    void require() {
        ScriptServer.requireNpm();
    }

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        return ScriptServer.start(ScriptServer.npmFolder(folder), realm, "node", "catalog.mjs");
    }
}
