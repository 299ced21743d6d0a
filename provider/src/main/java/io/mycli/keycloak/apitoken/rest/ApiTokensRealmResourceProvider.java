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

/** The entry to {@link ApiTokensResource}. */
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

    /** Rejects forms before JAX-RS parses the body: an unreadable one would be answered with 500. */
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

    /** Returns whether Keycloak parses the body, and answers 500 if it cannot. */
    private static boolean isForm(MediaType type) {
        return type != null
                && ("multipart".equalsIgnoreCase(type.getType())
                        || MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type));
    }

    /** Requires an enabled realm, and HTTPS: Keycloak checks neither for realm resources. A preflight needs neither. */
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
