package org.madaline.layer;

import java.util.List;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// In inference, each output is brought between the least and the greatest value that it had in the training examples; in
/// training nothing changes.
///
/// @param low  of each output
/// @param high of each output
public record OutputRange(List<Double> low, List<Double> high) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the bounds are not as many, or not in order
    public OutputRange {
        low = List.copyOf(low);
        high = List.copyOf(high);
        boolean ordered = low.size() == high.size();
        for (int i = 0; ordered && i < low.size(); i++) {
            ordered = low.get(i) <= high.get(i);
        }
        if (!ordered || low.isEmpty()) {
            throw new IllegalArgumentException("outputs lie between bounds in order, not " + low + " and " + high);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        if (x.shape().dim(-1) != low.size()) {
            throw new ShapeException(g.path(), "the range is that of " + low.size() + " outputs, not of " + x.shape());
        }
        return g.mode() == Mode.TRAINING ? x : x.max(bounds(g, low)).min(bounds(g, high));
    }

    private static Node bounds(Graph g, List<Double> values) {
        if (values.size() == 1) {
            return g.constant(values.getFirst());
        }
        float[] row = new float[values.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = values.get(i).floatValue();
        }
        return g.constant(Tensor.wrap(Shape.of(row.length), row));
    }
}
