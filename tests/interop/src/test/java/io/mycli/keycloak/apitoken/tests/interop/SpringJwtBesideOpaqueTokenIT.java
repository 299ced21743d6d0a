package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Spring Boot that verifies JWTs by itself and introspects the rest. */
class SpringJwtBesideOpaqueTokenIT extends JwtVerifyingResourceServerContract {

    @Override
    ResourceServer start(TestRealm realm) {
        Map<String, Object> properties = new HashMap<>(SpringOpaqueTokenIT.properties(realm));
        String prefix = "spring.security.oauth2.resourceserver.jwt.";
        properties.put(prefix + "issuer-uri", KeycloakServer.get().baseUrl() + "/realms/" + realm.name());
        properties.put(prefix + "audiences", "catalog-server");
        return SpringApplicationServer.start(Catalog.class, properties);
    }

    @RestController
    @EnableAutoConfiguration
    @EnableMethodSecurity
    static class Catalog {

        @Bean
        SecurityFilterChain security(HttpSecurity http, JwtDecoder decoder, OpaqueTokenIntrospector introspector)
                throws Exception {
            JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
            converter.setJwtGrantedAuthoritiesConverter(token -> KeycloakRoles.authorities(token.getClaims()));
            JwtAuthenticationProvider ofJwts = new JwtAuthenticationProvider(decoder);
            ofJwts.setJwtAuthenticationConverter(converter);
            OpaqueTokenAuthenticationProvider ofOthers = new OpaqueTokenAuthenticationProvider(introspector);
            ofOthers.setAuthenticationConverter(KeycloakRoles::authentication);
            AuthenticationManager jwt = new ProviderManager(ofJwts);
            AuthenticationManager opaque = new ProviderManager(ofOthers);
            AuthenticationManagerResolver<HttpServletRequest> byToken = request -> isJwt(request) ? jwt : opaque;
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .oauth2ResourceServer(server -> server.authenticationManagerResolver(byToken))
                    .build();
        }

        private static boolean isJwt(HttpServletRequest request) {
            String token = new DefaultBearerTokenResolver().resolve(request);
            return token != null && token.chars().filter(c -> c == '.').count() == 2;
        }

        @GetMapping("/catalog")
        Map<String, Object> catalog(AbstractOAuth2TokenAuthenticationToken<?> caller) {
            return caller.getTokenAttributes();
        }

        @GetMapping("/deploy")
        @PreAuthorize("hasRole('deployer')")
        Map<String, String> deploy(Authentication caller) {
            return Map.of("name", caller.getName());
        }
    }
}
