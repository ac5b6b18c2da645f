package org.madaline.layer;

import java.util.ArrayList;
import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;

/// Images brought to another size.
///
/// Shapes: `[N, C, H, W]` to `[N, C, height, width]`; in sequences `[N, C, L]` the length becomes `width`.
///
/// @param method how values between pixels are found
/// @param alignCorners for BILINEAR: whether the corner pixels' centres stay at the corners; else their outer edges do
/// @param height rows of the result, 1 to 65,535; not used in sequences
/// @param width columns of the result, 1 to 65,535
public record Resize(int height, int width, Method method, boolean alignCorners) implements Layer {
    /// How values between pixels are found.
    public enum Method {
        /// The pixel ⌊i H / height⌋
        NEAREST,
        /// The mean of the two neighbours along each axis, weighted by nearness
        BILINEAR
    }

    /// The longest side, as in files of pictures. Each row and each column is an operation of its own.
    private static final int MAX = 65535;

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a size is less than 1 or more than 65,535
    public Resize {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("an image has at least 1x1 pixels, not " + height + "x" + width);
        }
        if (height > MAX || width > MAX) {
            throw new IllegalArgumentException("an image is resized to at most " + MAX + "x" + MAX + " pixels, not " + height + "x" + width);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        int rows = x.shape().rank() == 3 ? 1 : height;
        return LayerImages.apply(g, x, "resizing", image -> along(g, along(g, image, 2, rows), 3, width));
    }

    private Node along(Graph g, Node x, int axis, int size) {
        int from = x.shape().dim(axis);
        if (from == size) {
            return x;
        }
        List<Node> parts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double at = source(i, from, size);
            int low = (int) at;
            int high = Math.min(low + 1, from - 1);
            double share = at - low;
            Node first = x.narrow(axis, low, low + 1);
            parts.add(share == 0 || high == low ? first
                    : first.times(1 - share).plus(x.narrow(axis, high, high + 1).times(share)));
        }
        return g.concat(axis, parts);
    }

    private double source(int i, int from, int size) {
        if (method == Method.NEAREST) {
            return (double) ((long) i * from / size);
        }
        if (alignCorners) {
            return size == 1 ? 0 : (double) i * (from - 1) / (size - 1);
        }
        return Math.max(0, (i + 0.5) * from / size - 0.5);
    }
}
