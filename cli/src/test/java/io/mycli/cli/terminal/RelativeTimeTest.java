package io.mycli.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RelativeTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "-PT29S, just now",
        "PT0S, in less than a minute",
        "PT29S, in less than a minute",
        "PT30S, in 1 minute",
        "-PT1M, 1 minute ago",
        "PT59M29S, in 59 minutes",
        "PT59M59S, in 1 hour",
        "-PT1H, 1 hour ago",
        "PT11H59M, in 12 hours",
        "PT23H29M, in 23 hours",
        "PT23H59M, in 1 day",
        "-P1D, 1 day ago",
        "-P3DT5H, 3 days ago",
        "P89DT23H59M, in 90 days",
        "P68DT11H, in 68 days",
        "P364D, in 364 days",
        "P729D, in 729 days",
        "P730D, in 2 years",
        "P3650D, in 10 years"
    })
    void isRoundedToTheNearest(Duration distance, String words) {
        assertThat(RelativeTime.of(NOW.plus(distance), NOW)).isEqualTo(words);
    }
}
