package io.mycli.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Rows for a person, aligned below a heading and fitting the terminal, or for a program: separated by tabs, without a
 * heading, whole, and with nothing where there is no value. Which of the two, standard output decides.
 */
public final class Table {

    private static final String GAP = "  ";

    private final Terminal terminal;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<Column> columns;

    public Table(Terminal terminal, Column... columns) {
        this.terminal = terminal;
        this.columns = List.of(columns);
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
        List<Cell> heading = columns.stream().map(Column::heading).map(Cell::of).toList();
        List<Integer> needed = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            needed.add(Math.max(width(heading, column), widest(column)));
        }
        Map<Integer, Integer> widths = ColumnWidths.fitting(columns, needed, GAP.length(), terminal.columns());
        terminal.print(aligned(heading, widths));
        rows.forEach(row -> terminal.print(aligned(row, widths)));
    }

    private int widest(int column) {
        return rows.stream().mapToInt(row -> width(row, column)).max().orElse(0);
    }

    private static int width(List<Cell> row, int column) {
        return DisplayWidth.of(row.get(column).text());
    }

    private String aligned(List<Cell> row, Map<Integer, Integer> widths) {
        StringBuilder line = new StringBuilder();
        int open = widths.size();
        for (Map.Entry<Integer, Integer> column : widths.entrySet()) {
            Cell cell = row.get(column.getKey());
            String text = DisplayWidth.cut(cell.text(), column.getValue());
            line.append(cell.needsAttention() ? terminal.attention(text) : text);
            if (--open > 0) {
                line.append(" ".repeat(column.getValue() - DisplayWidth.of(text)))
                        .append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }
}
