package io.mycli.keycloak.apitoken.authentication;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.http.HttpRequest;

/**
 * A username and the text in place of its password, from a direct grant or HTTP Basic (RFC 7617). Both may be null: a
 * request with half of them may still contain a secret.
 */
final class Credentials {

    static final String USERNAME = "username";
    static final String PASSWORD = "password";

    private static final String SCHEME = "Basic ";
    private static final Credentials NONE = new Credentials(null, null);

    private final @Nullable String username;
    private final @Nullable String password;

    private Credentials(@Nullable String username, @Nullable String password) {
        this.username = username == null ? null : username.strip();
        this.password = password;
    }

    /**
     * Reads the credentials of a request. The form has precedence over the header, which in a direct grant has the
     * client's credentials.
     */
    static Credentials of(HttpRequest request) {
        MultivaluedMap<String, String> form = request.getDecodedFormParameters();
        return form != null && (form.containsKey(USERNAME) || form.containsKey(PASSWORD))
                ? new Credentials(form.getFirst(USERNAME), form.getFirst(PASSWORD))
                : fromHeaders(request.getHttpHeaders().getRequestHeader(HttpHeaders.AUTHORIZATION));
    }

    /**
     * Reads the last of several headers with a lenient decoder. Keycloak's own step for HTTP Basic may run next. It
     * reads headers in the same way, and would log a secret that this step missed.
     */
    private static Credentials fromHeaders(@Nullable List<String> headers) {
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

    /** Returns the username; null or blank if the request has none. */
    @Nullable
    String username() {
        return username;
    }

    /** Returns the password in clear text; null if the request has none. */
    @Nullable
    String reveal() {
        return password;
    }
}
