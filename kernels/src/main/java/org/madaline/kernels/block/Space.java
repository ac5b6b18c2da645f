package org.madaline.kernels.block;

import org.madaline.kernels.spec.MapShape;
import org.madaline.kernels.spec.MapShape.Access;

/// An iteration space cut into blocks that fit the first-level cache: several whole rows, or a piece of one row.
///
/// In both cases a block is contiguous in the dense order of the space.
///
/// @param shape the space
/// @param blockRows rows of a full block
/// @param blockColumns columns of a full block; less than all columns only where `blockRows` is 1
record Space(MapShape shape, int blockRows, int blockColumns) {
    /// The largest number of elements of a block.
    static final int BLOCK = 2048;

    static Space of(MapShape shape) {
        int columns = shape.columns();
        if (columns > BLOCK / 2) {
            int even = Math.ceilDiv(columns, Math.ceilDiv(columns, BLOCK));
            return new Space(shape, 1, Math.min(columns, Math.ceilDiv(even, 16) * 16));
        }
        return new Space(shape, Math.clamp(BLOCK / Math.max(1, columns), 1, Math.max(1, shape.rows())), columns);
    }

    /// Merges axes that all operands walk without a gap, so that blocks become as long as possible.
    static MapShape collapse(MapShape shape) {
        return mergeRows(mergeOuter(shape));
    }

    /// Turns the outer axis into rows, where possible.
    static MapShape mergeOuter(MapShape shape) {
        if (shape.outer() == 1) {
            return shape;
        }
        if (shape.rows() == 1) {
            return new MapShape(1, shape.outer(), shape.columns(), shape.inputs().stream()
                    .map(a -> new Access(0, a.outer(), a.column())).toList());
        }
        boolean gapless = shape.inputs().stream().allMatch(a -> a.outer() == shape.rows() * a.row());
        return gapless ? new MapShape(1, shape.outer() * shape.rows(), shape.columns(), shape.inputs()) : shape;
    }

    private static MapShape mergeRows(MapShape shape) {
        boolean gapless = shape.rows() == 1
                || shape.inputs().stream().allMatch(a -> a.row() == shape.columns() * a.column());
        return shape.outer() == 1 && gapless
                ? new MapShape(1, 1, shape.rows() * shape.columns(), shape.inputs())
                : shape;
    }

    int rowBlocks() {
        return Math.ceilDiv(shape.rows(), blockRows);
    }

    int columnBlocks() {
        return blockColumns == 0 ? 0 : Math.ceilDiv(shape.columns(), blockColumns);
    }

    int blocks() {
        return shape.outer() * rowBlocks() * columnBlocks();
    }
}
