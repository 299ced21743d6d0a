package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

/** An MCP server of the TypeScript SDK, which introspects with oauth4webapi. */
class McpTypeScriptIT extends McpServerContract {

    @BeforeEach
    void require() {
        ScriptServer.requireNpm();
    }

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        return ScriptServer.start(ScriptServer.npmFolder("mcp"), realm, "node", "catalog.mjs");
    }
}
