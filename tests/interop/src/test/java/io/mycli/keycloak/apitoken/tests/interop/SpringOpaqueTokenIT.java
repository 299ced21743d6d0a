package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenAuthenticationConverter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Spring Boot with {@code opaquetoken} properties, and a converter for Keycloak's roles. */
class SpringOpaqueTokenIT extends UncachedResourceServerContract {

    @Override
    ResourceServer start(TestRealm realm) {
        return SpringApplicationServer.start(Catalog.class, properties(realm));
    }

    static Map<String, Object> properties(TestRealm realm) {
        String prefix = "spring.security.oauth2.resourceserver.opaquetoken.";
        return Map.of(
                prefix + "introspection-uri",
                KeycloakServer.get().baseUrl() + realm.introspectionEndpoint(),
                prefix + "client-id",
                "catalog-server",
                prefix + "client-secret",
                TestRealm.SERVER_SECRET);
    }

    @RestController
    @EnableAutoConfiguration
    @EnableMethodSecurity
    static class Catalog {

        /** Roles of the client {@code catalog-server}, which Spring does not look for. */
        @Bean
        OpaqueTokenAuthenticationConverter roles() {
            return KeycloakRoles::authentication;
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
}
