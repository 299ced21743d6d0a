package io.mycli.keycloak.apitoken.adminpage;

import io.mycli.keycloak.apitoken.admin.AdminApiTokensResource;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.BrowserSecurityHeaders;
import org.keycloak.models.KeycloakSession;

/**
 * The page for administrators. It is public, because it contains no data: it shows only the responses of {@link
 * AdminApiTokensResource} to the administrator.
 */
public final class AdminPageResource {

    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String NEVER = "no-store";

    /**
     * The content security policy: only the page's own script and style, and connections to this server. No inline
     * code, no frame, no form that leads elsewhere.
     */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final Map<BrowserSecurityHeaders, String> HEADERS = Map.of(
            BrowserSecurityHeaders.CONTENT_SECURITY_POLICY, POLICY,
            BrowserSecurityHeaders.X_FRAME_OPTIONS, "DENY",
            BrowserSecurityHeaders.X_CONTENT_TYPE_OPTIONS, "nosniff",
            BrowserSecurityHeaders.REFERRER_POLICY, "no-referrer",
            BrowserSecurityHeaders.X_ROBOTS_TAG, "none");

    private final KeycloakSession session;
    private final PageFiles files;

    AdminPageResource(KeycloakSession session, PageFiles files) {
        this.session = session;
        this.files = files;
    }

    /** Returns the page. */
    @GET
    @Path("")
    public Response page() {
        return files.isComplete()
                ? respond(Response.ok(new AdminPage(session, files).html()), MediaType.TEXT_HTML, NEVER)
                : missing("The admin page requires the theme's JAR. Install it.");
    }

    /**
     * Returns the page's script or style. Their names contain a hash of the content, so that no browser shows an old
     * one.
     */
    @GET
    @Path("{file}")
    public Response file(@PathParam("file") String name) {
        Optional<PageFiles.File> file = files.find(name);
        return file.isPresent()
                ? respond(Response.ok(file.get().content()), file.get().type(), FOREVER)
                : missing("This file does not exist.");
    }

    private Response missing(String sentence) {
        return respond(Response.status(Response.Status.NOT_FOUND).entity(sentence + "\n"), MediaType.TEXT_PLAIN, NEVER);
    }

    /**
     * Builds a response with our security headers. Keycloak's filter is skipped, because it would replace them by those
     * of the realm, which are less strict.
     */
    private Response respond(Response.ResponseBuilder response, String type, String caching) {
        session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
        HEADERS.forEach((header, value) -> response.header(header.getHeaderName(), value));
        BrowserSecurityHeaders transport = BrowserSecurityHeaders.STRICT_TRANSPORT_SECURITY;
        String transportSecurity = session.getContext()
                .getRealm()
                .getBrowserSecurityHeaders()
                .getOrDefault(transport.getKey(), transport.getDefaultValue());
        if (!transportSecurity.isEmpty()) {
            response.header(transport.getHeaderName(), transportSecurity);
        }
        return response.header(HttpHeaders.CONTENT_TYPE, type + ";charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .build();
    }
}
