package org.madaline.table;

import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.madaline.formats.csv.RawTable;

/// The cells of a table as encoders take them: texts, and of columns of numbers what is written plainly as a number, so that no
/// text need be made of it and read again.
///
/// @param places  where the column of each encoder stands
/// @param numbers whether it holds numbers that may be plain
record TableCells(RawTable table, int[] places, boolean[] numbers) {
    static TableCells of(RawTable table, int[] places, List<ColumnEncoder> encoders, Set<String> missing) {
        boolean[] numbers = new boolean[places.length];
        for (int e = 0; e < places.length; e++) {
            numbers[e] = encoders.get(e) instanceof NumberEncoder number && NumberCells.arePlain(number.style(), missing);
        }
        return new TableCells(table, places, numbers);
    }

    /// What is done with a row.
    interface Visitor {
        /// @param index among the rows that are visited
        void row(int index, IntFunction<Object> cells);
    }

    /// Visits rows in the order of the table, since their cells lie so in memory.
    void visit(int[] rows, Visitor visitor) {
        inOrder(rows).forEach(i -> visitor.row(i, row(rows[i])));
    }

    /// The places of rows in an array, in the order of the table.
    static IntStream inOrder(int[] rows) {
        return IntStream.range(0, rows.length).mapToLong(i -> (long) rows[i] << 32 | i).sorted().mapToInt(pair -> (int) pair);
    }

    /// The cell of each encoder in a row.
    IntFunction<Object> row(int row) {
        return e -> {
            double number = numbers[e] ? table.plain(places[e], row) : Double.NaN;
            return Double.isNaN(number) ? table.cell(places[e], row) : (Object) number;
        };
    }
}
