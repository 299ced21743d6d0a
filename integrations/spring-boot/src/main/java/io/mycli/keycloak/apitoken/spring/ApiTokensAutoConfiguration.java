package io.mycli.keycloak.apitoken.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.support.BasicAuthenticationInterceptor;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;
import org.springframework.web.client.RestTemplate;

/**
 * The introspection of a resource server that Spring Boot's properties {@code opaquetoken} configure, in place of its
 * own: with the roles of Keycloak, and with kept answers if there are signals or the application wants them.
 */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet"
                    + ".OAuth2ResourceServerAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(OpaqueTokenIntrospector.class)
@ConditionalOnProperty(ApiTokensAutoConfiguration.PREFIX + "introspection-uri")
@ConditionalOnMissingBean(OpaqueTokenIntrospector.class)
@EnableConfigurationProperties(ApiTokensProperties.class)
public class ApiTokensAutoConfiguration {

    static final String PREFIX = "spring.security.oauth2.resourceserver.opaquetoken.";

    private static final Duration ACKNOWLEDGE_AFTER = Duration.ofMinutes(1);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    @Bean
    Statistics apiTokenStatistics() {
        return new Statistics();
    }

    @Bean
    ChangedTokens changedApiTokens() {
        return new ChangedTokens(CachingIntrospector.MAX_KEPT, Ticker.systemTicker());
    }

    @Bean
    OpaqueTokenIntrospector apiTokenIntrospector(
            Environment environment, ApiTokensProperties properties, ChangedTokens changed, Statistics statistics) {
        String clientId = environment.getRequiredProperty(PREFIX + "client-id");
        RestTemplate http = http();
        http.getInterceptors()
                .add(new BasicAuthenticationInterceptor(
                        encoded(clientId), encoded(environment.getRequiredProperty(PREFIX + "client-secret"))));
        OpaqueTokenIntrospector asking = statistics.counting(new KeycloakIntrospector(
                new SpringOpaqueTokenIntrospector(environment.getRequiredProperty(PREFIX + "introspection-uri"), http),
                clientId,
                properties.principalClaim()));
        return properties.isCacheEnabled()
                ? new CachingIntrospector(
                        asking,
                        changed,
                        properties.cache().maxSize(),
                        properties.signals().settleTime(),
                        statistics,
                        Ticker.systemTicker(),
                        Clock.systemUTC())
                : asking;
    }

    /** RFC 6749 section 2.3.1. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** Requests with time limits: one that hangs would hold up all requests with its token. */
    private static RestTemplate http() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(CONNECT_TIMEOUT);
        requests.setReadTimeout(READ_TIMEOUT);
        return new RestTemplate(requests);
    }

    @Bean
    SignalsStatus apiTokenSignalsStatus(ObjectProvider<SignalPoller> poller) {
        return new SignalsStatus(poller.getIfAvailable());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("!'${keycloak.api-tokens.signals.poll-url:}'.isBlank()")
    static class SignalsConfiguration {

        @Bean
        SignalPoller apiTokenSignals(
                Environment environment, ApiTokensProperties properties, ChangedTokens changed, Statistics statistics) {
            ApiTokensProperties.Signals signals = properties.signals();
            URI pollUrl = properties.pollUrl();
            if (pollUrl == null || pollUrl.getHost() == null) {
                throw new IllegalArgumentException("keycloak.api-tokens.signals.poll-url must be a URL.");
            }
            RealmEndpoints realm = RealmEndpoints.of(environment.getRequiredProperty(PREFIX + "introspection-uri"));
            String clientId = environment.getRequiredProperty(PREFIX + "client-id");
            String issuer = signals.issuer() == null ? realm.issuer() : signals.issuer();
            return new SignalPoller(
                    new SignalPoller.Settings(
                            pollUrl,
                            URI.create(realm.token()),
                            clientId,
                            environment.getRequiredProperty(PREFIX + "client-secret"),
                            signals.interval(),
                            ACKNOWLEDGE_AFTER),
                    new SignalVerifier(http(), realm.keys(), issuer, clientId),
                    changed,
                    statistics);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class MetricsConfiguration {

        @Bean
        MeterBinder apiTokenMetrics(Statistics statistics, OpaqueTokenIntrospector introspector) {
            return registry -> {
                checks(registry, statistics, "kept", Statistics::keptAnswers);
                checks(registry, statistics, "accepted", Statistics::acceptedByKeycloak);
                checks(registry, statistics, "rejected", Statistics::rejectedByKeycloak);
                checks(registry, statistics, "failed", Statistics::failedChecks);
                signals(registry, statistics, "valid", Statistics::validSignals);
                signals(registry, statistics, "invalid", Statistics::rejectedSignals);
                if (introspector instanceof CachingIntrospector caching) {
                    Gauge.builder("keycloak.api.tokens.kept", caching, CachingIntrospector::size)
                            .description("Answers about API tokens in memory")
                            .register(registry);
                }
            };
        }

        private static void checks(
                MeterRegistry registry, Statistics statistics, String outcome, ToDoubleFunction<Statistics> count) {
            FunctionCounter.builder("keycloak.api.tokens.checks", statistics, count)
                    .tag("outcome", outcome)
                    .description("Checks of bearers, by a kept answer or by Keycloak's")
                    .register(registry);
        }

        private static void signals(
                MeterRegistry registry, Statistics statistics, String outcome, ToDoubleFunction<Statistics> count) {
            FunctionCounter.builder("keycloak.api.tokens.signals", statistics, count)
                    .tag("outcome", outcome)
                    .description("Signals about API tokens")
                    .register(registry);
        }
    }

    /** The health indicator of Spring Boot 3. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    static class HealthOfSpringBoot3 {

        @Bean
        HealthIndicator apiTokensHealthIndicator(SignalsStatus status) {
            return () -> Health.up().withDetails(status.details()).build();
        }
    }

    /** The health indicator of Spring Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    @ConditionalOnMissingClass("org.springframework.boot.actuate.health.HealthIndicator")
    static class HealthOfSpringBoot4 {

        @Bean
        org.springframework.boot.health.contributor.HealthIndicator apiTokensHealthIndicator(SignalsStatus status) {
            return () -> org.springframework.boot.health.contributor.Health.up()
                    .withDetails(status.details())
                    .build();
        }
    }
}
