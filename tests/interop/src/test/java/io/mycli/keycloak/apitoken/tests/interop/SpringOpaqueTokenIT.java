package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Spring Boot with {@code opaquetoken} properties, and not a line about security. */
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
    static class Catalog {

        @GetMapping("/catalog")
        Map<String, Object> catalog(BearerTokenAuthentication caller) {
            return caller.getTokenAttributes();
        }
    }
}
