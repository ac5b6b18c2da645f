package org.madaline.layer;

import java.util.function.UnaryOperator;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.graph.Window;
import org.madaline.tensor.Shape;

/// What layers on images share: sequences `[N, C, L]` are treated as images with one row.
final class LayerImages {
    private LayerImages() {}

    /// Applies an operation on images `[N, C, H, W]` to images, or to sequences as images `[N, C, 1, L]`.
    static Node apply(Graph g, Node x, String what, UnaryOperator<Node> operation) {
        Shape shape = x.shape();
        if (shape.rank() == 4) {
            return operation.apply(x);
        }
        if (shape.rank() == 3) {
            Shape row = Shape.of(shape.dim(0), shape.dim(1), 1, shape.dim(2));
            Node y = operation.apply(x.reshape(row));
            return y.reshape(
                    Shape.of(y.shape().dim(0), y.shape().dim(1), y.shape().dim(3)));
        }
        throw new ShapeException(g.path(), what + " takes images [N, C, H, W] or sequences [N, C, L], not " + shape);
    }

    /// The window for x: on a sequence only the width counts.
    static Window window(Window w, Node x) {
        return x.shape().rank() != 3
                ? w
                : new Window(1, w.width(), 1, w.strideW(), 0, w.padLeft(), 0, w.padRight(), 1, w.dilationW());
    }

    static Window withStride(Window w, int h, int v) {
        return new Window(
                w.height(),
                w.width(),
                h,
                v,
                w.padTop(),
                w.padLeft(),
                w.padBottom(),
                w.padRight(),
                w.dilationH(),
                w.dilationW());
    }

    static Window withPadding(Window w, int top, int left, int bottom, int right) {
        return new Window(
                w.height(),
                w.width(),
                w.strideH(),
                w.strideW(),
                top,
                left,
                bottom,
                right,
                w.dilationH(),
                w.dilationW());
    }

    static Window withDilation(Window w, int h, int v) {
        return new Window(
                w.height(),
                w.width(),
                w.strideH(),
                w.strideW(),
                w.padTop(),
                w.padLeft(),
                w.padBottom(),
                w.padRight(),
                h,
                v);
    }

    /// The window padded so that each axis has ⌈size / stride⌉ outputs; where the padding is odd, the end gets more.
    static Window same(Window w, int height, int width) {
        int h = Math.max(
                (Math.ceilDiv(height, w.strideH()) - 1) * w.strideH() + (w.height() - 1) * w.dilationH() + 1 - height,
                0);
        int v = Math.max(
                (Math.ceilDiv(width, w.strideW()) - 1) * w.strideW() + (w.width() - 1) * w.dilationW() + 1 - width, 0);
        return withPadding(w, h / 2, v / 2, h - h / 2, v - v / 2);
    }

    /// @throws IllegalArgumentException where a pooling window could lie in the padding alone
    static void checkPooling(Window w) {
        if (2 * Math.max(w.padTop(), w.padBottom()) > w.height()
                || 2 * Math.max(w.padLeft(), w.padRight()) > w.width()) {
            throw new IllegalArgumentException(
                    "a pooling is padded by at most half its window, not by " + w.padTop() + ", " + w.padLeft() + ", "
                            + w.padBottom() + ", " + w.padRight() + " for a window of " + w.height() + "x" + w.width());
        }
    }
}
