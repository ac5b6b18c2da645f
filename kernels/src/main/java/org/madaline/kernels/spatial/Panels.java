package org.madaline.kernels.spatial;

import org.madaline.kernels.block.Tiles;

/// How the columns of a matrix are cut into panels of about equal width, each stored row after row, one after the other.
///
/// @param columns of the matrix
/// @param width columns of each panel but the last
record Panels(int columns, int width) {

    static Panels of(int columns) {
        int panels = Math.ceilDiv(columns, Tiles.PANEL);
        return new Panels(columns, Math.ceilDiv(Math.ceilDiv(columns, panels), Tiles.LANES) * Tiles.LANES);
    }

    /// The number of panels.
    int count() {
        return Math.ceilDiv(columns, width);
    }

    /// The first column of a panel.
    int begin(int panel) {
        return panel * width;
    }

    /// The number of real columns of a panel.
    int columns(int panel) {
        return Math.min(width, columns - panel * width);
    }

    /// Floats from one row of a panel to the next.
    int rowLength(int panel) {
        return Math.ceilDiv(columns(panel), Tiles.LANES) * Tiles.LANES;
    }

    /// Where a panel begins in a matrix of `rows` rows.
    int offset(int panel, int rows) {
        return rows * begin(panel);
    }

    /// The floats of a matrix of `rows` rows.
    int size(int rows) {
        return Math.multiplyExact(rows, begin(count() - 1) + rowLength(count() - 1));
    }
}
