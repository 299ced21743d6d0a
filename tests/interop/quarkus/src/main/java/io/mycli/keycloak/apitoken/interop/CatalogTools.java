package io.mycli.keycloak.apitoken.interop;

import io.quarkiverse.mcp.server.Tool;
import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;

/** The same for agents, at {@code /mcp}. */
@Authenticated
public class CatalogTools {

    private final SecurityIdentity caller;

    CatalogTools(SecurityIdentity caller) {
        this.caller = caller;
    }

    @Tool(description = "Who calls")
    String whoami() {
        TokenIntrospection introspection = caller.getAttribute("introspection");
        return introspection != null
                ? introspection.getIntrospectionString()
                : "{\"username\":\"" + caller.getPrincipal().getName() + "\"}";
    }

    @Tool(description = "Deploys")
    @RolesAllowed("deployer")
    String deploy() {
        return caller.getPrincipal().getName();
    }
}
