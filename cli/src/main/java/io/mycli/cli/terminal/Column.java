package io.mycli.cli.terminal;

/**
 * A column of a table.
 *
 * @param minWidth the fewest columns of a terminal that it is cut to; {@link #WHOLE} if it is never cut
 * @param rank narrow terminals lose the column of the highest rank first; that of rank 0 is always there
 */
public record Column(String heading, int minWidth, int rank) {

    static final int WHOLE = Integer.MAX_VALUE;
    private static final int DATA_ONLY = Integer.MAX_VALUE;

    /** Returns a column that is always there; a narrow terminal cuts its values. */
    public static Column cut(String heading, int minWidth) {
        return new Column(heading, minWidth, 0);
    }

    /** Returns a column whose values are always whole. */
    public static Column whole(String heading) {
        return new Column(heading, WHOLE, 0);
    }

    /** Returns a column for programs, which no terminal shows. */
    public static Column dataOnly(String heading) {
        return new Column(heading, WHOLE, DATA_ONLY);
    }

    /** Returns this column with a rank: a terminal without room for all columns loses the highest first. */
    public Column droppedAs(int newRank) {
        return new Column(heading, minWidth, newRank);
    }

    boolean isOnTerminal() {
        return rank != DATA_ONLY;
    }
}
