package io.mycli.keycloak.apitoken.interop;

import java.util.Collection;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;

/** An MCP server that introspects with our starter, which makes authorities of Keycloak's roles. */
@SpringBootApplication
@EnableMethodSecurity
public class CatalogApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CatalogApplication.class, arguments);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, @Value("${catalog.issuer}") String issuer) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.opaqueToken(Customizer.withDefaults())
                        .protectedResourceMetadata(resource -> resource.protectedResourceMetadataCustomizer(
                                metadata -> metadata.authorizationServer(issuer))))
                .build();
    }

    /** Rejects a token that does not name this server. */
    @Bean
    OpaqueTokenAuthenticationConverter audience() {
        return (token, caller) -> {
            if (!(caller.getAttribute("aud") instanceof Collection<?> names && names.contains("catalog-server"))) {
                throw new InvalidBearerTokenException("The token is not valid here");
            }
            return new BearerTokenAuthentication(
                    caller,
                    new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, token, null, caller.getAttribute("exp")),
                    caller.getAuthorities());
        };
    }
}
