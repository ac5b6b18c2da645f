package org.madaline.examples;

import java.util.List;
import org.madaline.data.ArrayDataset;
import org.madaline.evaluate.GradientCheck;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.init.Initializers;
import org.madaline.layer.Dense;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;
import org.madaline.train.Trainer;

/// A layer of one's own: a gated unit, z ⊙ σ(V a), with its own weights. There is no backward pass to write: the
/// gradient follows from the operations, and [GradientCheck] confirms it.
public final class OwnLayerExample {
    private OwnLayerExample() {}

    /// Lets each input through by a share that all inputs decide about.
    ///
    /// Shapes: a `[N, d]`, V `[d, d]`, result `[N, d]`.
    public record Gate() implements Layer {
        @Override
        public Node build(Graph g, Node a) {
            int d = a.shape().dim(1);
            Node v = g.parameter("weight", Shape.of(d, d), Initializers.HE_NORMAL);
            return a.times(a.matmulTransposed(v).sigmoid());
        }
    }

    /// Checks the layer's gradient and trains with it on exclusive or.
    ///
    /// @param args none
    public static void main(String[] args) {
        var network = Network.of(Shape.of(2), new Dense(8), new Gate(), new Dense(2));
        System.out.printf("Largest relative error of the gradients: %.1e%n", gradientError(network));
        System.out.printf("Accuracy on exclusive or: %.0f %%%n", 100 * accuracy(network));
    }

    static double gradientError(Network network) {
        return GradientCheck.of(network, new SoftmaxCrossEntropy(), Tensor.of(Shape.of(4), 0, 1, 1, 0), 20, 1)
                .error();
    }

    /// Trains on the four rows of exclusive or, which no single neuron separates (book, section 3.1).
    static double accuracy(Network network) {
        var xor = ArrayDataset.classified(
                new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new int[] {0, 1, 1, 0}, List.of("equal", "different"));
        return new Trainer(network, new SoftmaxCrossEntropy(), new Adam(0.05))
                .epochs(200)
                .batchSize(4)
                .seed(1)
                .fit(xor)
                .model()
                .evaluate(xor, null)
                .accuracy();
    }
}
