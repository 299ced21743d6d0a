package io.mycli.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {

    @Test
    void columnsAreThoseOfTheVariable() {
        assertThat(columns("132")).isEqualTo(132);
        assertThat(columns("40")).isEqualTo(40);
    }

    @Test
    void columnsAreEightyWithoutUsableNumber() {
        for (String value : new String[] {"", "0", "-5", "wide", "99999999999999", "1e3"}) {
            assertThat(columns(value)).as(value).isEqualTo(80);
        }
        assertThat(new Terminal(System.out, System.err, "111", Map.of()).columns())
                .isEqualTo(80);
    }

    private static int columns(String value) {
        return new Terminal(System.out, System.err, "111", Map.of("COLUMNS", value)).columns();
    }
}
