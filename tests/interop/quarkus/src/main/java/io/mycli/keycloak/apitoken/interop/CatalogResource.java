package io.mycli.keycloak.apitoken.interop;

import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** A resource server; what it knows about security is in its annotation and in application.properties. */
@Path("/catalog")
@Authenticated
public class CatalogResource {

    private final SecurityIdentity caller;

    CatalogResource(SecurityIdentity caller) {
        this.caller = caller;
    }

    /** The answer of the introspection, or of a JWT that was verified here, its subject. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String catalog() {
        TokenIntrospection introspection = caller.getAttribute("introspection");
        return introspection != null
                ? introspection.getIntrospectionString()
                : "{\"sub\":\"" + ((JsonWebToken) caller.getPrincipal()).getSubject() + "\"}";
    }
}
