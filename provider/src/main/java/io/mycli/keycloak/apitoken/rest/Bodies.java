package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.http.JsonBody;
import io.mycli.keycloak.apitoken.representation.NewApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.RotationRepresentation;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.keycloak.models.KeycloakSession;

/** The bodies of owners' requests. */
final class Bodies {

    private static final int MAX_BYTES_OF_LEAKED = 64 * 1024;
    private static final int MOST_LEAKED = 1000;

    private static final String NAME = "name";
    private static final String EXPIRES_IN = "expiresIn";
    private static final String PROFILE = "profile";
    private static final String SCOPE = "scope";
    private static final String OVERLAP = "overlap";
    private static final String TOKENS = "tokens";

    private Bodies() {}

    /**
     * Reads the body of a <em>create</em>.
     *
     * @throws ApiTokenException UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, INVALID_REQUEST
     */
    static NewApiTokenRepresentation newApiToken(KeycloakSession session, InputStream body) {
        JsonBody json = JsonBody.read(session, body, Set.of(NAME, EXPIRES_IN, PROFILE, SCOPE));
        return new NewApiTokenRepresentation(
                json.string(NAME), json.string(EXPIRES_IN), json.string(PROFILE), json.string(SCOPE));
    }

    /**
     * Reads the body of a <em>rotate</em>, which may be empty.
     *
     * @throws ApiTokenException UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, INVALID_REQUEST
     */
    static RotationRepresentation rotation(KeycloakSession session, InputStream body) {
        return new RotationRepresentation(
                JsonBody.readOptional(session, body, Set.of(OVERLAP)).string(OVERLAP));
    }

    /**
     * Reads the body of a report of leaks.
     *
     * @throws ApiTokenException UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, INVALID_REQUEST
     */
    static List<String> leaked(KeycloakSession session, InputStream body) {
        return JsonBody.read(session, body, Set.of(TOKENS), MAX_BYTES_OF_LEAKED).strings(TOKENS, MOST_LEAKED);
    }
}
