package io.mycli.keycloak.apitoken.tests;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A resource server as Spring Boot makes it from its properties, on a free port. */
final class SpringResourceServer implements AutoCloseable {

    private final ConfigurableApplicationContext application;

    private SpringResourceServer(ConfigurableApplicationContext application) {
        this.application = application;
    }

    /** With {@code spring.security.oauth2.resourceserver.opaquetoken}, and nothing else. */
    static SpringResourceServer opaqueTokens(String issuer, String clientId, String clientSecret) {
        return start(Opaque.class, opaque(issuer, clientId, clientSecret));
    }

    /** Verifies JWTs by the realm's keys, and asks about what is none. */
    static SpringResourceServer jwtsBesideOpaqueTokens(String issuer, String clientId, String clientSecret) {
        return start(
                Both.class,
                Stream.concat(
                        opaque(issuer, clientId, clientSecret),
                        Stream.of("spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer)));
    }

    private static Stream<String> opaque(String issuer, String clientId, String clientSecret) {
        String prefix = "spring.security.oauth2.resourceserver.opaquetoken.";
        return Stream.of(
                prefix + "introspection-uri=" + issuer + "/protocol/openid-connect/token/introspect",
                prefix + "client-id=" + clientId,
                prefix + "client-secret=" + clientSecret);
    }

    private static SpringResourceServer start(Class<?> application, Stream<String> properties) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        List<String> all = Stream.concat(Stream.of("server.port=0", "server.address=127.0.0.1"), properties)
                .toList();
        return new SpringResourceServer(new SpringApplicationBuilder(application)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .properties(all.toArray(String[]::new))
                .run());
    }

    String url() {
        return "http://127.0.0.1:"
                + ((ServletWebServerApplicationContext) application)
                        .getWebServer()
                        .getPort();
    }

    @Override
    public void close() {
        application.close();
    }

    /** What the server was told about its caller. */
    @RestController
    static class Me {

        @GetMapping("/me")
        Map<String, Object> me(Authentication caller) {
            return Map.of(
                    "name",
                    caller.getName(),
                    "claims",
                    ((AbstractOAuth2TokenAuthenticationToken<?>) caller).getTokenAttributes());
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Me.class)
    static class Opaque {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Me.class)
    static class Both {

        @Bean
        SecurityFilterChain security(HttpSecurity http, JwtDecoder jwts, OpaqueTokenIntrospector opaqueTokens)
                throws Exception {
            AuthenticationManager local = new ProviderManager(new JwtAuthenticationProvider(jwts));
            AuthenticationManager asking = new ProviderManager(new OpaqueTokenAuthenticationProvider(opaqueTokens));
            DefaultBearerTokenResolver bearer = new DefaultBearerTokenResolver();
            AuthenticationManagerResolver<HttpServletRequest> byForm =
                    request -> bearer.resolve(request).startsWith("myc_") ? asking : local;
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .oauth2ResourceServer(server -> server.authenticationManagerResolver(byForm))
                    .build();
        }
    }
}
