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
 * The page for administrators. Anybody may have it: it shows what {@link AdminApiTokensResource} gives to the person at it,
 * and holds nothing itself.
 */
public final class AdminPageResource {

    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String NEVER = "no-store";

    /** Its own script and style, and this server. No inline code, no frame, no form that leaves. */
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

    /** The page. */
    @GET
    @Path("")
    public Response page() {
        return files.isComplete()
                ? answer(Response.ok(new AdminPage(session, files).html()), MediaType.TEXT_HTML, NEVER)
                : missing("The admin page requires the theme's JAR. Install it.");
    }

    /** Its script or its style. Names have a hash of the content, so that no browser shows an old one. */
    @GET
    @Path("{file}")
    public Response file(@PathParam("file") String name) {
        Optional<PageFiles.File> file = files.find(name);
        return file.isPresent()
                ? answer(Response.ok(file.get().content()), file.get().type(), FOREVER)
                : missing("This file does not exist.");
    }

    private Response missing(String sentence) {
        return answer(Response.status(Response.Status.NOT_FOUND).entity(sentence + "\n"), MediaType.TEXT_PLAIN, NEVER);
    }

    /** Keycloak's filter would put the realm's headers, which are looser, in place of ours. */
    private Response answer(Response.ResponseBuilder answer, String type, String caching) {
        session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
        HEADERS.forEach((header, value) -> answer.header(header.getHeaderName(), value));
        BrowserSecurityHeaders transport = BrowserSecurityHeaders.STRICT_TRANSPORT_SECURITY;
        String ofRealm = session.getContext()
                .getRealm()
                .getBrowserSecurityHeaders()
                .getOrDefault(transport.getKey(), transport.getDefaultValue());
        if (!ofRealm.isEmpty()) {
            answer.header(transport.getHeaderName(), ofRealm);
        }
        return answer.header(HttpHeaders.CONTENT_TYPE, type + ";charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .build();
    }
}
