package org.madaline.graph;

import org.madaline.kernels.PoolShape;
import org.madaline.tensor.Shape;

/// How a pooling moves over an image, with PyTorch's meaning of each setting.
///
/// @param window size, stride and padding; its dilation is 1
/// @param ceiling the last window may begin inside the image and end beyond it
/// @param countPadding averages divide by the window inside the padded image, not only by real pixels
/// @param divisor averages divide by this number instead; 0: count
public record Pooling(Window window, boolean ceiling, boolean countPadding, int divisor) {

    /// A square window, not padded.
    public static Pooling square(int kernel, int stride) {
        return new Pooling(Window.square(kernel, stride, 0), false, true, 0);
    }

    /// The geometry on x `[N, C, H, W]`.
    ///
    /// @throws IllegalArgumentException if no window fits
    public PoolShape shape(Shape x) {
        Window w = window;
        int outH = outputs(x.dim(2), w.height(), w.strideH(), w.padTop(), w.padBottom());
        int outW = outputs(x.dim(3), w.width(), w.strideW(), w.padLeft(), w.padRight());
        if (outH < 1 || outW < 1) {
            throw new IllegalArgumentException("a pooling window of " + w.height() + "x" + w.width()
                    + " does not fit an image of " + x.dim(2) + "x" + x.dim(3));
        }
        return new PoolShape(x.dim(0), x.dim(2), x.dim(3), x.dim(1), outH, outW, w.height(), w.width(), w.strideH(),
                w.strideW(), w.padTop(), w.padLeft(), w.padBottom(), w.padRight(), countPadding, divisor);
    }

    private int outputs(int size, int kernel, int stride, int before, int after) {
        int room = size + before + after - kernel;
        if (room < 0) {
            return 0;
        }
        int count = (ceiling ? Math.ceilDiv(room, stride) : room / stride) + 1;
        return ceiling && (count - 1) * stride >= size + before ? count - 1 : count;
    }
}
