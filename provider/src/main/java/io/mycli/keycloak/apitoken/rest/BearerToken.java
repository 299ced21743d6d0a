package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import jakarta.ws.rs.NotAuthorizedException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AppAuthManager;

/** What the request carries in its {@code Authorization} header (RFC 6750 section 2.1). */
final class BearerToken {

    private final String value;

    private BearerToken(String value) {
        this.value = value;
    }

    /** @throws ApiTokenException UNAUTHORIZED if there is none, or more than one */
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

    /** Whether it claims to be an API token; it is not looked up to say so. */
    boolean isApiToken(SecretFormat format) {
        return format.isTagged(value);
    }

    /** The clear text. */
    String reveal() {
        return value;
    }
}
