package org.madaline.diagnose;

import java.util.List;
import java.util.Map;
import org.madaline.data.Batch;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// One batch through the network as it begins.
///
/// @param input    the shape of the batch
/// @param output   what the network yields of it
/// @param largest  the largest magnitude in the batch's x; NaN or infinity where there is one
/// @param loss     at the start, in training mode without dropout
/// @param expected the loss of outputs that are all 0: of k classes ln k, of numbers the mean of their squares
public record FirstBatch(Shape input, Shape output, double largest, double loss, double expected) {
    /// Sends a batch through.
    ///
    /// @param subject network and examples
    /// @return what came out
    public static FirstBatch of(Subject subject) {
        Batch batch = subject.sample();
        List<Tensor> values = subject.values(Mode.TRAINING, subject.weights(), batch, f -> List.of(f.prediction(), f.loss()));
        Tensor x = batch.get("x");
        return new FirstBatch(x.shape(), values.get(0).shape(), largest(x), values.get(1).get(0), ofZeros(subject, batch));
    }

    /// The loss of outputs that are all 0.
    static double ofZeros(Subject subject, Batch batch) {
        return subject.values(Mode.INFERENCE, Map.of(), batch, f -> {
            Node zeros = f.graph().constant(0).broadcast(f.prediction().shape());
            return List.of(subject.loss().terms(zeros, f.target()).loss());
        }).getFirst().get(0);
    }

    /// The largest magnitude; NaN where there is one.
    static double largest(Tensor values) {
        double largest = 0;
        for (float value : values.toArray()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
