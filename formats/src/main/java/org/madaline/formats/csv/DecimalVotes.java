package org.madaline.formats.csv;

import java.util.Optional;

/// What the cells of a column say about the decimal mark. A cell that is a number with one mark only (`5,6`, `1.234,5`) speaks
/// for it; one that is a different number with either (`1,234`) speaks for neither.
public final class DecimalVotes {
    /// What a cell says.
    private enum Vote {
        NONE,
        POINT,
        COMMA,
        EITHER,
        AMBIGUOUS_COMMA,
        AMBIGUOUS_POINT
    }

    private static final int GROUP = 1000;

    private final int[] counts = new int[Vote.values().length];
    /// What numbers with three digits behind the point say, by what stands before it and by their sign: it is the same for all.
    private Vote[] grouped = {};

    /// No votes yet.
    public DecimalVotes() {}

    private int count(Vote vote) {
        return counts[vote.ordinal()];
    }

    private void count(Vote vote, int more) {
        counts[vote.ordinal()] += more;
    }

    /// Counts a cell.
    ///
    /// @param text the cell, which need not be a number
    public void add(String text) {
        count(vote(text), 1);
    }

    private static Vote vote(String text) {
        double byPoint = NumberStyle.POINT.parse(text);
        int mark = text.indexOf('.');
        boolean comma = text.indexOf(',') >= 0;
        double byComma = mark < 0 && !comma
                ? byPoint
                : !comma && !mayGroup(text, mark) ? Double.NaN : NumberStyle.COMMA.parse(text);
        if (Double.isNaN(byComma)) {
            return Double.isNaN(byPoint) ? Vote.NONE : Vote.POINT;
        }
        if (Double.isNaN(byPoint)) {
            return Vote.COMMA;
        }
        return byPoint == byComma ? Vote.EITHER : comma ? Vote.AMBIGUOUS_COMMA : Vote.AMBIGUOUS_POINT;
    }

    /// Counts a cell of a table.
    ///
    /// @param table  that it is in
    /// @param column from 0
    /// @param row    from 0
    public void add(RawTable table, int column, int row) {
        int decimals = table.decimals(column, row);
        double value = decimals == 3 ? table.plain(column, row) : 0;
        if (decimals == 0) {
            count(Vote.EITHER, 1);
        } else if (decimals > 0 && decimals != 3) {
            count(Vote.POINT, 1);
        } else if (value == 0) {
            add(table.cell(column, row));
        } else {
            grouped = grouped.length == 0 ? new Vote[2 * (GROUP + 1)] : grouped;
            int place = 2 * (int) Math.min(Math.abs(value), GROUP) + (value < 0 ? 1 : 0);
            if (grouped[place] == null) {
                grouped[place] = vote(table.cell(column, row));
            }
            count(grouped[place], 1);
        }
    }

    /// Whether a point can be a thousands mark: three digits follow it before the next or the end. Most cells end here.
    private static boolean mayGroup(String text, int mark) {
        int digits = 0;
        for (int i = mark + 1; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
            digits++;
        }
        return digits == 3;
    }

    /// {@return the mark that most of the cells speak for; empty where none does}
    public Optional<Character> decided() {
        int point = count(Vote.POINT);
        int comma = count(Vote.COMMA);
        return point == 0 && comma == 0 ? Optional.empty() : Optional.of(comma > point ? ',' : '.');
    }

    /// {@return how many cells are numbers with either mark, but not the same one}
    public int ambiguous() {
        return count(Vote.AMBIGUOUS_COMMA) + count(Vote.AMBIGUOUS_POINT);
    }

    /// Whether cells with a comma are the ambiguous ones, and none with a point.
    boolean onlyCommasAmbiguous() {
        return count(Vote.AMBIGUOUS_COMMA) > 0 && count(Vote.AMBIGUOUS_POINT) == 0;
    }

    /// Cells that are numbers in the given style of decimal mark.
    int numbers(char decimal) {
        return count(Vote.EITHER) + ambiguous() + count(decimal == ',' ? Vote.COMMA : Vote.POINT);
    }
}
