package io.mycli.keycloak.apitoken.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T12:00:00Z,      2026-11-25T12:00:00Z",
        "2026-11-25t12:00:00z,      2026-11-25T12:00:00Z",
        "2026-11-25T12:00:00.123Z,  2026-11-25T12:00:00.123Z",
        "2026-11-25T12:00:00+01:00, 2026-11-25T11:00:00Z",
        "2026-11-25,                2026-11-25T00:00:00Z",
        "2024-02-29,                2024-02-29T00:00:00Z",
        "1970-01-01,                1970-01-01T00:00:00Z",
        "9999-12-31,                9999-12-31T00:00:00Z",
    })
    void timesAreRead(String text, Instant time) {
        assertThat(UtcTime.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "now",
                "1764028800",
                "2026-11-31",
                "2026-02-29",
                "2026-1-1",
                "25.11.2026",
                "2026-11-25Z",
                "2026-11-25T12:00",
                "2026-11-25T12:00:00",
                "2026-11-25 12:00:00Z",
                "2026-11-25T25:00:00Z",
                "2026-11-25,2026-11-26",
                "1969-12-31",
                "1969-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "\u0662\u0660\u0662\u0666-11-25"
            })
    void everythingElseIsRejected(String text) {
        assertThat(UtcTime.parse(text)).isEmpty();
    }
}
