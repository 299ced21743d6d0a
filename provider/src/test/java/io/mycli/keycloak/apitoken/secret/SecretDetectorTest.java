package io.mycli.keycloak.apitoken.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretDetectorTest {

    private static final SecretFormat FORMAT = new SecretFormat("myc");
    private static final String SECRET = "myc_0123456789abcdef0123456789abcdef012345672a342d20";

    /** Where a secret is in a text, and what became of it on the way. */
    static Stream<String> textsWithSecret() {
        String digits = SECRET.substring(4);
        return Stream.of(
                SECRET,
                "ci " + SECRET + " for the nightly build",
                "x" + SECRET + "x",
                SECRET + "\n",
                "\r\n\t " + SECRET + "\r\n",
                '"' + SECRET + '"',
                "'" + SECRET + "'",
                "\u201c" + SECRET + "\u201d",
                "\ufeff" + SECRET,
                "Bearer " + SECRET,
                "token=" + SECRET + "&x=y",
                "MY_API_TOKEN=" + SECRET,
                "https://alice:" + SECRET + "@example.com/",
                "{\"token\":\"" + SECRET + "\"}",
                SECRET.toUpperCase(Locale.ROOT),
                "Myc_" + digits,
                "myc_" + digits.toUpperCase(Locale.ROOT),
                "myc%5F" + digits,
                "myc%5f" + digits,
                "myc%255F" + digits,
                "myc%25255F" + digits,
                "%6Dyc_" + digits.replace("0", "%30"),
                "myc\\_" + digits,
                "myc__" + digits,
                "myc _ " + digits,
                "my\u200bc_" + digits,
                "myc_" + digits.replace("6", "6\u00ad"),
                "myc_" + digits.replace("7", "7 "),
                "myc_" + digits.replace("7", "7\u00a0"),
                "myc_" + digits.replace("7", "7\n"),
                "myc_" + digits.replace("7", "7\\\r\n"),
                "myc_" + digits.replace("7", "7%0A"),
                "myc_" + digits.replace("7", "7\u2028"),
                "myc_" + digits.replace("7", "7\ufe0f"),
                "myc_" + digits.replace("7", "7\u0301"),
                "myc_" + digits.replace("7", "7\u115f"),
                "myc_" + digits.replace("7", "7\u0000"),
                fullWidth(SECRET),
                "\ud835\udc26\ud835\udc32\ud835\udc1c_" + digits,
                "myc_" + digits + "0",
                SECRET.substring(0, 51),
                SECRET.substring(0, 20),
                "myc_" + SECRET,
                "myc_myc_ myc_3f " + SECRET);
    }

    private static String fullWidth(String ascii) {
        return ascii.chars()
                .collect(StringBuilder::new, (to, c) -> to.append((char) (c + 0xFEE0)), StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @MethodSource("textsWithSecret")
    void findsSecret(String text) {
        assertThat(FORMAT.isIn(text)).isTrue();
        assertThat(FORMAT.resembles(text)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "%",
                "%%%5",
                "ci-deploy",
                "myc",
                "myc_",
                "myc_ci",
                "myc_3f12c4",
                "myc_3f12c4...",
                "myc_deadbeef notes",
                "myc_deadbeef, rotated on 2026-11-25",
                "myc_20261125123045",
                "myc_550e8400-e29b-41d4-a716-446655440000",
                "myc_0123456789abcde",
                "myc_0123456789abcdex0",
                "myc_3f12c4 and 0123456789abcdef0123456789abcdef012345672a342d20",
                "myc-0123456789abcdef0123456789abcdef012345672a342d20",
                "acme_0123456789abcdef0123456789abcdef012345672a342d20",
                "0123456789abcdef0123456789abcdef012345672a342d20",
                "myc_g0123456789abcdef0123456789abcdef",
                "myc_\u4e16\u754c0123456789abcdef",
                "\ud83d\ude80 myc \ud83d"
            })
    void findsNoSecret(String text) {
        assertThat(FORMAT.isIn(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "myc_",
                "myc_0",
                "myc_3f12c4",
                " myc_0",
                "\"myc_3f12",
                "\ufeffmyc_3f12",
                "\u200b'myc_x",
                "myc_0\n"
            })
    void tagAtTheBeginningResemblesSecret(String candidate) {
        assertThat(FORMAT.resembles(candidate)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "alice",
                "myc",
                "mycastle",
                "myc correct horse",
                "myc-0123456789abcdef0123456789abcdef",
                "Myc_2026!",
                "MYC_HUNTER2",
                "MYC_CAFE2026",
                "a-myc_0",
                "Bearer 0123456789abcdef0123456789abcdef",
                "acme_0123456789abcdef0123456789abcdef012345672a342d20"
            })
    void passwordsResembleNoSecret(String candidate) {
        assertThat(FORMAT.resembles(candidate)).isFalse();
    }

    @Test
    void tagIsTheServers() {
        SecretFormat acme = new SecretFormat("acme2");
        String secret = acme.generate().reveal();

        assertThat(acme.isIn("a " + secret.toUpperCase(Locale.ROOT))).isTrue();
        assertThat(acme.resembles("acme2_0")).isTrue();
        assertThat(acme.isIn(SECRET)).isFalse();
        assertThat(acme.resembles(SECRET)).isFalse();
        assertThat(FORMAT.isIn(secret)).isFalse();
    }

    @Test
    void findsSecretBehindHundredThousandCharacters() {
        longTexts().forEach(text -> assertThat(FORMAT.isIn(text + "." + SECRET)).isTrue());
    }

    /** Counted rather than timed: nothing goes back over what it has read. */
    @Test
    void readsEachCharacterFewTimes() {
        SecretDetector detector = new SecretDetector("myc_");
        longTexts().forEach(text -> {
            assertLinear(text, SecretDetector::fold);
            String folded = SecretDetector.fold(text);
            assertThat(folded.length()).isLessThanOrEqualTo(18 * text.length());
            assertLinear(folded, SecretDetector::decode);
            assertLinear(folded, detector::hasSecret);
            assertThat(SecretDetector.decode(folded).length()).isLessThanOrEqualTo(folded.length());
        });
    }

    private static void assertLinear(String text, Consumer<CharSequence> step) {
        CountedReads counted = new CountedReads(text);
        step.accept(counted);
        assertThat(counted.reads).isLessThanOrEqualTo(8L * text.length());
    }

    private static Stream<String> longTexts() {
        return Stream.of(
                        "a",
                        "m",
                        "my",
                        "myc",
                        "_",
                        "%",
                        "%25",
                        "%5F",
                        "0",
                        " ",
                        "\u200b",
                        "myc_",
                        "myc_0",
                        "myc_012345 6789abcde",
                        "\u0301\u0316",
                        "a\u0301\u0316",
                        "\ufdfa",
                        "\ud83d\ude80",
                        "\ud83d")
                .map(unit -> unit.repeat(100_000 / unit.length()))
                .flatMap(text -> Stream.of(text, "myc" + text, "myc_" + text.substring(1)))
                .filter(text -> !FORMAT.isIn(text));
    }

    /** A text that counts how often a character of it is read. */
    private static final class CountedReads implements CharSequence {

        private final String text;
        private long reads;

        CountedReads(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            reads++;
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            reads += end - start;
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            reads += text.length();
            return text;
        }
    }
}
