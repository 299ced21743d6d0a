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
                        NAME  ENDS
                        東京  \u001b[33min 1 day\u001b[0m
                        ci    in 2 days
                        e\u0301     never
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
        assertThat(print("101", Map.of("COLUMNS", "40")))
                .isEqualTo("東京\t2026-11-26T12:00:00Z\t1\nci\t2026-11-27T12:00:00Z\t2\ne\u0301\t\t3\n");
    }

    @Test
    void cutsNamesThatDoNotFit() {
        assertThat(printWide(40)).isEqualTo("""
                        NAME                           ENDS
                        a-very-long-name-of-a-token-…  in 2 days
                        \uD83D\uDE80                             never
                        """);
    }

    @Test
    void cutsNoMoreThanItMust() {
        assertThat(printWide(60)).startsWith("NAME                            PROFILE            ENDS\n");
        assertThat(printWide(200))
                .startsWith("NAME                                       PROFILE            ENDS\n")
                .contains("\na-very-long-name-of-a-token-for-the-tests  team-profile-long  in 2 days\n");
    }

    @Test
    void dropsColumnsThatDoNotFit() {
        assertThat(printWide(42)).startsWith("NAME          PROFILE            ENDS\n");
        assertThat(printWide(41)).startsWith("NAME                            ENDS\n");
    }

    @Test
    void noLineIsWiderThanTerminal() {
        for (int columns = 24; columns <= 120; columns++) {
            int max = columns;
            assertThat(printWide(columns).lines()).allMatch(line -> DisplayWidth.of(line) <= max);
        }
    }

    private String printWide(int columns) {
        output.reset();
        Table table = new Table(
                terminal("111", Map.of("COLUMNS", "" + columns, "NO_COLOR", "1")),
                Column.cut("NAME", 12),
                Column.cut("PROFILE", 18).droppedAs(1),
                Column.whole("ENDS"));
        table.row(
                Cell.of("a-very-long-name-of-a-token-for-the-tests"),
                Cell.of("team-profile-long"),
                Cell.of(NOW.plus(Duration.ofDays(2)), NOW, "never", true));
        table.row(Cell.of("\uD83D\uDE80"), Cell.of(null, "-"), Cell.of(null, NOW, "never", false));
        table.print();
        return text();
    }

    private String print(String terminals, Map<String, String> environment) {
        Table table = new Table(
                terminal(terminals, environment), Column.cut("NAME", 12), Column.whole("ENDS"), Column.dataOnly("ID"));
        table.row(Cell.of("東京"), Cell.of(NOW.plus(Duration.ofDays(1)), NOW, "never", true), Cell.of("1"));
        table.row(Cell.of("ci"), Cell.of(NOW.plus(Duration.ofDays(2)), NOW, "never", false), Cell.of("2"));
        table.row(Cell.of("e\u0301"), Cell.of(null, NOW, "never", false), Cell.of("3"));
        table.print();
        return text();
    }

    private Terminal terminal(String terminals, Map<String, String> environment) {
        PrintStream stream = new PrintStream(output, true, UTF_8);
        return new Terminal(stream, stream, terminals, environment);
    }

    private String text() {
        return output.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
