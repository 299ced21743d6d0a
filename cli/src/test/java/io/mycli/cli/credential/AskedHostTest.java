package io.mycli.cli.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AskedHostTest {

    private static final List<String> HOSTS = List.of("git.example.com");

    @Test
    void gitAsksForHost() {
        AskedHost asked =
                AskedHost.ofGit("protocol=https\nhost=GIT.example.com\n\n").orElseThrow();

        assertThat(asked.isOneOf(HOSTS)).isTrue();
        assertThat(asked.isFor("alice")).isTrue();
    }

    @Test
    void gitAsksForUser() {
        AskedHost asked = AskedHost.ofGit("protocol=https\nhost=git.example.com\nusername=bob\n")
                .orElseThrow();

        assertThat(asked.isFor("bob")).isTrue();
        assertThat(asked.isFor("alice")).isFalse();
    }

    /** What older versions of git write for {@code https://%0dhost=git.example.com%0d@evil.example.com}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "protocol=https\nhost=evil.example.com\nusername=\rhost=git.example.com\rusername=alice\r\n",
                "protocol=https\r\nhost=git.example.com\r\n",
                "protocol=https\nhost=git.example.com\0\n",
            })
    void controlCharactersAreNoQuestion(String input) {
        assertThat(AskedHost.ofGit(input)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "protocol=http\nhost=git.example.com\n",
                "protocol=https\nhost=git.example.com.evil.example\n",
                "protocol=https\nhost=git.example.com:8443\n",
                "protocol=https\nhost=alice@git.example.com\n",
                "host=git.example.com\n",
            })
    void otherHostIsNone(String input) {
        assertThat(AskedHost.ofGit(input).orElseThrow().isOneOf(HOSTS)).isFalse();
    }
}
