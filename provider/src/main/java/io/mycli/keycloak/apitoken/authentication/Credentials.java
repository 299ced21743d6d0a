package io.mycli.keycloak.apitoken.authentication;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.keycloak.http.HttpRequest;

/** A username and what was sent as the password, as a direct grant or HTTP Basic (RFC 7617) has them. */
final class Credentials {

    private static final String SCHEME = "Basic ";

    private final String username;
    private final String password;

    private Credentials(String username, String password) {
        this.username = username;
        this.password = password;
    }

    /** The form goes before the header, which in a direct grant has the client's credentials. */
    static Optional<Credentials> of(HttpRequest request) {
        MultivaluedMap<String, String> form = request.getDecodedFormParameters();
        if (form != null && form.containsKey("password")) {
            return of(form.getFirst("username"), form.getFirst("password"));
        }
        return fromHeader(request.getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION));
    }

    private static Optional<Credentials> fromHeader(String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2 ? of(parts[0], parts[1]) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Credentials> of(String username, String password) {
        return username == null || username.isBlank() || password == null
                ? Optional.empty()
                : Optional.of(new Credentials(username.strip(), password));
    }

    String username() {
        return username;
    }

    /** The clear text. */
    String reveal() {
        return password;
    }
}
