package org.madaline.interpret;

import java.util.List;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.tensor.Shape;

/// Moving elements about, for the interpreter: each operation is a walk over one shape with strides into the other.
final class Movement {
    private Movement() {}

    static double[] move(Node y, List<double[]> in) {
        Shape x = y.input(0).shape();
        double[] result = new double[y.shape().size()];
        switch (y.op()) {
            case Op.Permute p -> {
                int[] from = new int[x.rank()];
                for (int i = 0; i < from.length; i++) {
                    from[i] = x.strides()[p.axes().get(i)];
                }
                copy(y.shape().dims(), in.get(0), 0, from, result, 0, y.shape().strides());
            }
            case Op.Narrow n -> copy(y.shape().dims(), in.get(0), n.from() * x.strides()[n.axis()], x.strides(),
                    result, 0, y.shape().strides());
            case Op.Pad p -> copy(x.dims(), in.get(0), 0, x.strides(), result, p.before() * y.shape().strides()[p.axis()],
                    y.shape().strides());
            case Op.Concat c -> {
                int at = 0;
                for (int i = 0; i < in.size(); i++) {
                    Shape part = y.input(i).shape();
                    copy(part.dims(), in.get(i), 0, part.strides(), result, at * y.shape().strides()[c.axis()], y.shape().strides());
                    at += part.dim(c.axis());
                }
            }
            case Op.Input _, Op.Variable _, Op.Constant _, Op.Table _, Op.Uniform _, Op.Unary _, Op.Binary _,
                    Op.Select _, Op.Broadcast _, Op.Detach _, Op.Sum _, Op.Maximum _, Op.Reshape _, Op.MatMul _,
                    Op.BatchMatMul _, Op.Gather _, Op.ScatterAdd _, Op.Softmax _, Op.CrossEntropy _,
                    Op.CrossEntropyGradient _, Op.ClassCrossEntropy _, Op.ClassCrossEntropyGradient _, Op.OneHot _,
                    Op.Convolution _, Op.ConvolutionInputGradient _, Op.ConvolutionWeightGradient _, Op.MaxPool _,
                    Op.MaxPoolGradient _, Op.AveragePool _, Op.AveragePoolGradient _, Op.Custom _ ->
                throw new IllegalArgumentException(y + " moves nothing");
        }
        return result;
    }

    /// The place of each element of a shape in the engine's memory, where images lie channels last.
    static int[] channelsLast(Shape shape) {
        int[] place = new int[shape.size()];
        int channels = shape.rank() == 4 ? shape.dim(1) : 1;
        int pixels = shape.rank() == 4 ? shape.dim(2) * shape.dim(3) : 1;
        for (int i = 0; i < place.length; i++) {
            int pixel = i % pixels;
            int channel = i / pixels % channels;
            place[i] = (i / pixels / channels * pixels + pixel) * channels + channel;
        }
        return place;
    }

    private static void copy(int[] dims, double[] x, int xAt, int[] xStrides, double[] y, int yAt, int[] yStrides) {
        if (Shape.of(dims).size() == 0) {
            return;
        }
        int[] index = new int[dims.length];
        int from = xAt;
        int to = yAt;
        while (true) {
            y[to] = x[from];
            int axis = dims.length - 1;
            while (axis >= 0 && ++index[axis] == dims[axis]) {
                index[axis] = 0;
                from -= xStrides[axis] * (dims[axis] - 1);
                to -= yStrides[axis] * (dims[axis] - 1);
                axis--;
            }
            if (axis < 0) {
                return;
            }
            from += xStrides[axis];
            to += yStrides[axis];
        }
    }
}
