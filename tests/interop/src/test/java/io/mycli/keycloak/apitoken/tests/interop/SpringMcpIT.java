package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** An MCP server of Spring AI, with our starter. */
class SpringMcpIT extends McpServerContract {

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        Map<String, Object> properties = new HashMap<>(SpringOpaqueTokenIT.properties(realm));
        properties.put("keycloak.api-tokens.principal-claim", "preferred_username");
        properties.put("spring.ai.mcp.server.protocol", "STATELESS");
        return JavaServer.startSpring("spring-mcp", properties);
    }
}
