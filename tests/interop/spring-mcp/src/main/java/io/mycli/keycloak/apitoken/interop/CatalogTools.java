package io.mycli.keycloak.apitoken.interop;

import java.util.HashMap;
import java.util.Map;
import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import tools.jackson.databind.json.JsonMapper;

/** What agents may do. */
class CatalogTools {

    @McpTool(name = "whoami", description = "Who calls")
    public String whoami() {
        Map<String, Object> claims = new HashMap<>(caller().getAttributes());
        claims.values().removeIf(value -> !(value instanceof String));
        return JsonMapper.shared().writeValueAsString(claims);
    }

    @McpTool(name = "deploy", description = "Deploys")
    @PreAuthorize("hasRole('deployer')")
    public String deploy() {
        return caller().getName();
    }

    private static OAuth2AuthenticatedPrincipal caller() {
        return (OAuth2AuthenticatedPrincipal)
                SecurityContextHolder.getContext().getAuthentication().getPrincipal();
    }
}
