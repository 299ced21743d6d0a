package io.mycli.cli.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import io.mycli.cli.Json;
import io.mycli.cli.http.ServerResponse;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The response of a token endpoint (RFC 6749 section 5.1). Its text form has no token.
 *
 * @param expiresIn seconds that the access token is valid
 * @param refreshExpiresIn seconds that the refresh token is valid, a member of Keycloak; 0 if it never expires
 */
record TokenResponse(String accessToken, String refreshToken, String idToken, long expiresIn, long refreshExpiresIn) {

    /** The lifetime if a server names none. */
    private static final long DEFAULT_SECONDS = 60;

    static TokenResponse of(ServerResponse answer) {
        JsonObject object = answer.object();
        return new TokenResponse(
                answer.required(object, "access_token"),
                Json.text(object, "refresh_token"),
                Json.text(object, "id_token"),
                Json.number(object, "expires_in", DEFAULT_SECONDS),
                Json.number(object, "refresh_expires_in", 0));
    }

    /** Returns this response, with the old refresh token if it has no new one (RFC 6749 section 6). */
    TokenResponse orRefreshToken(String old) {
        return refreshToken != null ? this : new TokenResponse(accessToken, old, idToken, expiresIn, refreshExpiresIn);
    }

    /**
     * Returns the username of the ID token. Its signature is not checked, because it came from the issuer itself (OpenID
     * Connect Core 1.0, section 3.1.3.7, 6).
     */
    Optional<String> username() {
        List<String> parts = idToken == null ? List.of() : List.of(idToken.split("\\.", -1));
        if (parts.size() != 3) {
            return Optional.empty();
        }
        try {
            JsonObject claims = Json.object(new String(Base64.getUrlDecoder().decode(parts.get(1)), UTF_8));
            return Optional.ofNullable(Json.text(claims, "preferred_username"))
                    .or(() -> Optional.ofNullable(Json.text(claims, "sub")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "tokens for " + expiresIn + " s";
    }
}
