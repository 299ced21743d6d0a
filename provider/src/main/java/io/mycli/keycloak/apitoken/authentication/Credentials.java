package io.mycli.keycloak.apitoken.authentication;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.keycloak.http.HttpRequest;

/**
 * A username and what was sent as the password, as a direct grant or HTTP Basic (RFC 7617) has them. Both may be null: a
 * request with half of them may still hold a secret.
 */
final class Credentials {

    static final String USERNAME = "username";
    static final String PASSWORD = "password";

    private static final String SCHEME = "Basic ";
    private static final Credentials NONE = new Credentials(null, null);

    private final String username;
    private final String password;

    private Credentials(String username, String password) {
        this.username = username == null ? null : username.strip();
        this.password = password;
    }

    /** The form goes before the header, which in a direct grant has the client's credentials. */
    static Credentials of(HttpRequest request) {
        MultivaluedMap<String, String> form = request.getDecodedFormParameters();
        return form != null && (form.containsKey(USERNAME) || form.containsKey(PASSWORD))
                ? new Credentials(form.getFirst(USERNAME), form.getFirst(PASSWORD))
                : fromHeaders(request.getHttpHeaders().getRequestHeader(HttpHeaders.AUTHORIZATION));
    }

    /**
     * Of several headers the last one, and of its value what a lenient decoder makes of it: as Keycloak's own step for HTTP
     * Basic reads them, which is asked next and would log what this one overlooked.
     */
    private static Credentials fromHeaders(List<String> headers) {
        return headers == null
                ? NONE
                : headers.stream()
                        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                        .reduce((first, second) -> second)
                        .map(header ->
                                fromBasic(header.substring(SCHEME.length()).strip()))
                        .orElse(NONE);
    }

    private static Credentials fromBasic(String encoded) {
        try {
            String decoded = new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
            String[] parts = decoded.split(":", 2);
            return new Credentials(parts[0], parts.length == 2 ? parts[1] : null);
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    /** Null or blank if the request has none. */
    String username() {
        return username;
    }

    /** The clear text; null if the request has none. */
    String reveal() {
        return password;
    }
}
