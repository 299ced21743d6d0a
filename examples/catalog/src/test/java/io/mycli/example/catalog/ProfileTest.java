package io.mycli.example.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {

    private static final Caller USER = Caller.of(Map.of("sub", "alice"));
    private static final Caller FREE_TOKEN = Caller.of(Map.of("sub", "alice", "token_name", "ci"));
    private static final Caller TEAM_TOKEN =
            Caller.of(Map.of("sub", "alice", "token_name", "ci", "token_profile", "team-a"));

    @Nested
    class OfTokenWithProfile {

        @Test
        void isProfileOfToken() {
            assertThat(Profile.of(TEAM_TOKEN, null).name()).isEqualTo("team-a");
        }

        @Test
        void ignoresRequestedProfile() {
            assertThat(Profile.of(TEAM_TOKEN, "No Profile").name()).isEqualTo("team-a");
        }

        @Test
        void invalidProfileOfTokenIsRejected() {
            Caller odd = Caller.of(Map.of("sub", "alice", "token_name", "ci", "token_profile", ""));
            assertThatThrownBy(() -> Profile.of(odd, "team-b")).isInstanceOf(CatalogException.class);
        }
    }

    @Nested
    class OfTokenWithoutProfile {

        @Test
        void isRequestedProfile() {
            assertThat(Profile.of(FREE_TOKEN, "team-b").name()).isEqualTo("team-b");
        }

        @Test
        void isDefaultIfNotRequested() {
            assertThat(Profile.of(FREE_TOKEN, null).name()).isEqualTo("default");
        }
    }

    @Nested
    class OfJwt {

        @Test
        void isRequestedProfile() {
            assertThat(Profile.of(USER, "team-b").name()).isEqualTo("team-b");
        }

        @Test
        void isDefaultIfNotRequested() {
            assertThat(Profile.of(USER, null).name()).isEqualTo("default");
        }

        @Test
        void ignoresTokenProfileClaim() {
            Caller user = Caller.of(Map.of("sub", "alice", "token_profile", "team-a"));
            assertThat(Profile.of(user, "team-b").name()).isEqualTo("team-b");
        }
    }

    @Nested
    class Name {

        @ParameterizedTest
        @ValueSource(strings = {"a", "7", "team-a", "a-b-c", "0-0"})
        void validNameIsKept(String name) {
            assertThat(new Profile(name).name()).isEqualTo(name);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "Team", "team_a", "-a", "a-", "a--b", "a b", "a\n", "ä", "a/b", "../a"})
        void invalidNameIsRejected(String name) {
            assertThatThrownBy(() -> new Profile(name)).isInstanceOf(CatalogException.class);
        }

        @Test
        void nameOf63CharactersIsValid() {
            assertThat(new Profile("a".repeat(63)).name()).hasSize(63);
        }

        @Test
        void nameOf64CharactersIsRejected() {
            assertThatThrownBy(() -> new Profile("a".repeat(64))).isInstanceOf(CatalogException.class);
        }
    }
}
