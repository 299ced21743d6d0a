package io.mycli.keycloak.apitoken.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ChosenAccess;
import io.mycli.keycloak.apitoken.RevocationReason;
import io.mycli.keycloak.apitoken.policy.MailKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What owners are told, and how long. */
class NewsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void kindsHaveBitsOfTheirOwn() {
        assertThat(Arrays.stream(MailKind.values()).mapToLong(News::of).sum())
                .isEqualTo(Arrays.stream(MailKind.values()).mapToLong(News::of).reduce(0, (all, bit) -> all | bit));
        assertThat(News.without(News.of(MailKind.CREATED) | News.of(MailKind.LEAKED), MailKind.LEAKED))
                .isEqualTo(News.of(MailKind.CREATED));
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATED", "ROTATED", "REVOKED", "LEAKED"})
    void isToldForThreeDays(MailKind kind) {
        assertThat(News.isTrue(kind, token(NOW.minus(Duration.ofDays(3)).plusMillis(1), null), NOW))
                .isTrue();
        assertThat(News.isTrue(kind, token(NOW.minus(Duration.ofDays(3)), null), NOW))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"15, 0", "14, 14", "8, 14", "7, 7", "1, 1", "0, 0", "-1, 0"})
    void warnsInStages(int daysLeft, int stage) {
        ApiTokenModel token = live(NOW.plus(Duration.ofDays(daysLeft)));

        assertThat(News.days(token, NOW)).isEqualTo(stage);
        assertThat(News.isTrue(MailKind.EXPIRING, token, NOW)).isEqualTo(stage > 0);
    }

    @Test
    void warnsOfNoRevokedTokenNorOfOneThatNeverEnds() {
        assertThat(News.isTrue(MailKind.EXPIRING, token(NOW, NOW.plusSeconds(60)), NOW))
                .isFalse();
        assertThat(News.isTrue(MailKind.EXPIRING, live(null), NOW)).isFalse();
    }

    @Test
    void expiryIsToldForThreeDays() {
        assertThat(News.isTrue(MailKind.EXPIRED, live(NOW.minus(Duration.ofDays(2))), NOW))
                .isTrue();
        assertThat(News.isTrue(MailKind.EXPIRED, live(NOW.minus(Duration.ofDays(3))), NOW))
                .isFalse();
    }

    @Test
    void timeBringsItsKind() {
        assertThat(News.ofTime(live(NOW.plus(Duration.ofDays(5))), NOW)).isEqualTo(MailKind.EXPIRING);
        assertThat(News.ofTime(live(NOW), NOW)).isEqualTo(MailKind.EXPIRED);
        assertThat(News.ofTime(token(NOW, null), NOW)).isEqualTo(MailKind.REVOKED);
        assertThat(News.ofTime(live(null), NOW)).isNull();
    }

    /** Created, rotated and revoked at that time. */
    private static ApiTokenModel token(Instant time, @Nullable Instant expiresAt) {
        return new ApiTokenModel(
                "id",
                "owner",
                "ci",
                null,
                "myc_3f12c4",
                null,
                null,
                ChosenAccess.FULL,
                time,
                time,
                time,
                time,
                expiresAt,
                time,
                RevocationReason.ADMINISTRATOR,
                null,
                null);
    }

    private static ApiTokenModel live(@Nullable Instant expiresAt) {
        Instant created = NOW.minus(Duration.ofDays(100));
        return new ApiTokenModel(
                "id",
                "owner",
                "ci",
                null,
                "myc_3f12c4",
                null,
                null,
                ChosenAccess.FULL,
                created,
                null,
                null,
                null,
                expiresAt,
                null,
                null,
                null,
                null);
    }
}
