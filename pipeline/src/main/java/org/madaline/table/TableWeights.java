package org.madaline.table;

import java.util.Set;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;

/// What rows of a table count, by one of its columns.
final class TableWeights {
    private TableWeights() {}

    /// @return one for each row of the table; 0 for those that are not asked for
    /// @throws FormatException naming line and column, if a cell holds no number of at least 0, or all are 0
    static float[] of(RawTable table, String column, int[] rows) throws FormatException {
        int index = table.index(column);
        var facts = new ColumnFacts(table, index, rows, Set.of());
        float[] weights = new float[table.size()];
        boolean any = false;
        for (int row : rows) {
            String cell = table.cell(index, row);
            float weight = (float) Cell.number(cell, facts.style);
            if (!(weight >= 0) || Float.isInfinite(weight)) {
                throw table.error(row, index, (cell.isEmpty() ? "the cell is empty" : Cell.shown(cell) + " is no weight")
                        + "; a weight is a number of at least 0");
            }
            weights[row] = weight;
            any |= weight > 0;
        }
        if (!any) {
            throw new FormatException(table.file(), "column " + column + " gives all rows the weight 0; nothing can be learnt");
        }
        return weights;
    }
}
