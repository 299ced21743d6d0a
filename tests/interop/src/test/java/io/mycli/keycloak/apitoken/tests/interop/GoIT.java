package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.Program;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** Go with its standard library alone. */
class GoIT extends UncachedResourceServerContract {

    @BeforeEach
    void require() {
        Program.require(Program.inPath("go"), "golang-go");
    }

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        Path folder = build();
        return ScriptServer.start(folder, realm, folder.resolve("catalog").toString());
    }

    private static Path build() throws IOException {
        Path built = ScriptServer.folder("go", "catalog.go");
        Map<String, String> environment =
                Map.of("GOCACHE", built.resolve("cache").toString(), "GOFLAGS", "-mod=mod", "CGO_ENABLED", "0");
        Program.start(built, environment, "go", "build", "catalog.go").awaitSuccess();
        return built;
    }
}
