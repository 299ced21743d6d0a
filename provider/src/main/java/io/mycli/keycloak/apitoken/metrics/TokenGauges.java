package io.mycli.keycloak.apitoken.metrics;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/** The gauges of the numbers of tokens, as of the last count. */
public final class TokenGauges {

    static final String TOKENS = "keycloak.api.tokens";

    private final MultiGauge gauges = MultiGauge.builder(TOKENS)
            .description("Live API tokens: all, those that expire within 30 days, those unused for 90 days")
            .register(Metrics.globalRegistry);

    /**
     * The number of tokens of one realm and state.
     *
     * @param realm the realm's name
     * @param state {@code live}, {@code expiring} or {@code unused}
     */
    public record Count(String realm, String state, long tokens) {}

    /** Returns whether the server has a registry that reads the gauges. Without one, no count is needed. */
    public static boolean areRead() {
        return !Metrics.globalRegistry.getRegistries().isEmpty();
    }

    /** Replaces all numbers of the previous count, so that a removed realm has none. */
    public void set(List<Count> counts) {
        gauges.register(
                counts.stream()
                        .map(count -> MultiGauge.Row.of(
                                Tags.of("realm", count.realm(), "state", count.state()), count.tokens()))
                        .toList(),
                true);
    }
}
