package org.madaline.kernels.spec;

import java.util.List;

/// The iteration space of an elementwise kernel: `outer` x `rows` x `columns`, and how each operand is walked.
///
/// Outputs are dense in this order. An operand's stride of 0 along an axis broadcasts it there. The column stride of
/// an operand is 1 (it varies along the columns) or 0 (one value for the whole row); other strides are free.
///
/// @param inputs the strides of each input, in the order of the program's inputs
/// @param outer the slowest axis
/// @param rows the middle axis
/// @param columns the fastest axis
public record MapShape(int outer, int rows, int columns, List<Access> inputs) {

    /// Strides in floats along the three axes.
    ///
    /// @param outer floats from one matrix to the next
    /// @param row floats from one row to the next
    /// @param column floats from one column to the next, 0 or 1
    public record Access(int outer, int row, int column) {
        /// Checks the column stride.
        ///
        /// @throws IllegalArgumentException if the column stride is neither 0 nor 1
        public Access {
            if (column != 0 && column != 1) {
                throw new IllegalArgumentException("a column stride is 0 or 1, not " + column);
            }
        }

        /// One value for all elements.
        public static final Access SCALAR = new Access(0, 0, 0);
        /// A vector along the columns, the same in each row.
        public static final Access PER_COLUMN = new Access(0, 0, 1);
        /// A vector along the rows, one value for each row (with `outer` = 1).
        public static final Access PER_ROW = new Access(0, 1, 0);

        /// A dense operand of `rows` x `columns`.
        ///
        /// @param rows of the operand
        /// @param columns of the operand
        /// @return strides rows columns, columns and 1
        public static Access dense(int rows, int columns) {
            return new Access(Math.multiplyExact(rows, columns), columns, 1);
        }
    }

    /// Copies the list, and checks that the number of elements is one.
    public MapShape {
        inputs = List.copyOf(inputs);
        Math.multiplyExact(Math.multiplyExact(outer, rows), columns);
    }

    /// A flat space of `size` elements with dense operands.
    ///
    /// @param size how many elements
    /// @param inputs how many inputs
    /// @return a space of one row
    public static MapShape flat(int size, int inputs) {
        return new MapShape(1, 1, size, java.util.Collections.nCopies(inputs, Access.dense(1, size)));
    }

    /// The number of elements.
    ///
    /// @return outer rows columns
    public int size() {
        return outer * rows * columns;
    }
}
