package io.mycli.example.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallerTest {

    private static final Instant EXPIRY = Instant.parse("2027-02-23T10:11:12Z");

    @Test
    void noTokenNameMeansJwt() {
        Caller caller = Caller.of(Map.of("sub", "alice", "token_expires_at", EXPIRY.getEpochSecond()));
        assertThat(caller.apiToken()).isEmpty();
    }

    @Test
    void tokenNameMeansApiToken() {
        Caller caller = Caller.of(Map.of("sub", "alice", "token_name", "ci", "token_profile", "team-a"));
        assertThat(caller.apiToken()).contains(new ApiToken("ci", "team-a", null));
    }

    @ParameterizedTest
    @MethodSource("expiryTypes")
    void expiryIsReadFromEachType(Object expiresAt) {
        Caller caller = Caller.of(Map.of("sub", "alice", "token_name", "ci", "token_expires_at", expiresAt));
        assertThat(caller.apiToken()).contains(new ApiToken("ci", null, EXPIRY));
    }

    static Object[] expiryTypes() {
        long seconds = EXPIRY.getEpochSecond();
        return new Object[] {seconds, (int) seconds, (double) seconds, EXPIRY, EXPIRY.plusMillis(345)};
    }

    @Test
    void missingSubjectIsRejected() {
        assertThatThrownBy(() -> Caller.of(Map.of("username", "alice"))).isInstanceOf(CatalogException.class);
    }
}
