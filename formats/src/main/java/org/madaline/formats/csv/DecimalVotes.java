package org.madaline.formats.csv;

import java.util.Optional;

/// What the cells of a column say about the decimal mark. A cell that is a number with one mark only (`5,6`, `1.234,5`) speaks
/// for it; one that is a different number with either (`1,234`) speaks for neither.
public final class DecimalVotes {
    private int point;
    private int comma;
    private int ambiguousComma;
    private int ambiguousPoint;
    private int either;

    /// No votes yet.
    public DecimalVotes() {}

    /// Counts a cell.
    ///
    /// @param text the cell, which need not be a number
    public void add(String text) {
        double byPoint = NumberStyle.POINT.parse(text);
        int mark = text.indexOf('.');
        boolean comma = text.indexOf(',') >= 0;
        double byComma = mark < 0 && !comma
                ? byPoint
                : !comma && !mayGroup(text, mark) ? Double.NaN : NumberStyle.COMMA.parse(text);
        if (Double.isNaN(byPoint) && Double.isNaN(byComma)) {
            return;
        }
        if (Double.isNaN(byComma)) {
            point++;
        } else if (Double.isNaN(byPoint)) {
            this.comma++;
        } else if (byPoint == byComma) {
            either++;
        } else if (comma) {
            ambiguousComma++;
        } else {
            ambiguousPoint++;
        }
    }

    /// Counts a cell of a table.
    ///
    /// @param table  that it is in
    /// @param column from 0
    /// @param row    from 0
    public void add(RawTable table, int column, int row) {
        int decimals = table.decimals(column, row);
        if (decimals == 0) {
            either++;
        } else if (decimals > 0 && decimals != 3) {
            point++;
        } else {
            add(table.cell(column, row));
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
        return point == 0 && comma == 0 ? Optional.empty() : Optional.of(comma > point ? ',' : '.');
    }

    /// {@return how many cells are numbers with either mark, but not the same one}
    public int ambiguous() {
        return ambiguousComma + ambiguousPoint;
    }

    /// Whether cells with a comma are the ambiguous ones, and none with a point.
    boolean onlyCommasAmbiguous() {
        return ambiguousComma > 0 && ambiguousPoint == 0;
    }

    /// Cells that are numbers in the given style of decimal mark.
    int numbers(char decimal) {
        return either + ambiguous() + (decimal == ',' ? comma : point);
    }
}
