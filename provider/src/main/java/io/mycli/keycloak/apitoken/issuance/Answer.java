package io.mycli.keycloak.apitoken.issuance;

import io.mycli.keycloak.apitoken.http.Responses;
import io.mycli.keycloak.apitoken.representation.ApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.CreatedApiTokenRepresentation;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call that wrote a token.
 *
 * @param token as the session that wrote it sees it, with names of roles and clients
 * @param secret the new secret; null if the call made none
 */
public record Answer(ApiTokenRepresentation token, @Nullable ApiTokenSecret secret) {

    /** Returns the response with the secret: the only place from which one leaves the server. */
    public Response withSecret(Response.ResponseBuilder response) {
        return Responses.json(
                response,
                new CreatedApiTokenRepresentation(
                        token, Objects.requireNonNull(secret).reveal()));
    }
}
