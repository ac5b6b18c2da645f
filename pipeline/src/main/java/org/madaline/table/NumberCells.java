package org.madaline.table;

import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.madaline.formats.csv.DecimalVotes;
import org.madaline.formats.csv.NumberStyle;
import org.madaline.formats.csv.RawTable;

/// The cells of a column as numbers. Most are written so plainly that no text need be made of them and read again.
///
/// @param missing spellings of a missing cell
record NumberCells(RawTable table, int column, NumberStyle style, Set<String> missing) {
    /// The cells of a column in the style that those of the given rows speak for.
    static NumberCells of(RawTable table, int column, int[] rows, Set<String> missing) {
        var votes = new DecimalVotes();
        boolean plain = missing.stream().noneMatch(NumberCells::isNumber);
        for (int row : rows) {
            if (plain || !Cell.isMissing(table.cell(column, row), missing)) {
                votes.add(table, column, row);
            }
        }
        return new NumberCells(table, column, ColumnFacts.style(votes, table), missing);
    }

    private static boolean isNumber(String spelling) {
        return !Double.isNaN(NumberStyle.POINT.parse(spelling));
    }

    /// Whether a number that is written plainly is what it seems to be: with a decimal point, and no number stands for a missing
    /// cell.
    static boolean arePlain(NumberStyle style, Set<String> missing) {
        return style.decimal() == '.' && missing.stream().noneMatch(NumberCells::isNumber);
    }

    /// Reads them one after the other.
    ///
    /// @return what gives the number of a row, NaN where it is missing or none
    IntToDoubleFunction reader() {
        boolean plain = arePlain(style, missing);
        return row -> {
            double number = plain ? table.plain(column, row) : Double.NaN;
            if (!Double.isNaN(number)) {
                return number;
            }
            String cell = table.cell(column, row);
            return Cell.isMissing(cell, missing) ? Double.NaN : Cell.number(cell, style);
        };
    }
}
