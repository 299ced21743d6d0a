package io.mycli.example.catalog;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;

/**
 * The caller of a request.
 *
 * @param subject the owner of the profiles; never null
 * @param username null if Keycloak does not send it
 * @param apiToken empty if the bearer is a JWT
 */
record Caller(String subject, String username, Optional<ApiToken> apiToken) {

    static Caller of(BearerTokenAuthentication authentication) {
        return of(authentication.getTokenAttributes());
    }

    static Caller of(Map<String, Object> claims) {
        String subject = Objects.toString(claims.get("sub"), null);
        if (subject == null) {
            throw CatalogException.noSubject();
        }
        return new Caller(subject, Objects.toString(claims.get("username"), null), ApiToken.of(claims));
    }
}
