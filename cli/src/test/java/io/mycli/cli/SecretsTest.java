package io.mycli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SecretsTest {

    private static final String SECRET = "myc_0123456789abcdef0123456789abcdef012345672a342d20";

    @Test
    void areShortenedWhereverTheyStand() {
        assertThat(Secrets.shortened("Unmatched argument '" + SECRET + "' and acme_" + SECRET.substring(4)))
                .isEqualTo("Unmatched argument 'myc_012345...' and acme_012345...");
    }

    @Test
    void areKnownByTheirForm() {
        assertThat(Secrets.isSecret(SECRET)).isTrue();
        assertThat(Secrets.isSecret(SECRET.substring(1, 50))).isFalse();
        assertThat(Secrets.isSecret("ci-deploy")).isFalse();
    }

    @Test
    void prefixHasTagAndSixDigits() {
        assertThat(Secrets.prefixOf(SECRET)).isEqualTo("myc_012345");
        assertThat(Secrets.prefixOf("acme_" + SECRET.substring(4))).isEqualTo("acme_012345");
    }

    @Test
    void failuresHaveNone() {
        assertThat(new CliException("no " + SECRET, null).getMessage()).isEqualTo("no myc_012345...");
    }
}
