package io.mycli.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows for a person, aligned below a heading, or for a program: separated by tabs, without a heading, whole, and with
 * nothing where there is no value. Which of the two, standard output decides.
 */
public final class Table {

    private static final String GAP = "  ";

    private final Terminal terminal;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<String> heading;

    public Table(Terminal terminal, String... heading) {
        this.terminal = terminal;
        this.heading = List.of(heading);
    }

    public void row(Cell... cells) {
        rows.add(Arrays.asList(cells));
    }

    public void print() {
        if (terminal.isOutputTerminal()) {
            printAligned();
        } else {
            rows.forEach(row -> terminal.print(
                    String.join("\t", row.stream().map(Cell::data).toList())));
        }
    }

    private void printAligned() {
        if (rows.isEmpty()) {
            return;
        }
        int[] widths = new int[heading.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = width(heading.get(column));
            for (List<Cell> row : rows) {
                widths[column] = Math.max(widths[column], width(row.get(column).text()));
            }
        }
        terminal.print(aligned(heading.stream().map(Cell::of).toList(), widths));
        rows.forEach(row -> terminal.print(aligned(row, widths)));
    }

    private String aligned(List<Cell> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            Cell cell = row.get(column);
            line.append(cell.needsAttention() ? terminal.attention(cell.text()) : cell.text());
            if (column < widths.length - 1) {
                line.append(" ".repeat(widths[column] - width(cell.text()))).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }

    /** In columns of a terminal: wide characters of East Asia and emoji take two, combining marks none. */
    static int width(String text) {
        return text.codePoints().map(Table::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
        return wide ? 2 : 1;
    }
}
