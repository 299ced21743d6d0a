package io.mycli.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycli.cli.CliException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sso.example.com/realms/demo",
                "https://sso.example.com/auth/realms/demo/",
                "http://localhost:8080/realms/demo",
                "http://127.0.0.1:8080/realms/demo",
                "http://[::1]:8080/realms/demo"
            })
    void issuers(String url) {
        assertThat(ServerUrl.ofIssuer(url).toString()).isEqualTo(url.replaceAll("/$", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sso.example.com",
                "https://sso.example.com/realms/",
                "https://sso.example.com/realms/demo/account",
                "http://sso.example.com/realms/demo",
                "http://localhost.example.com/realms/demo",
                "http://127.0.0.1.example.com/realms/demo",
                "ftp://sso.example.com/realms/demo",
                "sso.example.com/realms/demo",
                "https://user:word@sso.example.com/realms/demo",
                "https://sso.example.com/realms/demo?x=1",
                "https://sso.example.com/realms/demo#x",
                "https://sso example/realms/demo",
                "https:///realms/demo"
            })
    void others(String url) {
        assertThatThrownBy(() -> ServerUrl.ofIssuer(url))
                .isInstanceOfSatisfying(
                        CliException.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(2));
    }

    @Test
    void passwordInUrlIsNotRepeated() {
        assertThatThrownBy(() -> ServerUrl.of("https://user:word@host", "catalog"))
                .message()
                .doesNotContain("word");
    }

    @Test
    void partsOfPathsAreEncoded() {
        assertThat(ServerUrl.encoded("a/b c?ü")).isEqualTo("a%2Fb%20c%3F%C3%BC");
    }
}
