package io.mycli.keycloak.apitoken.tests.interop;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;

/** Keycloak's roles of the client {@code catalog-server} as Spring's authorities, of JWTs and of introspected tokens. */
final class KeycloakRoles {

    private KeycloakRoles() {}

    /** For an {@code OpaqueTokenAuthenticationConverter}. */
    static BearerTokenAuthentication authentication(String token, OAuth2AuthenticatedPrincipal caller) {
        Collection<GrantedAuthority> roles = authorities(caller.getAttributes());
        return new BearerTokenAuthentication(
                new DefaultOAuth2AuthenticatedPrincipal(caller.getName(), caller.getAttributes(), roles),
                new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, token, null, caller.getAttribute("exp")),
                roles);
    }

    /** For a {@code JwtAuthenticationConverter}, too. */
    static Collection<GrantedAuthority> authorities(Map<String, Object> claims) {
        return claims.get("resource_access") instanceof Map<?, ?> clients
                        && clients.get("catalog-server") instanceof Map<?, ?> access
                        && access.get("roles") instanceof Collection<?> roles
                ? roles.stream()
                        .map(role -> (GrantedAuthority) new SimpleGrantedAuthority("ROLE_" + role))
                        .toList()
                : List.of();
    }
}
