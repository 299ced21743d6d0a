package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.http.Responses;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Hands the request to {@link ApiTokensResource}. */
final class ApiTokensRealmResourceProvider implements RealmResourceProvider {

    private final KeycloakSession session;
    private final RateLimiter reportRate;

    ApiTokensRealmResourceProvider(KeycloakSession session, RateLimiter reportRate) {
        this.session = session;
        this.reportRate = reportRate;
    }

    @Override
    public Object getResource() {
        requireContentType();
        return new ApiTokensResource(session, reportRate);
    }

    /** Here, because JAX-RS looks at the body before any method of ours. */
    private void requireContentType() {
        MediaType type;
        try {
            type = session.getContext().getHttpRequest().getHttpHeaders().getMediaType();
        } catch (RuntimeException e) {
            // The filter that adds Keycloak's security headers would fail as well, and turn any answer into 500.
            session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
            throw unsupported("Send a well-formed Content-Type.");
        }
        if (isForm(type) && "POST".equals(session.getContext().getHttpRequest().getHttpMethod())) {
            throw unsupported("Send the body as application/json.");
        }
    }

    /** Keycloak has every form that is posted parsed, and answers 500 to one that cannot be. */
    private static boolean isForm(MediaType type) {
        return type != null
                && ("multipart".equalsIgnoreCase(type.getType())
                        || MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type));
    }

    private WebApplicationException unsupported(String description) {
        return new WebApplicationException(Responses.error(
                new ApiTokenException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, description),
                ApiTokenPolicy.of(session.getContext().getRealm())));
    }

    @Override
    public void close() {}
}
