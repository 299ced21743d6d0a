package io.mycli.keycloak.apitoken.metrics;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/** How many tokens there are, as they were counted last. */
public final class TokenGauges {

    static final String TOKENS = "keycloak.api.tokens";

    private final MultiGauge gauges = MultiGauge.builder(TOKENS)
            .description("Live API tokens: all, those that expire within 30 days, those unused for 90 days")
            .register(Metrics.globalRegistry);

    /**
     * Of one realm and state.
     *
     * @param realm the realm's name
     * @param state {@code live}, {@code expiring} or {@code unused}
     */
    public record Count(String realm, String state, long tokens) {}

    /** Whether anybody reads them: without an endpoint, the server need not count. */
    public static boolean areRead() {
        return !Metrics.globalRegistry.getRegistries().isEmpty();
    }

    /** Replaces all of the last time, so that a realm that is gone has no number. */
    public void set(List<Count> counts) {
        gauges.register(
                counts.stream()
                        .map(count -> MultiGauge.Row.of(
                                Tags.of("realm", count.realm(), "state", count.state()), count.tokens()))
                        .toList(),
                true);
    }
}
