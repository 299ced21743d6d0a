package io.mycli.keycloak.apitoken.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of tokens in mails: readable, and nothing that a mail client makes a link of. */
class QuotedNameTest {

    /** What mail clients look for: a scheme, a host with a dot, a mail address, a Windows share. */
    private static final Pattern LINK =
            Pattern.compile("\\w+:\\S|[\\p{L}\\p{N}_-][.\u3002\uFF0E\uFF61][\\p{L}\\p{N}]|\\w@\\w|\\\\\\\\");

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/, https[:]//evil[.]example/",
        "see www.evil.example, see www[.]evil[.]example",
        "help@evil.example, help[@]evil[.]example",
        "v1.2, v1[.]2",
        "env:prod, env[:]prod",
    })
    void breaksWhatJoinsTheParts(String name, String quoted) {
        assertThat(QuotedName.of(name)).isEqualTo(quoted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/a?b=c#d",
                "HTTPS://EVIL.EXAMPLE",
                "//evil.example",
                "mailto:help@evil.example",
                "tel:+15550100",
                "javascript:alert(1)",
                "www.evil.example",
                "evil\u3002example",
                "evil\uFF0Eexample",
                "evil\uFF61example",
                "https\uFF1A//evil.example",
                "help\uFF20evil.example",
                "evil\u200B.example",
                "evil.\u200Bexample",
                "https:\u00AD//evil.\u2060example",
                "\\\\evil\\share",
                "[evil](https://evil.example)",
                "10.0.0.1"
            })
    void leavesNoLink(String name) {
        assertThat(QuotedName.of(name)).doesNotContainPattern(LINK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ci-deploy", "Café du Nord", "\uD83D\uDE80 rocket", "a. b: c @ d", "build #7 (main)", "日本語"})
    void leavesOtherNamesAsTheyAre(String name) {
        assertThat(QuotedName.of(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ci\" expires. Call us: \"x|ci' expires. Call us: 'x",
                "ci” now “x|ci' now 'x",
                "so „ci“|so 'ci'",
            })
    void endsNoQuotation(String name, String quoted) {
        assertThat(QuotedName.of(name)).isEqualTo(quoted);
    }

    /** The rules of names reject these; a row may be older than the rules. */
    @Test
    void staysOnOneLineAndInItsDirection() {
        assertThat(QuotedName.of("a\r\nb\u2028c\u202Ed\u0000e   f")).isEqualTo("a b cd e f");
    }
}
