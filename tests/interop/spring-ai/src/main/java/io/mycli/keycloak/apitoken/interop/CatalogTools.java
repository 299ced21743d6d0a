package io.mycli.keycloak.apitoken.interop;

import java.util.Map;
import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.stereotype.Component;

/** The tools of an MCP server. */
@Component
class CatalogTools {

    /** The answer of the introspection. */
    @McpTool(description = "Who asks")
    Map<String, Object> whoami() {
        BearerTokenAuthentication caller =
                (BearerTokenAuthentication) SecurityContextHolder.getContext().getAuthentication();
        return caller.getTokenAttributes();
    }

    /** Requires a role. */
    @McpTool(description = "Deploy to staging")
    @PreAuthorize("hasRole('deployer')")
    String deploy() {
        return SecurityContextHolder.getContext().getAuthentication().getName();
    }
}
