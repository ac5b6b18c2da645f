package org.madaline.kernels.spec;

import org.madaline.kernels.Slice;

/// A table and how many of its rows are taken or added to.
///
/// @param rows of the table
/// @param columns of the table
/// @param rowStride the distance in memory from one row to the next
/// @param columnStride the distance from one column to the next
/// @param count the number of indices
public record TableShape(int rows, int columns, int rowStride, int columnStride, int count) {
    /// A table whose rows lie one after the other.
    ///
    /// @param rows of the table
    /// @param columns of the table
    /// @param count the number of indices
    /// @return the shape
    public static TableShape dense(int rows, int columns, int count) {
        return new TableShape(rows, columns, columns, 1, count);
    }

    /// Checks the sizes of the operands.
    ///
    /// @param table rows by strides
    /// @param index `[count]`
    /// @param values `[count, columns]`
    /// @throws IndexOutOfBoundsException if an operand is too small: the table, `count` indices, or as many dense rows
    public void require(Slice table, Slice index, Slice values) {
        long last = rows == 0 || columns == 0 ? 0 : (rows - 1L) * rowStride + (columns - 1L) * columnStride + 1;
        table.require(last, "the table");
        index.require(count, "the indices");
        values.require((long) count * columns, "the rows of the indices");
    }
}
