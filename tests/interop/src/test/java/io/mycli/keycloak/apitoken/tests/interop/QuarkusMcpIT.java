package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;

/** An MCP server of Quarkus, with the roles and the audience of introspected tokens. */
class QuarkusMcpIT extends McpServerContract {

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        return QuarkusIT.start(realm, true);
    }
}
