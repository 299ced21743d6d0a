package io.mycli.example.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** That the other tests run with our starter, too, where it is on the class path. */
@Tag("starter")
class StarterTest extends CatalogTest {

    @Test
    void rolesAreAuthorities(@Autowired OpaqueTokenIntrospector introspector) {
        String token = KEYCLOAK.apiToken(
                alice, Map.of("resource_access", Map.of("catalog-server", Map.of("roles", List.of("deployer")))));

        OAuth2AuthenticatedPrincipal principal = introspector.introspect(token);

        assertThat(introspector.getClass().getPackageName()).isEqualTo("io.mycli.keycloak.apitoken.spring");
        assertThat(principal.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .contains("ROLE_deployer");
    }
}
