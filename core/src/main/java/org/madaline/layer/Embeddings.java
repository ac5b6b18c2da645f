package org.madaline.layer;

import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// A trained vector for each value of each categorical feature. A negative index, of a value that training has not seen,
/// becomes zeros.
///
/// Shapes: x `[N, C]` of indices, weight `[Σ values, width]`, the rows of one feature after those of another; result
/// `[N, C · width]`.
///
/// @param values how many values each feature has
/// @param width of a vector; usual 8
public record Embeddings(List<Integer> values, int width) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a feature has no value, or a vector no number
    public Embeddings {
        values = List.copyOf(values);
        if (values.isEmpty() || values.stream().anyMatch(v -> v < 1) || width < 1) {
            throw new IllegalArgumentException("embeddings need features of at least 1 value and a width of at least 1, not "
                    + values + " and " + width);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        int features = values.size();
        if (x.shape().rank() != 2 || x.shape().dim(1) != features) {
            throw new ShapeException(g.path(), "these embeddings take [N, " + features + "] indices, not " + x.shape());
        }
        float[] first = new float[features];
        int rows = 0;
        for (int i = 0; i < features; i++) {
            first[i] = rows;
            rows = Math.addExact(rows, values.get(i));
        }
        Node table = g.parameter("weight", Shape.of(rows, width), Initializers.normal(0, 1));
        Node index = x.plus(g.constant(Tensor.wrap(Shape.of(features), first)));
        Node known = x.greater(-0.5).select(index, g.constant(-1));
        return table.gather(known).reshape(Shape.of(x.shape().dim(0), features * width));
    }
}
