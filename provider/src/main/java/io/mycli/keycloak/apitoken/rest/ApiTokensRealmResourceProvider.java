package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.http.Responses;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
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
        requireRealm();
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
            throw rejected(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The Content-Type is malformed. Send application/json.");
        }
        if (isForm(type) && isMethod(HttpMethod.POST)) {
            throw rejected(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The Content-Type is not supported. Send application/json.");
        }
    }

    /** Keycloak has every form that is posted parsed, and answers 500 to one that cannot be. */
    private static boolean isForm(MediaType type) {
        return type != null
                && ("multipart".equalsIgnoreCase(type.getType())
                        || MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type));
    }

    /** Keycloak checks neither of these for realm resources. A preflight is answered before. */
    private void requireRealm() {
        RealmModel realm = session.getContext().getRealm();
        if (isMethod(HttpMethod.OPTIONS)) {
            return;
        }
        if (!realm.isEnabled()) {
            throw rejected(ErrorCode.API_TOKENS_DISABLED, "This realm is disabled. Ask an administrator.");
        }
        String scheme = session.getContext().getUri().getBaseUri().getScheme();
        if (!"https".equals(scheme)
                && realm.getSslRequired().isRequired(session.getContext().getConnection())) {
            throw rejected(ErrorCode.FORBIDDEN, "This realm requires HTTPS. Use it.");
        }
    }

    private boolean isMethod(String method) {
        return method.equals(session.getContext().getHttpRequest().getHttpMethod());
    }

    private WebApplicationException rejected(ErrorCode code, String description) {
        return new WebApplicationException(Responses.error(new ApiTokenException(code, description), session));
    }

    @Override
    public void close() {}
}
