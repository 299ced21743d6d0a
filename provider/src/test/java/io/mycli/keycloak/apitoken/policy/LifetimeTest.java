package io.mycli.keycloak.apitoken.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimeTest {

    @ParameterizedTest
    @CsvSource({"1h,PT1H", "12h,PT12H", "30d,P30D", "4w,P28D", "1y,P365D", "100y,P36500D", "876000h,P36500D"})
    void lifetimesAreRead(String text, Duration duration) {
        assertThat(Lifetime.parse(text))
                .hasValueSatisfying(lifetime -> assertThat(lifetime.duration()).isEqualTo(duration));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0d", "-1d", "90", "1m", "1.5d", "101y", "876001h", "99999999999y", "1d ", "\u0661d"})
    void everythingElseIsRejected(String text) {
        assertThat(Lifetime.parse(text)).isEmpty();
    }

    @Test
    void equalDurationsAreEqualHoweverTheyAreWritten() {
        assertThat(Lifetime.parse("7d")).isEqualTo(Lifetime.parse("1w")).hasSameHashCodeAs(Lifetime.parse("168h"));
    }
}
