package io.mycli.cli.terminal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The widths of the columns that fit onto a terminal. */
final class ColumnWidths {

    private final List<Column> columns;
    private final int gap;

    /** The width of each column that is shown, by its index. */
    private final Map<Integer, Integer> widths = new TreeMap<>();

    private ColumnWidths(List<Column> columns, int gap) {
        this.columns = columns;
        this.gap = gap;
    }

    /**
     * Returns the width of each column that is shown, by its index.
     *
     * @param needed the width of the widest value of each column
     * @param gap between two columns
     * @param total of the terminal
     */
    static Map<Integer, Integer> fitting(List<Column> columns, List<Integer> needed, int gap, int total) {
        ColumnWidths fitting = new ColumnWidths(columns, gap);
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isOnTerminal()) {
                fitting.widths.put(i, needed.get(i));
            }
        }
        fitting.dropUntilFits(total);
        fitting.cutUntilFits(total);
        return fitting.widths;
    }

    private void dropUntilFits(int total) {
        while (sum(minima()) > total && highestRank() > 0) {
            int rank = highestRank();
            widths.keySet().removeIf(column -> columns.get(column).rank() == rank);
        }
    }

    private int highestRank() {
        return widths.keySet().stream()
                .mapToInt(column -> columns.get(column).rank())
                .max()
                .orElse(0);
    }

    private Collection<Integer> minima() {
        List<Integer> minima = new ArrayList<>();
        widths.forEach((column, width) ->
                minima.add(Math.min(width, columns.get(column).minWidth())));
        return minima;
    }

    private int sum(Collection<Integer> shown) {
        return shown.stream().mapToInt(Integer::intValue).sum() + gap * Math.max(0, shown.size() - 1);
    }

    /** Takes from the widest column that may be cut, a column of the terminal at a time. */
    private void cutUntilFits(int total) {
        for (int excess = sum(widths.values()) - total; excess > 0; excess--) {
            int widest = widths.keySet().stream()
                    .filter(column -> widths.get(column) > columns.get(column).minWidth())
                    .max(Comparator.comparing(widths::get))
                    .orElse(-1);
            if (widest < 0) {
                return;
            }
            widths.merge(widest, -1, Integer::sum);
        }
    }
}
