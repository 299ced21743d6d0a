package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.policy.ApiTokenException;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.ErrorCode;
import jakarta.ws.rs.WebApplicationException;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Hands the request to {@link ApiTokensResource}. */
final class ApiTokensRealmResourceProvider implements RealmResourceProvider {

    private final KeycloakSession session;
    private final RequestRate reportRate;

    ApiTokensRealmResourceProvider(KeycloakSession session, RequestRate reportRate) {
        this.session = session;
        this.reportRate = reportRate;
    }

    @Override
    public Object getResource() {
        requireContentType();
        return new ApiTokensResource(session, reportRate);
    }

    /**
     * At a Content-Type that is none, the filter that adds Keycloak's security headers fails, and with it any answer of
     * Keycloak: 500. So it is refused without them, and here, before JAX-RS looks at the body.
     */
    private void requireContentType() {
        try {
            session.getContext().getHttpRequest().getHttpHeaders().getMediaType();
        } catch (RuntimeException e) {
            session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
            throw new WebApplicationException(Answers.refusal(
                    new ApiTokenException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send a well-formed Content-Type."),
                    ApiTokenPolicy.of(session.getContext().getRealm())));
        }
    }

    @Override
    public void close() {}
}
