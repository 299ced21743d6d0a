package io.mycli.keycloak.apitoken.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.secret.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenNameTest {

    @Test
    void nameIsTrimmed() {
        assertThat(TokenName.of(" \u2003ci deploy\t").value()).isEqualTo("ci deploy");
    }

    @Test
    void hundredCodePointsFitWhateverTheirWidth() {
        assertThat(TokenName.of("\ud83d\ude80".repeat(100)).value()).hasSize(200);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "  ", "a\u0000", "a\tb", "a\u007f", "\u2028", "a\u2028b", "\ud83d", "a\u202eb", "a\u2066b"})
    void unprintableNamesAreRefused(String text) {
        assertThatExceptionOfType(ApiTokenException.class)
                .isThrownBy(() -> TokenName.of(text))
                .extracting(ApiTokenException::code)
                .isEqualTo(ErrorCode.INVALID_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\u2800", "\u3164 \u00ad", "\u00a0", "\u0301"})
    void invisibleNamesAreRejected(String text) {
        assertThatExceptionOfType(ApiTokenException.class)
                .isThrownBy(() -> TokenName.of(text))
                .withMessage("The name has no visible character. Choose another name.")
                .extracting(ApiTokenException::code)
                .isEqualTo(ErrorCode.INVALID_NAME);
    }

    @Test
    void rowsOfNameMayHaveTheKeyOfCaseFoldingAlone() {
        TokenName wide = TokenName.of("\uff23\uff29");

        assertThat(wide.keys()).contains(wide.key(), Sha256.hex("\uff43\uff49")).hasSize(2);
        assertThat(TokenName.of("CI").keys()).containsExactly(Sha256.hex("ci"));
    }

    @Test
    void looksLikeStoredNameThatBreaksRule() {
        assertThat(TokenName.of("ci").looksLike("C\u202eI\u200b")).isTrue();
        assertThat(TokenName.of("ci").looksLike("\u200b")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ci,CI", "Stra\u00dfe,STRASSE", "\u00e9,e\u0301", "\u0130x,i\u0307X"})
    void namesThatLookAlikeHaveOneKey(String one, String other) {
        assertThat(TokenName.of(one).key()).isEqualTo(TokenName.of(other).key()).hasSize(64);
    }

    @Test
    void otherNamesHaveOtherKeys() {
        assertThat(TokenName.of("e").key()).isNotEqualTo(TokenName.of("\u00e9").key());
    }
}
