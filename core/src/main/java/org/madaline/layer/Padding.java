package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;

/// Places added around images `[N, C, H, W]`, or before and after sequences `[N, C, L]` (left and right alone).
///
/// @param border what stands there; default zeros
/// @param top rows added above, at least 0; not used in sequences
/// @param left columns added on the left, at least 0
/// @param bottom rows added below, at least 0; not used in sequences
/// @param right columns added on the right, at least 0
public record Padding(int top, int left, int bottom, int right, Border border) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a size is negative
    public Padding {
        if (top < 0 || left < 0 || bottom < 0 || right < 0) {
            throw new IllegalArgumentException(
                    "padding is at least 0 on each side, not " + top + ", " + left + ", " + bottom + ", " + right);
        }
    }

    /// Zeros on all sides.
    ///
    /// @param size places added on each side, at least 0
    public Padding(int size) {
        this(size, size, size, size, Border.ZEROS);
    }

    @Override
    public Node build(Graph g, Node x) {
        int rank = x.shape().rank();
        if (rank < 3 || rank > 4) {
            throw new ShapeException(
                    g.path(), "padding takes images [N, C, H, W] or sequences [N, C, L], not " + x.shape());
        }
        Node rows = rank == 4 ? border.pad(g, x, 2, top, bottom) : x;
        return border.pad(g, rows, rank - 1, left, right);
    }
}
