package org.madaline.table;

import java.util.Map;
import java.util.stream.IntStream;
import org.madaline.formats.csv.RawTable;

/// Finds the rows of a table that are examples.
final class LabelScan {
    private LabelScan() {}

    /// The rows that have a label and all their cells.
    ///
    /// @param leftOut gets the lines of the others, with the reason
    static int[] complete(RawTable table, int index, TableLabel label, Map<Integer, String> leftOut) {
        return IntStream.range(0, table.size())
                .filter(row -> {
                    if (table.fault(row).isPresent()) {
                        leftOut.put(table.line(row), "the row " + table.fault(row).get());
                        return false;
                    }
                    boolean missing = label.isMissing(table.cell(index, row));
                    if (missing) {
                        leftOut.put(table.line(row), "the label is missing");
                    }
                    return !missing;
                })
                .toArray();
    }

    /// Those of the rows whose label can be read.
    ///
    /// @param leftOut gets the lines of the others, with the reason
    static int[] readable(RawTable table, int index, TableLabel label, int[] rows, Map<Integer, String> leftOut) {
        return IntStream.of(rows)
                .filter(row -> {
                    String text = table.cell(index, row);
                    boolean readable = label.y(text).isPresent();
                    if (!readable) {
                        leftOut.put(table.line(row), "the label " + Cell.shown(text) + " is no number");
                    }
                    return readable;
                })
                .toArray();
    }
}
