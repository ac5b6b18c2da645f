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
    /// @throws IllegalArgumentException if the maps cannot be divided into the groups
    public Convolution {
        if (out < 1 || groups < 1 || out % groups != 0) {
            throw new IllegalArgumentException("a convolution has at least 1 map and as many in each group, not " + out
                    + " maps in " + groups + " groups");
        }
    }

    public Convolution(int out, int kernel) {
        this(out, kernel, 1, 0);
    }

    public Convolution(int out, int kernel, int stride, int padding) {
        this(out, Window.square(kernel, stride, padding));
    }

    public Convolution(int out, Window window) {
        this(out, window, false, Border.ZEROS, 1, true, Initializers.HE_NORMAL);
    }

    /// A kernel of `height` rows and `width` columns.
    public static Convolution of(int out, int height, int width) {
        return new Convolution(out, new Window(height, width, 1, 1, 0, 0, 0, 0, 1, 1));
    }

    /// One kernel for each channel and multiple: `channels` groups.
    public static Convolution depthwise(int channels, int kernel, int stride, int padding) {
        return new Convolution(channels, kernel, stride, padding).withGroups(channels);
    }

    public Convolution withStride(int rows, int columns) {
        return with(LayerImages.withStride(window, rows, columns));
    }

    /// The same padding above and below, and left and right.
    public Convolution withPadding(int rows, int columns) {
        return with(LayerImages.withPadding(window, rows, columns, rows, columns));
    }

    public Convolution withDilation(int rows, int columns) {
        return with(LayerImages.withDilation(window, rows, columns));
    }

    /// Padding for ⌈H / s⌉ rows; where it is odd, the bottom and the right get more.
    public Convolution withSamePadding() {
        return new Convolution(out, window, true, border, groups, bias, weight);
    }

    public Convolution withBorder(Border beyond) {
        return new Convolution(out, window, same, beyond, groups, bias, weight);
    }

    public Convolution withGroups(int count) {
        return new Convolution(out, window, same, border, count, bias, weight);
    }

    public Convolution withoutBias() {
        return new Convolution(out, window, same, border, groups, false, weight);
    }

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
