package io.mycli.keycloak.apitoken.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

class KeycloakIntrospectorTest {

    @Test
    void rolesOfTheRealmAndOfTheClientAreAuthorities() {
        OAuth2AuthenticatedPrincipal caller = introspect(
                Map.of(
                        "sub",
                        "1",
                        "realm_access",
                        Map.of("roles", List.of("builder")),
                        "resource_access",
                        Map.of(
                                "catalog-server",
                                Map.of("roles", List.of("deployer", "builder")),
                                "other",
                                Map.of("roles", List.of("admin")))),
                null);

        assertThat(caller.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .containsExactlyInAnyOrder("SCOPE_email", "ROLE_builder", "ROLE_deployer");
        assertThat(caller.getName()).isEqualTo("1");
    }

    @Test
    void claimsOfAnotherShapeGiveNoRole() {
        Map<String, Object> claims = Map.of(
                "sub", "1", "realm_access", List.of("admin"), "resource_access", Map.of("catalog-server", "admin"));

        assertThat(introspect(claims, null).getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .containsExactly("SCOPE_email");
    }

    @Test
    void principalIsNamedByTheChosenClaim() {
        Map<String, Object> claims = Map.of("sub", "1", "preferred_username", "alice");

        assertThat(introspect(claims, "preferred_username").getName()).isEqualTo("alice");
        assertThat(introspect(Map.of("sub", "1"), "preferred_username").getName())
                .isEqualTo("1");
    }

    private static OAuth2AuthenticatedPrincipal introspect(Map<String, Object> claims, String principalClaim) {
        List<GrantedAuthority> scopes = List.of(new SimpleGrantedAuthority("SCOPE_email"));
        return new KeycloakIntrospector(
                        token -> new DefaultOAuth2AuthenticatedPrincipal("1", claims, scopes),
                        "catalog-server",
                        principalClaim)
                .introspect("myc_a");
    }
}
