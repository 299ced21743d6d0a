package io.mycli.keycloak.apitoken.tests;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;

/** Node.js with oauth4webapi, which openid-client is made of. */
class NodeIT extends UncachedResourceServerContract {

    private static Path folder;

    @BeforeAll
    static void install() throws IOException {
        Program.require(Program.inPath("node"), "nodejs");
        Program.require(Program.inPath("npm"), "npm");
        folder = NodeServer.install();
    }

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        return NodeServer.start(folder, realm);
    }
}
