package io.mycli.keycloak.apitoken.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

class ApiTokensAutoConfigurationTest {

    private static final String PREFIX = "spring.security.oauth2.resourceserver.opaquetoken.";
    private static final String POLL_URL =
            "keycloak.api-tokens.signals.poll-url=http://127.0.0.1:1/realms/demo/ssf/transmitter/poll";

    private final WebApplicationContextRunner stock = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ApiTokensAutoConfiguration.class))
            .withPropertyValues(
                    PREFIX
                            + "introspection-uri=http://127.0.0.1:1/realms/demo/protocol/openid-connect/token/introspect",
                    PREFIX + "client-id=catalog-server",
                    PREFIX + "client-secret=s3cret");

    @Test
    void stockPropertiesGiveRolesAndKeepNoAnswer() {
        stock.run(context -> assertThat(context)
                .hasSingleBean(OpaqueTokenIntrospector.class)
                .doesNotHaveBean(SignalPoller.class)
                .getBean(OpaqueTokenIntrospector.class)
                .isNotInstanceOf(CachingIntrospector.class));
    }

    @Test
    void signalsLetAnswersBeKept() {
        stock.withPropertyValues(POLL_URL)
                .run(context -> assertThat(context)
                        .hasSingleBean(SignalPoller.class)
                        .getBean(OpaqueTokenIntrospector.class)
                        .isInstanceOf(CachingIntrospector.class));
    }

    @Test
    void cacheIsTheChoiceOfTheApplication() {
        stock.withPropertyValues("keycloak.api-tokens.cache.enabled=true")
                .run(context -> assertThat(context)
                        .getBean(OpaqueTokenIntrospector.class)
                        .isInstanceOf(CachingIntrospector.class));
        stock.withPropertyValues(POLL_URL, "keycloak.api-tokens.cache.enabled=false")
                .run(context -> assertThat(context)
                        .getBean(OpaqueTokenIntrospector.class)
                        .isNotInstanceOf(CachingIntrospector.class));
    }

    @Test
    void introspectorOfTheApplicationStays() {
        OpaqueTokenIntrospector own = token -> null;
        stock.withBean(OpaqueTokenIntrospector.class, () -> own)
                .run(context -> assertThat(context)
                        .getBean(OpaqueTokenIntrospector.class)
                        .isSameAs(own));
    }

    @Test
    void nothingIsConfiguredWithoutAnEndpoint() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ApiTokensAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(OpaqueTokenIntrospector.class));
    }

    @Test
    void signalsNeedAnEndpointOfKeycloak() {
        stock.withPropertyValues(POLL_URL, PREFIX + "introspection-uri=https://example.com/introspect")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("introspection-uri must end with /protocol/openid-connect"));
    }

    /** As {@code ${POLL_URL:}} is without the variable. */
    @Test
    void emptyPollUrlIsNone() {
        stock.withPropertyValues("keycloak.api-tokens.signals.poll-url=")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(SignalPoller.class)
                        .getBean(OpaqueTokenIntrospector.class)
                        .isNotInstanceOf(CachingIntrospector.class));
    }

    @Test
    void pollUrlThatIsNoneIsSaid() {
        stock.withPropertyValues("keycloak.api-tokens.signals.poll-url=false")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("keycloak.api-tokens.signals.poll-url must be a URL."));
    }

    @Test
    void nothingIsConfiguredWithoutServlets() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ApiTokensAutoConfiguration.class))
                .withPropertyValues(
                        PREFIX + "introspection-uri=http://127.0.0.1:1/introspect",
                        PREFIX + "client-id=catalog-server",
                        PREFIX + "client-secret=s3cret",
                        POLL_URL)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(OpaqueTokenIntrospector.class)
                        .doesNotHaveBean(SignalPoller.class));
    }

    @Test
    void healthAndMetricsTellOfSignals() {
        stock.run(context -> {
            assertThat(context.getBean(HealthIndicator.class).health().getDetails())
                    .containsEntry("signals", "off");
            MeterRegistry registry = new SimpleMeterRegistry();
            context.getBean(MeterBinder.class).bindTo(registry);
            assertThat(registry.find("keycloak.api.tokens.checks")
                            .tag("outcome", "kept")
                            .functionCounter())
                    .isNotNull();
        });
        stock.withPropertyValues(POLL_URL)
                .run(context -> assertThat(
                                context.getBean(HealthIndicator.class).health().getDetails())
                        .containsEntry("signals", "failing"));
    }

    @Test
    void healthOfSpringBoot4TellsTheSame() {
        stock.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(context -> assertThat(
                                context.getBean(org.springframework.boot.health.contributor.HealthIndicator.class)
                                        .health()
                                        .getDetails())
                        .containsEntry("signals", "off"));
    }
}
