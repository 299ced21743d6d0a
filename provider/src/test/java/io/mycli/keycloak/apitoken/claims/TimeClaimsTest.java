package io.mycli.keycloak.apitoken.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeClaimsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00.400Z");
    private static final long EXP = NOW.getEpochSecond() + 300;

    @Test
    void iatIsTheTimeOfIssue() {
        Instant issued = NOW.minus(Duration.ofDays(9));

        assertThat(TimeClaims.of(issued, EXP, NOW)).isEqualTo(new TimeClaims(issued.getEpochSecond(), EXP));
    }

    @Test
    void iatIsNowIfTheIssuersClockIsAhead() {
        assertThat(TimeClaims.of(NOW.plusSeconds(1), EXP, NOW)).isEqualTo(new TimeClaims(NOW.getEpochSecond(), EXP));
    }

    @Test
    void iatIsNowIfTheClockWasSetBack() {
        assertThat(TimeClaims.of(NOW.plus(Duration.ofHours(1)), EXP, NOW))
                .isEqualTo(new TimeClaims(NOW.getEpochSecond(), EXP));
    }

    @Test
    void iatIsBeforeExpInTheSecondOfTheEnd() {
        long exp = NOW.getEpochSecond();

        assertThat(TimeClaims.of(NOW, exp, NOW)).isEqualTo(new TimeClaims(exp - 1, exp));
    }
}
