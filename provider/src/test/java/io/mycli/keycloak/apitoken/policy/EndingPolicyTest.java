package io.mycli.keycloak.apitoken.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndingPolicyTest {

    @Test
    void missingSettingsEndNothing() {
        assertNothingEnds(read(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void blankSettingsEndNothing(String blank) {
        assertNothingEnds(read(Map.of(
                "api-tokens.not-before", blank,
                "api-tokens.end-on-logout-all", blank,
                "api-tokens.inactivity-days", blank)));
    }

    @Test
    void settingsAreRead() {
        EndingPolicy policy = read(Map.of(
                "api-tokens.not-before", " 2026-11-25 ",
                "api-tokens.end-on-logout-all", "True",
                "api-tokens.inactivity-days", "030"));

        assertThat(policy.notBefore()).contains(Instant.parse("2026-11-25T00:00:00Z"));
        assertThat(policy.endsOnLogoutAll()).isTrue();
        assertThat(policy.inactivity()).contains(Duration.ofDays(30));
        assertThat(policy.problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"end-on-logout-all,false", "end-on-logout-all,FALSE", "inactivity-days,0", "inactivity-days,000"})
    void settingsMaySayThatNothingEnds(String name, String value) {
        assertNothingEnds(read(Map.of("api-tokens." + name, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "not-before,        yesterday",
        "not-before,        2026-11-31",
        "not-before,        2026-12-01T12:00",
        "not-before,        1764028800",
        "not-before,        never",
        "not-before,        false",
        "not-before,        +1000000000-12-31T23:59:59Z",
        "end-on-logout-all, yes",
        "end-on-logout-all, 1",
        "end-on-logout-all, enabled",
        "end-on-logout-all, tru\u0435",
        "end-on-logout-all, true true",
        "inactivity-days,   1d",
        "inactivity-days,   -1",
        "inactivity-days,   +1",
        "inactivity-days,   1.5",
        "inactivity-days,   1e3",
        "inactivity-days,   ninety",
        "inactivity-days,   1000000000",
        "inactivity-days,   99999999999999999999",
        "inactivity-days,   \u0663\u0660"
    })
    void unreadableSettingIsTheProblem(String name, String value) {
        EndingPolicy policy = read(Map.of("api-tokens." + name, value));

        assertThat(policy.problem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .startsWith("realm attribute api-tokens." + name + " is ")
                        .doesNotContain(value));
    }

    @Test
    void unreadableSettingsAreAllNamed() {
        EndingPolicy policy = read(Map.of(
                "api-tokens.not-before", "yesterday",
                "api-tokens.end-on-logout-all", "yes",
                "api-tokens.inactivity-days", "1d"));

        assertThat(policy.problem())
                .contains("realm attribute api-tokens.not-before is not a time such as 2026-11-25T12:00:00Z;"
                        + " realm attribute api-tokens.inactivity-days is not a number;"
                        + " realm attribute api-tokens.end-on-logout-all is neither true nor false");
    }

    @Test
    void settingsOfCreationAreNotItsProblem() {
        assertNothingEnds(read(Map.of(
                "api-tokens.enabled", "yes",
                "api-tokens.max-per-user", "ten",
                "api-tokens.max-lifetime", "thirty days",
                "api-tokens.recent-login-seconds", "1h")));
    }

    private static EndingPolicy read(Map<String, String> attributes) {
        return EndingPolicy.of(attributes::get);
    }

    private static void assertNothingEnds(EndingPolicy policy) {
        assertThat(policy.notBefore()).isEmpty();
        assertThat(policy.inactivity()).isEmpty();
        assertThat(policy.endsOnLogoutAll()).isFalse();
        assertThat(policy.problem()).isEmpty();
    }
}
