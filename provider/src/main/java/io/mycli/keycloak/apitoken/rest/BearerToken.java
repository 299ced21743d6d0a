package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import jakarta.ws.rs.NotAuthorizedException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AppAuthManager;

/** The bearer token of a request's {@code Authorization} header (RFC 6750 section 2.1). */
final class BearerToken {

    private final String value;

    private BearerToken(String value) {
        this.value = value;
    }

    /**
     * Reads the header.
     *
     * @throws ApiTokenException UNAUTHORIZED if there is no bearer token, or more than one
     */
    static BearerToken of(KeycloakSession session) {
        AppAuthManager.AuthHeader header;
        try {
            header = AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(
                    session.getContext().getHttpRequest().getHttpHeaders());
        } catch (NotAuthorizedException e) {
            throw unauthorized();
        }
        if (header == null) {
            throw unauthorized();
        }
        return new BearerToken(header.getToken());
    }

    private static ApiTokenException unauthorized() {
        return new ApiTokenException(
                ErrorCode.UNAUTHORIZED, "The bearer token is missing. Send one in the Authorization header.");
    }

    /** Returns whether it has the tag of API tokens; it is not looked up. */
    boolean isApiToken(SecretFormat format) {
        return format.isTagged(value);
    }

    /** Returns the clear text. */
    String reveal() {
        return value;
    }
}
