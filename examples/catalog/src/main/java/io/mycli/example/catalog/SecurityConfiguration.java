package io.mycli.example.catalog;

import static org.springframework.security.config.Customizer.withDefaults;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Which requests need a bearer. What a bearer is worth is Spring's own business, told by the properties
 * {@code spring.security.oauth2.resourceserver.opaquetoken.*}; nothing here knows of API tokens.
 */
@Configuration(proxyBeanMethods = false)
final class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(
            HttpSecurity http, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors)
            throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/health")
                        .permitAll()
                        // The request itself was checked; asking again would turn each error into a 401.
                        .dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server ->
                        server.opaqueToken(withDefaults()).withObjectPostProcessor(unavailableIsNotRefused(errors)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Spring throws where Keycloak cannot be asked, which is a 500; it deserves an answer that says so. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> unavailableIsNotRefused(
            HandlerExceptionResolver errors) {
        BearerTokenAuthenticationEntryPoint refuse = new BearerTokenAuthenticationEntryPoint();
        AuthenticationFailureHandler handler = (request, response, e) -> {
            if (e instanceof AuthenticationServiceException) {
                errors.resolveException(request, response, null, e);
                return;
            }
            refuse.commence(request, response, e);
        };
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(handler);
                return filter;
            }
        };
    }
}
