package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.ShapeException;
import org.madaline.graph.Window;
import org.madaline.init.Initializer;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;

/// A transposed convolution: the adjoint of the convolution with the same window, which enlarges images.
///
/// Shapes: x `[N, C, H, W]`, weight `[C, out / groups, kh, kw]`, bias `[out]`, result `[N, out, H', W']` with
/// H' = (H - 1) s - paddings + d (kh - 1) + 1 + extra. On sequences the width's settings count.
///
/// @param out the number of feature maps
/// @param window kernel, stride, padding and dilation of the convolution whose adjoint this is
/// @param extraH rows added at the bottom of the result ("output padding"), less than the stride; default 0
/// @param extraW columns added at the right of the result; default 0
/// @param groups default 1
/// @param bias whether there is a b; default true
/// @param weight how the weights start; default He's normal distribution
public record TransposedConvolution(
        int out, Window window, int extraH, int extraW, int groups, boolean bias, Initializer weight) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the maps cannot be divided into the groups or the extra rows reach the
    /// stride
    public TransposedConvolution {
        if (out < 1 || groups < 1 || out % groups != 0) {
            throw new IllegalArgumentException(
                    "a transposed convolution has at least 1 map and as many in each group, not " + out + " maps in "
                            + groups + " groups");
        }
        if (extraH < 0 || extraW < 0 || extraH >= window.strideH() || extraW >= window.strideW()) {
            throw new IllegalArgumentException("the output padding is at least 0 and less than the stride, not "
                    + extraH + " and " + extraW + " at strides " + window.strideH() + " and " + window.strideW());
        }
    }

    /// A square kernel, with a bias, in one group.
    ///
    /// @param out the number of feature maps
    /// @param kernel rows and columns of the kernel
    /// @param stride how many times the image grows, about
    /// @param padding of the convolution whose adjoint this is: it makes the result smaller
    public TransposedConvolution(int out, int kernel, int stride, int padding) {
        this(out, Window.square(kernel, stride, padding), 0, 0, 1, true, Initializers.HE_NORMAL);
    }

    /// Adds rows and columns, so that sizes come out that a stride's rounding would leave out.
    ///
    /// @param rows at the bottom, at least 0 and less than the stride
    /// @param columns at the right, at least 0 and less than the stride
    /// @return this convolution with that output padding
    public TransposedConvolution withExtra(int rows, int columns) {
        return new TransposedConvolution(out, window, rows, columns, groups, bias, weight);
    }

    /// Spreads the kernel: d - 1 pixels are left out between two of its rows or columns.
    ///
    /// @param rows d downwards, at least 1
    /// @param columns d to the right, at least 1
    /// @return this convolution with that dilation
    public TransposedConvolution withDilation(int rows, int columns) {
        return new TransposedConvolution(
                out, LayerImages.withDilation(window, rows, columns), extraH, extraW, groups, bias, weight);
    }

    /// Divides the channels and the maps into groups; the maps of a group see the channels of that group alone.
    ///
    /// @param count a divisor of the channels and of `out`
    /// @return this convolution in so many groups
    public TransposedConvolution withGroups(int count) {
        return new TransposedConvolution(out, window, extraH, extraW, count, bias, weight);
    }

    /// Leaves b out, as before a normalization.
    ///
    /// @return this convolution with weights alone
    public TransposedConvolution withoutBias() {
        return new TransposedConvolution(out, window, extraH, extraW, groups, false, weight);
    }

    @Override
    public Node build(Graph g, Node x) {
        Window own = LayerImages.window(window, x);
        boolean line = x.shape().rank() == 3;
        return LayerImages.apply(g, x, "a transposed convolution", image -> {
            Shape in = image.shape();
            if (in.dim(1) % groups != 0) {
                throw new ShapeException(
                        g.path(),
                        "a transposed convolution in " + groups + " groups needs a multiple of " + groups
                                + " channels, but x is " + in + " (N, C, H, W)");
            }
            long rows = size(in.dim(2), own.strideH(), own.padTop() + own.padBottom(), own.dilationH(), own.height())
                    + (line ? 0 : extraH);
            long columns = size(in.dim(3), own.strideW(), own.padLeft() + own.padRight(), own.dilationW(), own.width())
                    + extraW;
            if (rows < 1 || columns < 1) {
                throw new ShapeException(
                        g.path(), "the result would be " + rows + "x" + columns + "; use less padding");
            }
            if (Math.max(rows, columns) > Integer.MAX_VALUE) {
                throw new ShapeException(
                        g.path(), "the result would be " + rows + "x" + columns + ", larger than an array can be; use a smaller stride");
            }
            int height = (int) rows;
            int width = (int) columns;
            Shape kernel = Shape.of(in.dim(1), out / groups, own.height(), own.width());
            Node w = g.parameter("weight", line ? Shape.of(in.dim(1), out / groups, own.width()) : kernel, weight);
            Node z = g.apply(
                    new Op.ConvolutionInputGradient(own, groups, Shape.of(in.dim(0), out, height, width)),
                    image,
                    w.reshape(kernel));
            return bias
                    ? z.plus(g.parameter("bias", Shape.of(out), Initializers.ZEROS)
                            .reshape(Shape.of(1, out, 1, 1)))
                    : z;
        });
    }

    private static long size(long size, int stride, int padding, int dilation, int kernel) {
        return (size - 1) * stride - padding + dilation * (kernel - 1) + 1;
    }
}
