package org.madaline.examples;

import java.util.List;
import java.util.Optional;
import org.madaline.evaluate.GradientCheck;
import org.madaline.graph.CustomOp;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.layer.Dense;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.loss.MeanSquaredError;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// An operation of one's own with a kernel of its own: running sums, which a network composed of other operations would
/// need a product with a triangular matrix for. It says what comes out (a shape), what is right (a value in double
/// precision), how errors flow back (nodes), and how to be fast (a kernel).
public final class OwnOperationExample {
    private OwnOperationExample() {}

    /// yₖ = x₁ + ... + xₖ along each row; reversed: xₖ + ... + x_d.
    ///
    /// Shapes: x `[N, d]`, result `[N, d]`. Gradient: the running sum of delta in the other direction.
    ///
    /// @param reversed whether sums run from the last element to the first
    public record RunningSum(boolean reversed) implements CustomOp {
        @Override
        public String name() {
            return "running sum";
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            if (inputs.size() != 1 || inputs.getFirst().rank() != 2) {
                throw new IllegalArgumentException("running sums are of one matrix, not of " + inputs);
            }
            return inputs.getFirst();
        }

        @Override
        public void compute(List<double[]> inputs, List<Shape> shapes, double[] result) {
            int d = shapes.getFirst().dim(1);
            for (int row = 0; row < result.length; row += d) {
                double sum = 0;
                for (int k = 0; k < d; k++) {
                    int at = row + (reversed ? d - 1 - k : k);
                    sum += inputs.getFirst()[at];
                    result[at] = sum;
                }
            }
        }

        @Override
        public List<Node> gradients(Node y, Node delta) {
            return List.of(delta.graph().apply(new Op.Custom(new RunningSum(!reversed)), delta));
        }

        @Override
        public Optional<Step> kernel(List<Shape> shapes, List<Slice> inputs, Slice result) {
            return Optional.of(new RunningSumStep(shapes.getFirst(), reversed, inputs.getFirst(), result));
        }
    }

    /// The kernel: workers share the rows, each of which is summed in its order.
    private record RunningSumStep(Shape shape, boolean reversed, Slice x, Slice y) implements Step {
        private static final int ROWS = 8;

        @Override
        public int chunks(int stage) {
            return Math.ceilDiv(shape.dim(0), ROWS);
        }

        @Override
        public void run(int stage, int chunk) {
            int d = shape.dim(1);
            for (int row = chunk * ROWS; row < Math.min(shape.dim(0), (chunk + 1) * ROWS); row++) {
                float sum = 0;
                for (int k = 0; k < d; k++) {
                    int at = row * d + (reversed ? d - 1 - k : k);
                    sum += x.array()[x.offset() + at];
                    y.array()[y.offset() + at] = sum;
                }
            }
        }
    }

    /// The operation as a layer.
    public record Accumulate() implements Layer {
        @Override
        public Node build(Graph g, Node x) {
            return g.apply(new Op.Custom(new RunningSum(false)), x);
        }
    }

    /// Checks the gradient of the operation and prints its largest error.
    ///
    /// @param args none
    public static void main(String[] args) {
        System.out.printf("Largest relative error of the gradients: %.1e%n", gradientError());
    }

    static double gradientError() {
        var network = Network.of(Shape.of(5), new Dense(7), new Accumulate(), new Dense(1));
        return GradientCheck.of(network, new MeanSquaredError(), Tensor.of(Shape.of(3), 1, 2, 3), 40, 1).error();
    }
}
