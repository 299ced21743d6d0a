package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** An MCP server of Spring AI on Spring Boot 4, with our starter. */
class McpSpringIT extends McpServerContract {

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        Map<String, Object> properties = new HashMap<>(SpringOpaqueTokenIT.properties(realm));
        properties.put("catalog.issuer", KeycloakServer.get().baseUrl() + "/realms/" + realm.name());
        return JavaServer.startSpringBoot("spring-ai", properties);
    }
}
