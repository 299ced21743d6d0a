package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.Program;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

/** Flask with Authlib, of Debian's Python. */
class FlaskIT extends UncachedResourceServerContract {

    private static final String PYTHON = "/usr/bin/python3";
    private static final Path PACKAGES = Path.of("/usr/lib/python3/dist-packages");

    @BeforeEach
    void require() {
        Program.require(PACKAGES.resolve("flask"), "python3-flask");
        Program.require(PACKAGES.resolve("authlib"), "python3-authlib");
        Program.require(PACKAGES.resolve("requests"), "python3-requests");
    }

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        Path folder = ScriptServer.folder("flask", "catalog.py");
        return ScriptServer.start(folder, realm, PYTHON, "-m", "flask", "--app", "catalog", "run", "--port", "0");
    }
}
