package io.mycli.cli.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LoginTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final Login login = login(300);

    @Test
    void isFreshUntilHalfMinuteBeforeItsEnd() {
        assertThat(login.isFresh(NOW.plusSeconds(269))).isTrue();
        assertThat(login.isFresh(NOW.plusSeconds(270))).isFalse();
    }

    @Test
    void isFreshForThreeQuartersIfItIsShort() {
        assertThat(login(40).isFresh(NOW.plusSeconds(29))).isTrue();
        assertThat(login(40).isFresh(NOW.plusSeconds(30))).isFalse();
    }

    /** Then nobody knows how old it is. */
    @Test
    void isNotFreshIfTheClockWasSetBack() {
        assertThat(login.isFresh(NOW.minusSeconds(31))).isFalse();
        assertThat(login.isFresh(NOW.minusSeconds(5))).isTrue();
    }

    @Test
    void comesBackFromJsonAsItWas() {
        assertThat(Login.fromJson(login.toJson())).isEqualTo(login);
    }

    @Test
    void withoutMemberIsNone() {
        for (String member : new String[] {"issuer", "clientId", "tokenEndpoint", "accessToken", "obtainedAt"}) {
            JsonObject json = login.toJson();
            json.remove(member);
            assertThatThrownBy(() -> Login.fromJson(json)).as(member).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keepsItsRefreshTokenWhereNoNewOneComes() {
        Login refreshed = login.refreshed(new TokenResponse("new", null, null, 300, 0), NOW);

        assertThat(refreshed.refreshToken()).isEqualTo("refresh-token");
        assertThat(refreshed.accessToken()).isEqualTo("new");
        assertThat(refreshed.refreshExpiresAt()).isNull();
    }

    @Test
    void textFormHasNoToken() {
        assertThat(login.toString()).doesNotContain("-token");
        assertThat(new TokenResponse("a-token", "r-token", "i-token", 1, 1).toString())
                .doesNotContain("-token");
        assertThat(Pkce.create().toString()).isEqualTo("S256");
    }

    private static Login login(long seconds) {
        TokenResponse tokens = new TokenResponse("access-token", "refresh-token", null, seconds, 1800);
        return Login.of("https://h/realms/r", "my-cli", URI.create("https://h/realms/r/token"), "alice", tokens, NOW);
    }
}
