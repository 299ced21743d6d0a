package io.mycli.keycloak.apitoken.spring;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * An introspector that makes authorities of the roles of Keycloak. A realm role {@code builder} and a role of this
 * resource server's own client are both {@code ROLE_builder}; scopes stay {@code SCOPE_…}. Roles of other clients give
 * nothing here.
 */
final class KeycloakIntrospector implements OpaqueTokenIntrospector {

    private final OpaqueTokenIntrospector delegate;
    private final String clientId;
    private final @Nullable String principalClaim;

    KeycloakIntrospector(OpaqueTokenIntrospector delegate, String clientId, @Nullable String principalClaim) {
        this.delegate = delegate;
        this.clientId = clientId;
        this.principalClaim = principalClaim;
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        OAuth2AuthenticatedPrincipal caller = delegate.introspect(token);
        Map<String, Object> claims = caller.getAttributes();
        Set<GrantedAuthority> authorities = new LinkedHashSet<>(caller.getAuthorities());
        addRoles(authorities, claims.get("realm_access"));
        if (claims.get("resource_access") instanceof Map<?, ?> clients) {
            addRoles(authorities, clients.get(clientId));
        }
        return new DefaultOAuth2AuthenticatedPrincipal(name(caller), claims, authorities);
    }

    private static void addRoles(Set<GrantedAuthority> authorities, @Nullable Object access) {
        if (access instanceof Map<?, ?> map && map.get("roles") instanceof Collection<?> roles) {
            roles.forEach(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
        }
    }

    private String name(OAuth2AuthenticatedPrincipal caller) {
        return principalClaim != null && caller.getAttributes().get(principalClaim) instanceof String name
                ? name
                : caller.getName();
    }
}
