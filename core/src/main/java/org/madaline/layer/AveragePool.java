package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.Pooling;
import org.madaline.graph.Window;

/// The mean of each window.
///
/// Shapes: x `[N, C, H, W]` or `[N, C, L]` (where the width's settings count).
///
/// @param window size, stride, padding (at most half the size) and dilation
/// @param ceiling whether the last window may reach beyond the image; default false
/// @param countPadding whether the sum is divided by the window within the padded image; else by the pixels in it;
///         default true
/// @param divisor a number to divide by instead; 0: none
public record AveragePool(Window window, boolean ceiling, boolean countPadding, int divisor) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the padding exceeds half the window or the divisor is negative
    public AveragePool {
        LayerImages.checkPooling(window);
        if (divisor < 0) {
            throw new IllegalArgumentException(
                    "the divisor of an average pooling is at least 1, or 0 for none, not " + divisor);
        }
    }

    /// Windows side by side.
    ///
    /// @param size pixels along each side of the window, which is also the stride
    public AveragePool(int size) {
        this(size, size, 0);
    }

    /// Square windows without padding.
    ///
    /// @param size pixels along each side of the window
    /// @param stride pixels from one window to the next
    public AveragePool(int size, int stride) {
        this(size, stride, 0);
    }

    /// Square windows; the padding counts as zeros.
    ///
    /// @param size pixels along each side of the window
    /// @param stride pixels from one window to the next
    /// @param padding zeros on each side of the image, at most half of `size`
    public AveragePool(int size, int stride, int padding) {
        this(Window.square(size, stride, padding), false, true, 0);
    }

    /// Rounds the size of the result up instead of down.
    ///
    /// @return this pooling, whose last window may reach beyond the image
    public AveragePool withCeiling() {
        return new AveragePool(window, true, countPadding, divisor);
    }

    /// Divides by the number of pixels in the window.
    ///
    /// @return this pooling, with means over real pixels alone
    public AveragePool withoutPaddingCounted() {
        return new AveragePool(window, ceiling, false, divisor);
    }

    @Override
    public Node build(Graph g, Node x) {
        Op op = new Op.AveragePool(new Pooling(LayerImages.window(window, x), ceiling, countPadding, divisor));
        return LayerImages.apply(g, x, "a pooling", image -> g.apply(op, image));
    }
}
