package io.mycli.example.catalog;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;

/**
 * Who calls.
 *
 * @param subject whose libraries these are; never null
 * @param username null where Keycloak does not tell it
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
