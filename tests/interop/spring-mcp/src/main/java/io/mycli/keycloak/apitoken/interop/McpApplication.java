package io.mycli.keycloak.apitoken.interop;

import java.util.Collection;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenAuthenticationConverter;

/** An MCP server of Spring AI with our starter, whose roles are authorities. */
@EnableAutoConfiguration
@EnableMethodSecurity
@Import(CatalogTools.class)
public class McpApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(McpApplication.class, arguments);
    }

    /** MCP wants a token that names the server. */
    @Bean
    OpaqueTokenAuthenticationConverter audience() {
        return (token, caller) -> {
            if (!(caller.getAttribute("aud") instanceof Collection<?> audience)
                    || !audience.contains("catalog-server")) {
                throw new InvalidBearerTokenException("The token is for other servers.");
            }
            return new BearerTokenAuthentication(
                    caller,
                    new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, token, null, caller.getAttribute("exp")),
                    caller.getAuthorities());
        };
    }
}
