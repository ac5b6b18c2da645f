package org.madaline.graph;

import org.madaline.kernels.spec.PoolAxis;
import org.madaline.kernels.spec.PoolShape;
import org.madaline.tensor.Shape;

/// How a pooling moves over an image, with PyTorch's meaning of each setting.
///
/// @param window size, stride, padding and dilation; not used where the pooling is adaptive
/// @param ceiling the last window may begin inside the image and end beyond it
/// @param countPadding averages divide by the window inside the padded image, not only by real pixels
/// @param divisor averages divide by this number instead; 0: count
/// @param cellsH for adaptive pooling the number of rows of the result; else 0
/// @param cellsW for adaptive pooling the number of columns of the result; else 0
public record Pooling(Window window, boolean ceiling, boolean countPadding, int divisor, int cellsH, int cellsW) {

    /// A pooling by windows.
    ///
    /// @param window size, stride, padding and dilation
    /// @param ceiling the last window may begin inside the image and end beyond it
    /// @param countPadding averages divide by the window inside the padded image, not only by real pixels
    /// @param divisor averages divide by this number instead; 0: count
    public Pooling(Window window, boolean ceiling, boolean countPadding, int divisor) {
        this(window, ceiling, countPadding, divisor, 0, 0);
    }

    /// A square window, not padded.
    ///
    /// @param kernel pixels along each side
    /// @param stride pixels from one window to the next
    /// @return the pooling
    public static Pooling square(int kernel, int stride) {
        return new Pooling(Window.square(kernel, stride, 0), false, true, 0);
    }

    /// As many cells as given, whatever the image's size: cell i of n covers the places ⌊i size / n⌋ to
    /// ⌈(i + 1) size / n⌉ - 1.
    ///
    /// @param height rows of the result
    /// @param width columns of the result
    /// @return the pooling
    /// @throws IllegalArgumentException if there is no cell
    public static Pooling adaptive(int height, int width) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "an adaptive pooling has at least 1x1 cells, not " + height + "x" + width);
        }
        return new Pooling(Window.square(1, 1, 0), false, false, 0, height, width);
    }

    /// The geometry on x `[N, C, H, W]`.
    ///
    /// @param x the shape of the input
    /// @return sizes for the kernels
    /// @throws IllegalArgumentException if no window fits
    public PoolShape shape(Shape x) {
        if (cellsH > 0) {
            return PoolShape.adaptive(x.dim(0), x.dim(2), x.dim(3), x.dim(1), cellsH, cellsW);
        }
        Window w = window;
        PoolAxis rows = axis(x.dim(2), w.height(), w.strideH(), w.padTop(), w.padBottom(), w.dilationH());
        PoolAxis columns = axis(x.dim(3), w.width(), w.strideW(), w.padLeft(), w.padRight(), w.dilationW());
        if (rows.out() < 1 || columns.out() < 1) {
            throw new IllegalArgumentException(
                    "a pooling window of " + w.height() + "x" + w.width() + " does not fit an image of " + x.dim(2)
                            + "x" + x.dim(3) + "; use a smaller window or a larger image");
        }
        return new PoolShape(x.dim(0), x.dim(1), rows, columns, countPadding, divisor);
    }

    private PoolAxis axis(int size, int kernel, int stride, int before, int after, int dilation) {
        return new PoolAxis(
                size,
                outputs(size, dilation * (kernel - 1) + 1, stride, before, after),
                kernel,
                stride,
                before,
                after,
                dilation);
    }

    private int outputs(int size, int reach, int stride, int before, int after) {
        int room = size + before + after - reach;
        if (room < 0 || size == 0) {
            return 0;
        }
        int count = (ceiling ? Math.ceilDiv(room, stride) : room / stride) + 1;
        return ceiling && (count - 1) * stride >= size + before ? count - 1 : count;
    }
}
