package io.mycli.keycloak.apitoken.interop;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A resource server without a line about security: the properties {@code opaquetoken} are in the environment. */
@RestController
@EnableAutoConfiguration
public class CatalogApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CatalogApplication.class, arguments);
    }

    @GetMapping("/catalog")
    Map<String, Object> catalog(BearerTokenAuthentication caller) {
        return caller.getTokenAttributes();
    }
}
