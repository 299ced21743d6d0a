package io.mycli.example.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallerTest {

    private static final Instant END = Instant.parse("2027-02-23T10:11:12Z");

    @Test
    void hasNoApiTokenWithoutItsName() {
        Caller caller = Caller.of(Map.of("sub", "alice", "token_expires_at", END.getEpochSecond()));
        assertThat(caller.apiToken()).isEmpty();
    }

    @Test
    void hasApiTokenWithItsName() {
        Caller caller = Caller.of(Map.of("sub", "alice", "token_name", "ci", "token_profile", "team-a"));
        assertThat(caller.apiToken()).contains(new ApiToken("ci", "team-a", null));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void readsTheEndInWhateverTypeItComes(Object end) {
        Caller caller = Caller.of(Map.of("sub", "alice", "token_name", "ci", "token_expires_at", end));
        assertThat(caller.apiToken()).contains(new ApiToken("ci", null, END));
    }

    static Object[] ends() {
        long seconds = END.getEpochSecond();
        return new Object[] {seconds, (int) seconds, (double) seconds, END, END.plusMillis(345)};
    }

    @Test
    void isRefusedWithoutSubject() {
        assertThatThrownBy(() -> Caller.of(Map.of("username", "alice"))).isInstanceOf(CatalogException.class);
    }
}
