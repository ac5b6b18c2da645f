package org.madaline.layer;

import java.util.List;
import org.madaline.data.Scaler;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Brings each feature to the scale that a [Scaler] found on the training data, as the first layer of a network, so
/// that it is saved with the model and users give raw values: y = (x - offset) / scale.
///
/// @param offset of each feature, or a single one for all
/// @param scale of each feature, or a single one for all
public record Scaling(List<Double> offset, List<Double> scale) implements Layer {
    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if the lists differ in length or are empty, or if a scale is not positive and finite
    public Scaling {
        offset = List.copyOf(offset);
        scale = List.copyOf(scale);
        if (offset.isEmpty() || offset.size() != scale.size() || scale.stream().anyMatch(s -> !(s > 0) || s.isInfinite())
                || !offset.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("scaling needs as many offsets as scales, finite ones, and positive scales");
        }
    }

    /// The scale that was found on training data.
    ///
    /// @param scaler fitted; its offset and scale are copied
    public Scaling(Scaler scaler) {
        this(boxed(scaler.offset()), boxed(scaler.scale()));
    }

    private static List<Double> boxed(double[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }

    @Override
    public Node build(Graph g, Node x) {
        Shape features = offset.size() == 1 ? Shape.of(1) : x.shape().drop(1);
        Node shift = g.state("offset", features, (shape, _) -> values(shape, offset));
        Node unit = g.state("scale", features, (shape, _) -> values(shape, scale));
        return x.minus(shift).times(unit.reciprocal());
    }

    private static Tensor values(Shape shape, List<Double> numbers) {
        if (shape.size() != numbers.size()) {
            throw new IllegalArgumentException("scaling was fitted on " + numbers.size() + " features, the input has " + shape);
        }
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i).floatValue();
        }
        return Tensor.wrap(shape, values);
    }
}
