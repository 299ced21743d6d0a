package io.mycli.keycloak.apitoken.claims;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.JsonSerialization;

/** The introspection response, with the members of RFC 7662 section 2.2 as Keycloak writes them for its own tokens. */
final class IntrospectionResponse {

    private IntrospectionResponse() {}

    /**
     * Returns the JSON. Call it once: it changes the claims.
     *
     * @param jwt the claims as a signed JWT, or null
     */
    static byte[] write(AccessToken claims, UserModel owner, @Nullable String jwt) {
        claims.setOtherClaims("client_id", claims.getIssuedFor());
        claims.getOtherClaims()
                .putIfAbsent(
                        "username",
                        claims.getPreferredUsername() == null ? owner.getUsername() : claims.getPreferredUsername());
        claims.setOtherClaims(OAuth2Constants.TOKEN_TYPE, claims.getType());
        claims.setOtherClaims("active", true);
        if (jwt != null) {
            claims.setOtherClaims("jwt", jwt);
        }
        try {
            return JsonSerialization.writeValueAsBytes(claims);
        } catch (IOException e) {
            throw new UncheckedIOException("Claims that a mapper made cannot be written as JSON", e);
        }
    }
}
