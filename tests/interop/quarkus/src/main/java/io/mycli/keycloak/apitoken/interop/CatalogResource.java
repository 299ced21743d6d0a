package io.mycli.keycloak.apitoken.interop;

import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** A resource server; what it knows about security is in annotations and in application.properties. */
@Path("/")
@Authenticated
public class CatalogResource {

    private final SecurityIdentity caller;

    CatalogResource(SecurityIdentity caller) {
        this.caller = caller;
    }

    /** The answer of the introspection, or of a JWT that was verified here, its subject. */
    @GET
    @Path("/catalog")
    @Produces(MediaType.APPLICATION_JSON)
    public String catalog() {
        TokenIntrospection introspection = caller.getAttribute("introspection");
        return introspection != null
                ? introspection.getIntrospectionString()
                : "{\"sub\":\"" + ((JsonWebToken) caller.getPrincipal()).getSubject() + "\"}";
    }

    /** Requires a role. */
    @GET
    @Path("/deploy")
    @RolesAllowed("deployer")
    @Produces(MediaType.APPLICATION_JSON)
    public String deploy() {
        return "{\"name\":\"" + caller.getPrincipal().getName() + "\"}";
    }
}
