package io.mycli.keycloak.apitoken.policy;

import static io.mycli.keycloak.apitoken.policy.UnreadablePolicyLog.INTERVAL_MILLIS;
import static io.mycli.keycloak.apitoken.policy.UnreadablePolicyLog.MAX_REALMS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnreadablePolicyLogTest {

    private static final long NOW = 1_764_028_800_000L;

    private final UnreadablePolicyLog log = new UnreadablePolicyLog();

    @Test
    void admitsRealmOnceMinute() {
        assertThat(log.admits("a", NOW)).isTrue();
        assertThat(log.admits("a", NOW)).isFalse();
        assertThat(log.admits("a", NOW + INTERVAL_MILLIS - 1)).isFalse();
        assertThat(log.admits("a", NOW + INTERVAL_MILLIS)).isTrue();
        assertThat(log.admits("a", NOW + INTERVAL_MILLIS + 1)).isFalse();
    }

    @Test
    void admitsEachRealm() {
        assertThat(log.admits("a", NOW)).isTrue();
        assertThat(log.admits("b", NOW)).isTrue();
    }

    @Test
    void admitsRealmAfterClockIsSetBack() {
        assertThat(log.admits("a", NOW)).isTrue();
        assertThat(log.admits("a", NOW - 10 * INTERVAL_MILLIS)).isTrue();
    }

    @Test
    void keepsBoundedNumberOfRealms() {
        for (int i = 0; i < MAX_REALMS; i++) {
            assertThat(log.admits("realm " + i, NOW)).isTrue();
        }

        assertThat(log.admits("one too many", NOW)).isFalse();
        assertThat(log.admits("realm 0", NOW)).isFalse();
        assertThat(log.admits("one too many", NOW + INTERVAL_MILLIS)).isTrue();
        assertThat(log.admits("realm 0", NOW + INTERVAL_MILLIS)).isTrue();
    }
}
