package io.mycli.keycloak.apitoken.interop;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenAuthenticationConverter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A resource server: the properties {@code opaquetoken} are in the environment, and Keycloak's roles are authorities. */
@RestController
@EnableAutoConfiguration
@EnableMethodSecurity
public class CatalogApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CatalogApplication.class, arguments);
    }

    /** Roles of the client {@code catalog-server}, which Spring does not look for, and our starter does. */
    @Bean
    @Profile("!starter")
    OpaqueTokenAuthenticationConverter roles() {
        return (token, caller) -> {
            List<GrantedAuthority> roles = roles(caller.getAttributes());
            return new BearerTokenAuthentication(
                    new DefaultOAuth2AuthenticatedPrincipal(caller.getName(), caller.getAttributes(), roles),
                    new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, token, null, caller.getAttribute("exp")),
                    roles);
        };
    }

    private static List<GrantedAuthority> roles(Map<String, Object> claims) {
        return claims.get("resource_access") instanceof Map<?, ?> clients
                        && clients.get("catalog-server") instanceof Map<?, ?> access
                        && access.get("roles") instanceof Collection<?> roles
                ? roles.stream()
                        .map(role -> (GrantedAuthority) new SimpleGrantedAuthority("ROLE_" + role))
                        .toList()
                : List.of();
    }

    @GetMapping("/catalog")
    Map<String, Object> catalog(BearerTokenAuthentication caller) {
        return caller.getTokenAttributes();
    }

    @GetMapping("/deploy")
    @PreAuthorize("hasRole('deployer')")
    Map<String, String> deploy(Authentication caller) {
        return Map.of("name", caller.getName());
    }
}
