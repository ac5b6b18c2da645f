package org.madaline.table;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/// Yes and no, true and false, y and n, t and f, on and off, 1 and 0, capitals or not: 1 and 0.
///
/// @param column     its name
/// @param substitute what stands for a missing cell: the share of yes in the training rows
/// @param indicator  whether a second number says that the cell is missing
public record BooleanEncoder(String column, double substitute, boolean indicator) implements ColumnEncoder {
    /// Checks the substitute.
    ///
    /// @throws IllegalArgumentException if the substitute is no share
    public BooleanEncoder {
        if (!(substitute >= 0 && substitute <= 1)) {
            throw new IllegalArgumentException("the share of yes in column " + column + " is " + substitute);
        }
    }

    @Override
    public List<String> names() {
        return indicator ? List.of(column, column + " missing") : List.of(column);
    }

    @Override
    public TableField field() {
        return new TableField(
                column, ColumnType.BOOLEAN, OptionalDouble.empty(), OptionalDouble.empty(), List.of(), indicator);
    }

    @Override
    public void encode(Object cell, Set<String> missing, double[] x, int at, Consumer<TableNotice> notices) {
        boolean absent = Cell.isMissing(cell, missing);
        x[at] = absent ? Double.NaN : Cell.truth(cell);
        if (Double.isNaN(x[at])) {
            if (!absent) {
                notices.accept(ColumnEncoder.unreadable(column, cell, "yes or no"));
            } else if (!indicator) {
                notices.accept(ColumnEncoder.missing(column, "the share of yes stands for it"));
            }
            x[at] = substitute;
            if (indicator) {
                x[at + 1] = 1;
            }
        }
    }
}
