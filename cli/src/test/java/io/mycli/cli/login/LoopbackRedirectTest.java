package io.mycli.cli.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycli.cli.CliException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoopbackRedirectTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private LoopbackRedirect redirect;

    @BeforeEach
    void start() throws IOException {
        redirect = LoopbackRedirect.start("https://h/realms/r", false);
    }

    @AfterEach
    void close() {
        redirect.close();
    }

    @Test
    void codeOfThisLoginIsTaken() throws IOException {
        assertThat(visit("?code=a%2Bb&iss=https%3A%2F%2Fh%2Frealms%2Fr&state=" + redirect.state()))
                .isEqualTo(200);

        assertThat(redirect.await(TIMEOUT)).isEqualTo("a+b");
    }

    /** RFC 6749 section 10.12; and the one that was waited for is still waited for. */
    @Test
    void whateverElseComesChangesNothing() throws IOException {
        assertThat(visit("?code=stolen&state=guessed")).isEqualTo(400);
        assertThat(visit("?code=stolen")).isEqualTo(400);
        assertThat(visit("?state=" + redirect.state())).isEqualTo(400);
        assertThat(visit("/other?code=stolen&state=" + redirect.state())).isEqualTo(400);
        assertThat(visit("?code=mine&state=" + redirect.state())).isEqualTo(200);

        assertThat(redirect.await(TIMEOUT)).isEqualTo("mine");
    }

    @Test
    void rejectionInTheBrowserIsShown() throws IOException {
        visit("?error=access_denied&state=" + redirect.state());

        requireFailure("The login was rejected in the browser: access_denied.");
    }

    /** RFC 9207. */
    @Test
    void codeOfAnotherIssuerIsRejected() throws IOException {
        visit("?code=a&iss=https%3A%2F%2Fevil%2Frealms%2Fr&state=" + redirect.state());

        requireFailure("another issuer than https://h/realms/r");
    }

    @Test
    void answerWithoutAnnouncedIssuerIsRejected() throws IOException {
        close();
        redirect = LoopbackRedirect.start("https://h/realms/r", true);
        visit("?code=a&state=" + redirect.state());

        requireFailure("returned no issuer");
    }

    @Test
    void errorOfAnotherIssuerIsRejected() throws IOException {
        visit("?error=access_denied&iss=https%3A%2F%2Fevil%2Frealms%2Fr&state=" + redirect.state());

        requireFailure("another issuer than https://h/realms/r");
    }

    @Test
    void nobodyComes() {
        assertThatThrownBy(() -> redirect.await(Duration.ZERO))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("The login was not completed");
    }

    private void requireFailure(String words) {
        assertThatThrownBy(() -> redirect.await(TIMEOUT))
                .isInstanceOf(CliException.class)
                .hasMessageContaining(words);
    }

    private int visit(String rest) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(redirect.uri() + rest).toURL().openConnection();
        return connection.getResponseCode();
    }
}
