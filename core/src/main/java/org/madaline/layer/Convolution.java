package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.ShapeException;
import org.madaline.graph.Window;
import org.madaline.init.Initializer;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;

/// A convolution (cross-correlation, as everywhere in deep learning):
/// yₖ(i, j) = bₖ + Σ wₖ꜀(u, v) x꜀(s i + d u - p, s j + d v - p).
///
/// Shapes: x `[N, C, H, W]`, weight `[out, C / groups, kh, kw]`, bias `[out]`, result `[N, out, H', W']` with
/// H' = ⌊(H + paddings - d (kh - 1) - 1) / s⌋ + 1. On sequences `[N, C, L]` the width's settings count and the weight
/// is
/// `[out, C / groups, kw]`.
///
/// @param out the number of feature maps
/// @param window kernel, stride, padding and dilation; default stride 1, no padding
/// @param same whether the padding is chosen so that the result has ⌈H / s⌉ rows, as TensorFlow's and PyTorch's "same"
/// @param border what stands in the padding; default zeros
/// @param groups the channels fall into so many parts, each with its own maps; default 1
/// @param bias whether there is a b; default true
/// @param weight how the weights start; default He's normal distribution
public record Convolution(
        int out, Window window, boolean same, Border border, int groups, boolean bias, Initializer weight)
        implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the maps cannot be divided into the groups
    public Convolution {
        if (out < 1 || groups < 1 || out % groups != 0) {
            throw new IllegalArgumentException("a convolution has at least 1 map and as many in each group, not " + out
                    + " maps in " + groups + " groups");
        }
    }

    /// A square kernel at stride 1 without padding.
    ///
    /// @param out the number of feature maps
    /// @param kernel rows and columns of the kernel
    public Convolution(int out, int kernel) {
        this(out, kernel, 1, 0);
    }

    /// A square kernel.
    ///
    /// @param out the number of feature maps
    /// @param kernel rows and columns of the kernel
    /// @param stride pixels from one place of the kernel to the next
    /// @param padding zeros on each side of the image
    public Convolution(int out, int kernel, int stride, int padding) {
        this(out, Window.square(kernel, stride, padding));
    }

    /// Any window, with a bias, in one group, with zeros in the padding and weights that start as He's normal distribution.
    ///
    /// @param out the number of feature maps
    /// @param window kernel, stride, padding and dilation
    public Convolution(int out, Window window) {
        this(out, window, false, Border.ZEROS, 1, true, Initializers.HE_NORMAL);
    }

    /// A kernel of `height` rows and `width` columns.
    ///
    /// @param out the number of feature maps
    /// @param height rows of the kernel
    /// @param width columns of the kernel
    /// @return the convolution at stride 1 without padding
    public static Convolution of(int out, int height, int width) {
        return new Convolution(out, new Window(height, width, 1, 1, 0, 0, 0, 0, 1, 1));
    }

    /// One kernel for each channel and multiple: `channels` groups.
    ///
    /// @param channels of x; the result has as many
    /// @param kernel rows and columns of the kernel
    /// @param stride pixels from one place of the kernel to the next
    /// @param padding zeros on each side of the image
    /// @return the convolution, whose weight is `[channels, 1, kernel, kernel]`
    public static Convolution depthwise(int channels, int kernel, int stride, int padding) {
        return new Convolution(channels, kernel, stride, padding).withGroups(channels);
    }

    /// Moves the kernel by another stride.
    ///
    /// @param rows pixels downwards from one place to the next, at least 1
    /// @param columns pixels to the right from one place to the next, at least 1
    /// @return this convolution with that stride
    public Convolution withStride(int rows, int columns) {
        return with(LayerImages.withStride(window, rows, columns));
    }

    /// The same padding above and below, and left and right.
    ///
    /// @param rows above the image and as many below
    /// @param columns to the left and as many to the right
    /// @return this convolution with that padding
    public Convolution withPadding(int rows, int columns) {
        return with(LayerImages.withPadding(window, rows, columns, rows, columns));
    }

    /// Spreads the kernel: d - 1 pixels are left out between two of its rows or columns.
    ///
    /// @param rows d downwards, at least 1
    /// @param columns d to the right, at least 1
    /// @return this convolution with that dilation
    public Convolution withDilation(int rows, int columns) {
        return with(LayerImages.withDilation(window, rows, columns));
    }

    /// Padding for ⌈H / s⌉ rows; where it is odd, the bottom and the right get more.
    ///
    /// @return this convolution, which pads as much as is needed
    public Convolution withSamePadding() {
        return new Convolution(out, window, true, border, groups, bias, weight);
    }

    /// Pads with something else than zeros.
    ///
    /// @param beyond what stands beyond the image's border
    /// @return this convolution with that border
    public Convolution withBorder(Border beyond) {
        return new Convolution(out, window, same, beyond, groups, bias, weight);
    }

    /// Divides the channels and the maps into groups; the maps of a group see the channels of that group alone.
    ///
    /// @param count a divisor of the channels and of `out`
    /// @return this convolution in so many groups
    public Convolution withGroups(int count) {
        return new Convolution(out, window, same, border, count, bias, weight);
    }

    /// Leaves b out, as before a normalization.
    ///
    /// @return this convolution with weights alone
    public Convolution withoutBias() {
        return new Convolution(out, window, same, border, groups, false, weight);
    }

    /// Starts the weights otherwise.
    ///
    /// @param initializer for the weights; the bias always starts at 0
    /// @return this convolution with that start
    public Convolution withWeight(Initializer initializer) {
        return new Convolution(out, window, same, border, groups, bias, initializer);
    }

    private Convolution with(Window other) {
        return new Convolution(out, other, same, border, groups, bias, weight);
    }

    @Override
    public Node build(Graph g, Node x) {
        Window own = LayerImages.window(window, x);
        boolean line = x.shape().rank() == 3;
        return LayerImages.apply(g, x, "a convolution", image -> {
            int channels = image.shape().dim(1);
            if (channels % groups != 0) {
                throw new ShapeException(
                        g.path(),
                        "a convolution in " + groups + " groups needs a multiple of " + groups + " channels, but x is "
                                + image.shape() + " (N, C, H, W)");
            }
            Shape kernel = Shape.of(out, channels / groups, own.height(), own.width());
            Node w = g.parameter("weight", line ? Shape.of(out, channels / groups, own.width()) : kernel, weight);
            Node z = convolve(g, image, w.reshape(kernel), own);
            return bias
                    ? z.plus(g.parameter("bias", Shape.of(out), Initializers.ZEROS)
                            .reshape(Shape.of(1, out, 1, 1)))
                    : z;
        });
    }

    private Node convolve(Graph g, Node x, Node w, Window own) {
        Window padded = same ? LayerImages.same(own, x.shape().dim(2), x.shape().dim(3)) : own;
        if (border == Border.ZEROS) {
            return g.apply(new Op.Convolution(padded, groups), x, w);
        }
        Node rows = border.pad(g, x, 2, padded.padTop(), padded.padBottom());
        Node wide = border.pad(g, rows, 3, padded.padLeft(), padded.padRight());
        return g.apply(new Op.Convolution(LayerImages.withPadding(padded, 0, 0, 0, 0), groups), wide, w);
    }
}
