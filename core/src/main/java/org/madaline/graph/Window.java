package org.madaline.graph;

import org.madaline.kernels.spec.ConvShape;
import org.madaline.tensor.Shape;

/// How a kernel moves over an image: its size, stride, padding (each side for itself) and dilation, rows first.
///
/// @param height rows of the kernel
/// @param width columns of the kernel
/// @param strideH rows from one place of the kernel to the next
/// @param strideW columns from one place of the kernel to the next
/// @param padTop rows added above
/// @param padLeft columns added on the left
/// @param padBottom rows added below
/// @param padRight columns added on the right
/// @param dilationH rows from one row of the kernel to the next; 1: dense
/// @param dilationW columns from one column of the kernel to the next; 1: dense
public record Window(int height, int width, int strideH, int strideW, int padTop, int padLeft, int padBottom,
        int padRight, int dilationH, int dilationW) {

    /// No kernel reaches farther and no padding is wider, so that sums of them do not overflow.
    private static final int MAX = 1 << 24;

    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if a size is impossible
    public Window {
        if (height < 1 || width < 1 || strideH < 1 || strideW < 1 || dilationH < 1 || dilationW < 1
                || padTop < 0 || padLeft < 0 || padBottom < 0 || padRight < 0) {
            throw new IllegalArgumentException("kernel, stride and dilation are at least 1 and padding at least 0: kernel "
                    + height + "x" + width + ", stride " + strideH + "x" + strideW + ", dilation " + dilationH + "x" + dilationW);
        }
        if ((height - 1L) * dilationH >= MAX || (width - 1L) * dilationW >= MAX
                || Math.max(Math.max(padTop, padLeft), Math.max(padBottom, padRight)) > MAX) {
            throw new IllegalArgumentException("a kernel reaches over at most " + MAX + " places, and is padded by as many: kernel "
                    + height + "x" + width + ", dilation " + dilationH + "x" + dilationW + ", padding " + padTop + ", " + padLeft + ", "
                    + padBottom + ", " + padRight);
        }
    }

    /// A square kernel with the same stride and padding on all sides.
    ///
    /// @param kernel rows and columns
    /// @param stride pixels from one place of the kernel to the next
    /// @param padding on each side
    /// @return the window
    public static Window square(int kernel, int stride, int padding) {
        return new Window(kernel, kernel, stride, stride, padding, padding, padding, padding, 1, 1);
    }

    /// The geometry on x `[N, C, H, W]` with weights `[K, C / groups, height, width]`.
    ///
    /// @param x the shape of the input
    /// @param outputs the number K of maps
    /// @param groups the channels fall into so many parts
    /// @return sizes for the kernels
    public ConvShape convolution(Shape x, int outputs, int groups) {
        return new ConvShape(x.dim(0), x.dim(2), x.dim(3), x.dim(1), outputs, height, width, strideH, strideW,
                padTop, padLeft, padBottom, padRight, dilationH, dilationW, groups);
    }
}
