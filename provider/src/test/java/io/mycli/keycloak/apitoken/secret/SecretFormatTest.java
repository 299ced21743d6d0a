package io.mycli.keycloak.apitoken.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFormatTest {

    private final SecretFormat format = new SecretFormat("myc");

    /** The test vectors of docs/reference/secret-format.md. */
    @ParameterizedTest
    @CsvSource({
        "myc_0000000000000000000000000000000000000000963fbb8e,"
                + "6ae73ce8b37420c1a4ad8e5a9f2145aad4204b7fecb80c31028d0201364ee7d8",
        "myc_0123456789abcdef0123456789abcdef012345672a342d20,"
                + "c07489bc2963988e01975085d114fd46bbcc50a72481c3f095b666a91928170c",
        "myc_ffffffffffffffffffffffffffffffffffffffffb9bba370,"
                + "3b6409e0ff60f7a4881facda847660507d9405046ccaa4fd20700d8c6a45caa3"
    })
    void publishedVectorsHold(String secret, String hash) {
        assertThat(format.parse(secret)).hasValueSatisfying(parsed -> {
            assertThat(parsed.hash()).isEqualTo(hash);
            assertThat(parsed.prefix()).isEqualTo(secret.substring(0, 10));
            assertThat(parsed.reveal()).isEqualTo(secret);
        });
    }

    @Test
    void generatedSecretHasTheFormAndParses() {
        ApiTokenSecret secret = format.generate();

        assertThat(secret.reveal()).matches("^myc_[0-9a-f]{48}$");
        assertThat(format.parse(secret.reveal()))
                .hasValueSatisfying(parsed -> assertThat(parsed.hash()).isEqualTo(secret.hash()));
    }

    @Test
    void generatedSecretsDiffer() {
        assertThat(IntStream.range(0, 1000).mapToObj(i -> format.generate().reveal()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyOtherDigitIsRejected() {
        String secret = format.generate().reveal();
        for (int i = 4; i < secret.length(); i++) {
            for (char digit : "0123456789abcdef".toCharArray()) {
                String changed = secret.substring(0, i) + digit + secret.substring(i + 1);
                assertThat(format.parse(changed).isPresent()).isEqualTo(changed.equals(secret));
            }
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "myc",
                "myc_",
                "MYC_0000000000000000000000000000000000000000963fbb8e",
                "myc-0000000000000000000000000000000000000000963fbb8e",
                "other_0000000000000000000000000000000000000000963fbb8e",
                " myc_0000000000000000000000000000000000000000963fbb8e",
                "myc_0000000000000000000000000000000000000000963fbb8e ",
                "myc_0000000000000000000000000000000000000000963fbb8",
                "myc_0000000000000000000000000000000000000000963fbb8e0",
                "myc_0000000000000000000000000000000000000000963FBB8E",
                "myc_00000000000000000000000000000000000000009\u06693fbb8e"
            })
    void anythingElseIsRejected(String candidate) {
        assertThat(format.parse(candidate)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lineEndIsNoPartOfSecret(String lineEnd) {
        ApiTokenSecret secret = format.generate();

        assertThat(format.parse(secret.reveal() + lineEnd)).hasValueSatisfying(parsed -> {
            assertThat(parsed.reveal()).isEqualTo(secret.reveal());
            assertThat(parsed.hash()).isEqualTo(secret.hash());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "\n\r", "\r\r", "\r\r\n", "\r\n\n", " \n", "\n ", "\u2028", "\u0085", "\u000b"})
    void otherEndsAreRejected(String end) {
        assertThat(format.parse(format.generate().reveal() + end)).isEmpty();
        assertThat(format.parse("\n" + format.generate().reveal())).isEmpty();
        assertThat(format.parse(end)).isEmpty();
    }

    @Test
    void toStringHidesTheSecret() {
        ApiTokenSecret secret = format.generate();

        assertThat(secret.toString()).isEqualTo(secret.prefix() + "...").doesNotContain(secret.reveal());
    }

    @Test
    void organisationMayHaveItsOwnTag() {
        SecretFormat acme = new SecretFormat("acme2");
        ApiTokenSecret secret = acme.generate();

        assertThat(secret.prefix()).hasSize(12).startsWith("acme2_");
        assertThat(acme.parse(secret.reveal())).isPresent();
        assertThat(format.isTagged(secret.reveal())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "A1", "1a", "my_c", "m\u00e4", "toolongtag"})
    void otherTagsAreRejected(String tag) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SecretFormat(tag))
                .withMessageContaining("'" + tag + "'");
    }
}
