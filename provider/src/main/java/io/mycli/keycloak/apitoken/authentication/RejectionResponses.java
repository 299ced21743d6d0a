package io.mycli.keycloak.apitoken.authentication;

import io.mycli.keycloak.apitoken.version.KeycloakVersion;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.representations.docker.DockerError;
import org.keycloak.representations.docker.DockerErrorResponseToken;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** The response to every rejection, which is the same for all reasons, in the form of each protocol. */
final class RejectionResponses {

    private static final String DIRECT_GRANT = "openid-connect";
    private static final String DOCKER = "docker-v2";

    private static final KeycloakVersion RFC_STATUS = new KeycloakVersion(26, 6);

    private static final Response.Status DIRECT_GRANT_STATUS = directGrantStatus(KeycloakVersion.current());

    private RejectionResponses() {}

    /** Returns the response in the protocol of a flow. */
    static Response in(AuthenticationFlowContext context) {
        String protocol = context.getAuthenticationSession().getProtocol();
        if (DIRECT_GRANT.equals(protocol)) {
            return inDirectGrant();
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

    /** Returns the response of Keycloak's own steps to a wrong password. */
    static Response inDirectGrant() {
        return Response.status(DIRECT_GRANT_STATUS)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(OAuthErrorException.INVALID_GRANT, "Invalid user credentials"))
                .build();
    }

    /**
     * Returns the status of Keycloak's own steps of a direct grant for an unknown username and a wrong password. Our
     * step responds alike, so it does not reveal which usernames exist. Keycloak responds 401 up to 26.5, and as of
     * 26.6 with the status of RFC 6749, section 5.2.
     *
     * @param version empty for a server that is no release
     */
    static Response.Status directGrantStatus(Optional<KeycloakVersion> version) {
        return version.filter(server -> !server.isAtLeast(RFC_STATUS)).isPresent()
                ? Response.Status.UNAUTHORIZED
                : Response.Status.BAD_REQUEST;
    }
}
