package io.mycli.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TableTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void isAlignedOnTerminalWhateverTheWidthOfItsLetters() {
        assertThat(print("111", Map.of())).isEqualTo("""
                        NAME  ENDS       ID
                        東京  \u001b[33min 1 day\u001b[0m   1
                        ci    in 2 days  2
                        e\u0301     never      3
                        """);
    }

    @Test
    void hasNoColourWhereNobodyWantsAny() {
        assertThat(print("111", Map.of("NO_COLOR", "1"))).doesNotContain("\u001b");
        output.reset();
        assertThat(print("111", Map.of("TERM", "dumb"))).doesNotContain("\u001b");
    }

    @Test
    void isForProgramsElsewhere() {
        assertThat(print("101", Map.of()))
                .isEqualTo("東京\t2026-11-26T12:00:00Z\t1\nci\t2026-11-27T12:00:00Z\t2\ne\u0301\t\t3\n");
    }

    private String print(String terminals, Map<String, String> environment) {
        PrintStream stream = new PrintStream(output, true, UTF_8);
        Table table = new Table(new Terminal(stream, stream, terminals, environment), "NAME", "ENDS", "ID");
        table.row(Cell.of("東京"), Cell.of(NOW.plus(Duration.ofDays(1)), NOW, "never", true), Cell.of("1"));
        table.row(Cell.of("ci"), Cell.of(NOW.plus(Duration.ofDays(2)), NOW, "never", false), Cell.of("2"));
        table.row(Cell.of("e\u0301"), Cell.of(null, NOW, "never", false), Cell.of("3"));
        table.print();
        return output.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
