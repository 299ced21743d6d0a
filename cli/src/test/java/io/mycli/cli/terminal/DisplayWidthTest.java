package io.mycli.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DisplayWidthTest {

    @Test
    void lettersTakeOneColumnOrTwo() {
        assertThat(DisplayWidth.of("ci-deploy")).isEqualTo(9);
        assertThat(DisplayWidth.of("ΔΈΛΤΑ ж é")).isEqualTo(9);
        assertThat(DisplayWidth.of("東京")).isEqualTo(4);
        assertThat(DisplayWidth.of("ｶﾞ")).isEqualTo(2);
        assertThat(DisplayWidth.of("한글")).isEqualTo(4);
        assertThat(DisplayWidth.of("\u1112\u1161\u11AB")).isEqualTo(2);
        assertThat(DisplayWidth.of("ＡＢ")).isEqualTo(4);
    }

    @Test
    void marksTakeNone() {
        assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
        assertThat(DisplayWidth.of("\u0e01\u0e34")).isEqualTo(1);
    }

    @Test
    void emojiTakeTwo() {
        assertThat(DisplayWidth.of("🚀")).isEqualTo(2);
        assertThat(DisplayWidth.of("⚡")).isEqualTo(2);
        assertThat(DisplayWidth.of("❤")).isEqualTo(1);
        assertThat(DisplayWidth.of("❤\uFE0F")).isEqualTo(2);
        assertThat(DisplayWidth.of("🚀\uFE0F")).isEqualTo(2);
        assertThat(DisplayWidth.of("👍🏽")).isEqualTo(2);
        assertThat(DisplayWidth.of("🇩🇪")).isEqualTo(2);
    }

    @Test
    void cutTextFits() {
        assertThat(DisplayWidth.cut("ci-deploy", 9)).isEqualTo("ci-deploy");
        assertThat(DisplayWidth.cut("ci-deploy", 8)).isEqualTo("ci-depl…");
        assertThat(DisplayWidth.cut("ci deploy", 4)).isEqualTo("ci…");
        assertThat(DisplayWidth.cut("東京都", 4)).isEqualTo("東…");
        assertThat(DisplayWidth.cut("ae\u0301xyz", 3)).isEqualTo("ae\u0301…");
        assertThat(DisplayWidth.cut("🚀🚀🚀", 1)).isEqualTo("…");
        assertThat(DisplayWidth.cut("🚀", 0)).isEmpty();
    }
}
