package org.madaline.loss;

import java.util.List;
import java.util.stream.IntStream;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.ShapeException;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// What the losses share: bringing targets into the form of predictions.
final class Targets {
    private Targets() {}

    /// The target with the prediction's shape, such as `[N]` for `[N, 1]`. Both need the same shape but for axes of size 1,
    /// or but for a flattened side, `[N, 784]` for `[N, 1, 28, 28]`: repeating or reordering one of them would compare an
    /// example with others.
    static Node like(Node prediction, Node target) {
        Shape x = prediction.shape();
        Shape y = target.shape();
        boolean flat = x.size() == y.size() && Math.min(x.rank(), y.rank()) == 2 && x.dim(0) == y.dim(0);
        if (!axes(x).equals(axes(y)) && !flat) {
            throw new ShapeException(prediction.path(), "the loss compares predictions " + x + " with targets " + y
                    + "; they need equally many values, example by example: reshape one of them");
        }
        return target.reshape(x);
    }

    /// The sizes that are not 1.
    private static List<Integer> axes(Shape shape) {
        return IntStream.of(shape.dims()).filter(size -> size != 1).boxed().toList();
    }

    /// Scores with the classes on axis 1, `[N, K]` or `[N, K, ...]`, as a matrix with one row per index.
    static Node rows(Node scores) {
        Shape shape = scores.shape();
        if (shape.rank() < 2) {
            throw new ShapeException(scores.path(), "the loss takes scores [N, classes], not " + shape);
        }
        if (shape.rank() == 2) {
            return scores;
        }
        Integer[] axes = IntStream.range(0, shape.rank()).mapToObj(i -> i == 0 ? 0 : i == shape.rank() - 1 ? 1 : i + 1)
                .toArray(Integer[]::new);
        return scores.permute(axes).reshape(Shape.of(shape.size() / shape.dim(1), shape.dim(1)));
    }

    /// Class indices as unit vectors; a negative index, and `ignored`, as zeros.
    static Node oneHot(Node rows, Node index, double ignored) {
        return index.graph().apply(new Op.OneHot(rows.shape().dim(1)), classes(rows, index, ignored));
    }

    /// Class indices `[N]`, one for each row of the scores, where `ignored` becomes -1.
    static Node classes(Node rows, Node index, double ignored) {
        Shape shape = rows.shape();
        if (index.shape().size() != shape.dim(0)) {
            throw new ShapeException(rows.path(), "the loss takes one class index for each row of the scores " + shape
                    + ", or targets of that shape, not " + index.shape());
        }
        Node flat = index.reshape(Shape.of(shape.dim(0)));
        // A negative index is none in any case.
        return ignored >= 0 ? flat.minus(ignored).abs().greater(0.5).select(flat, index.graph().constant(-1)) : flat;
    }

    /// A row of constants `[1, K]`, such as the weights of the classes.
    static Node row(Node like, List<Double> values) {
        int columns = like.shape().dim(-1);
        if (values.size() != columns) {
            throw new ShapeException(like.path(), "the loss has " + values.size() + " weights, but the predictions " + like.shape()
                    + " have " + columns + " columns");
        }
        float[] row = new float[columns];
        for (int i = 0; i < columns; i++) {
            row[i] = values.get(i).floatValue();
        }
        return like.graph().constant(Tensor.wrap(Shape.of(1, columns), row));
    }

    /// @throws IllegalArgumentException if a weight is negative or not a number
    static List<Double> checked(List<Double> weights) {
        for (double weight : weights) {
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("weights of a loss are finite numbers of at least 0, not " + weight);
            }
        }
        return List.copyOf(weights);
    }
}
