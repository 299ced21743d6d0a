package io.mycli.keycloak.apitoken.authentication;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.representations.docker.DockerError;
import org.keycloak.representations.docker.DockerErrorResponseToken;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** The one answer that every refusal has, in the form of the protocol that is spoken. */
final class Refusals {

    private static final String DIRECT_GRANT = "openid-connect";
    private static final String DOCKER = "docker-v2";

    private Refusals() {}

    static Response in(AuthenticationFlowContext context) {
        String protocol = context.getAuthenticationSession().getProtocol();
        if (DIRECT_GRANT.equals(protocol)) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(new OAuth2ErrorRepresentation(
                            OAuthErrorException.INVALID_GRANT, "Invalid user credentials"))
                    .build();
        }
        Response.ResponseBuilder unauthorized = Response.status(Response.Status.UNAUTHORIZED)
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Basic realm=\"" + context.getRealm().getName() + "\"");
        if (DOCKER.equals(protocol)) {
            DockerError error = new DockerError("UNAUTHORIZED", "Invalid username or password.", List.of());
            unauthorized.type(MediaType.APPLICATION_JSON_TYPE).entity(new DockerErrorResponseToken(List.of(error)));
        }
        return unauthorized.build();
    }
}
