package io.mycli.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintableTest {

    @Test
    void lettersOfAllScriptsStay() {
        assertThat(Printable.line("Zwölf 東京 😀 é")).isEqualTo("Zwölf 東京 😀 é");
    }

    @Test
    void whatSteersTerminalIsShown() {
        assertThat(Printable.line("a\u001b[2Jb\u0007\u009bc\u007f")).isEqualTo("a\\u001b[2Jb\\u0007\\u009bc\\u007f");
    }

    @Test
    void whatTurnsTextAroundIsShown() {
        assertThat(Printable.line("\u202egnp\u200b\u2066")).isEqualTo("\\u202egnp\\u200b\\u2066");
    }

    @Test
    void lineHasOneLine() {
        assertThat(Printable.line("a\nb\tc\u2028d")).isEqualTo("a\\u000ab\\u0009c\\u2028d");
    }

    @Test
    void linesKeepTheirEndsAndNoOther() {
        assertThat(Printable.lines("a\n\tb\rc")).isEqualTo("a\n\tb\\u000dc");
    }

    @Test
    void halfOfCharacterIsShown() {
        assertThat(Printable.line("\ud83d")).isEqualTo("\\ud83d");
    }
}
