package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Spring Boot with our starter and stock {@code opaquetoken} properties: roles without a line of code, no kept answer. */
class SpringStarterIT extends UncachedResourceServerContract {

    @Override
    ResourceServer start(TestRealm realm) {
        return SpringApplicationServer.startWithStarter(Catalog.class, SpringOpaqueTokenIT.properties(realm));
    }

    @RestController
    @EnableAutoConfiguration
    @EnableMethodSecurity
    static class Catalog {

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
