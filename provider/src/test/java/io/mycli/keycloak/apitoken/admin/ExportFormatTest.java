package io.mycli.keycloak.apitoken.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFormatTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uFF1D1", "\uFF20x"})
    void formulaIsMadeText(String name) {
        assertThat(ExportFormat.cell(name)).isEqualTo("\"'" + name + "\"");
    }

    @Test
    void quotesAreDoubled() {
        assertThat(ExportFormat.cell("a \"b\", c")).isEqualTo("\"a \"\"b\"\", c\"");
    }

    @Test
    void plainTextStays() {
        assertThat(ExportFormat.cell("ci-deploy")).isEqualTo("ci-deploy");
        assertThat(ExportFormat.cell(null)).isEmpty();
        assertThat(ExportFormat.cell("")).isEmpty();
    }
}
