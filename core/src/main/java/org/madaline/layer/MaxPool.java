package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.Pooling;
import org.madaline.graph.Window;

/// The largest value of each window; padding never wins. The gradient goes to the first largest.
///
/// Shapes: x `[N, C, H, W]` or `[N, C, L]` (where the width's settings count).
///
/// @param window size, stride, padding (at most half the size) and dilation
/// @param ceiling whether the last window may reach beyond the image; default false
public record MaxPool(Window window, boolean ceiling) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the padding exceeds half the window
    public MaxPool {
        LayerImages.checkPooling(window);
    }

    /// Windows side by side.
    ///
    /// @param size pixels along each side of the window, which is also the stride
    public MaxPool(int size) {
        this(size, size, 0);
    }

    /// Square windows without padding.
    ///
    /// @param size pixels along each side of the window
    /// @param stride pixels from one window to the next
    public MaxPool(int size, int stride) {
        this(size, stride, 0);
    }

    /// Square windows.
    ///
    /// @param size pixels along each side of the window
    /// @param stride pixels from one window to the next
    /// @param padding places on each side of the image that never win, at most half of `size`
    public MaxPool(int size, int stride, int padding) {
        this(Window.square(size, stride, padding), false);
    }

    /// Rounds the size of the result up instead of down.
    ///
    /// @return this pooling, whose last window may reach beyond the image
    public MaxPool withCeiling() {
        return new MaxPool(window, true);
    }

    /// Spreads the windows: d - 1 pixels are left out between two of a window.
    ///
    /// @param rows d downwards, at least 1
    /// @param columns d to the right, at least 1
    /// @return this pooling with that dilation
    public MaxPool withDilation(int rows, int columns) {
        return new MaxPool(LayerImages.withDilation(window, rows, columns), ceiling);
    }

    @Override
    public Node build(Graph g, Node x) {
        Op op = new Op.MaxPool(new Pooling(LayerImages.window(window, x), ceiling, false, 0));
        return LayerImages.apply(g, x, "a pooling", image -> g.apply(op, image));
    }
}
