package io.mycli.keycloak.apitoken.interop;

import io.quarkiverse.mcp.server.Tool;
import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;

/** The tools of an MCP server, with the roles of the REST resource. */
@Authenticated
public class CatalogTools {

    private final SecurityIdentity caller;

    CatalogTools(SecurityIdentity caller) {
        this.caller = caller;
    }

    /** The answer of the introspection, or of a JWT that was verified here, its user. */
    @Tool(description = "Who asks")
    String whoami() {
        TokenIntrospection introspection = caller.getAttribute("introspection");
        return introspection != null
                ? introspection.getIntrospectionString()
                : "{\"username\":\"" + caller.getPrincipal().getName() + "\"}";
    }

    /** Requires a role. */
    @Tool(description = "Deploy to staging")
    @RolesAllowed("deployer")
    String deploy() {
        return caller.getPrincipal().getName();
    }
}
