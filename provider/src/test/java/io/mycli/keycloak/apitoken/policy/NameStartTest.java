package io.mycli.keycloak.apitoken.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameStartTest {

    @ParameterizedTest
    @CsvSource({"ci-deploy,CI", "ci-deploy,ci-d", "Straße,stras", "ｃｉ,ci", "日本語トークン,日本", "Ünal,ü", "😀 rocket,😀"})
    void rangeHasNamesThatBeginWithText(String name, String search) {
        assertThat(isFound(name, search)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ci-deploy,deploy", "ci,ci-d", "ci-deploy,c-", "ci-deploy,d"})
    void rangeHasNoOtherNames(String name, String search) {
        assertThat(isFound(name, search)).isFalse();
    }

    @Test
    void longNamesAreCompared() {
        String name = "語".repeat(100);

        assertThat(NameStart.of(name).digits()).hasSize(254);
        assertThat(isFound(name, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u200B"})
    void invisibleSearchIsRejected(String search) {
        assertThatThrownBy(() -> NameStart.ofSearch(search)).isInstanceOf(ApiTokenException.class);
    }

    private static boolean isFound(String name, String search) {
        String digits = NameStart.of(name).digits();
        NameStart start = NameStart.ofSearch(search);
        return digits.compareTo(start.digits()) >= 0 && digits.compareTo(start.end()) < 0;
    }
}
