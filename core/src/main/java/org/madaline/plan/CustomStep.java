package org.madaline.plan;

import java.util.List;
import org.madaline.graph.CustomOp;
import org.madaline.graph.Node;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.tensor.Shape;

/// Runs a user's operation that has no kernel on copies in double precision.
final class CustomStep implements Step {
    private final CustomOp op;
    private final List<Shape> shapes;
    private final List<Slice> inputs;
    private final Slice output;
    private final List<double[]> values;
    private final double[] result;

    private CustomStep(CustomOp op, List<Shape> shapes, List<Slice> inputs, Shape shape, Slice output) {
        this.op = op;
        this.shapes = shapes;
        this.inputs = inputs;
        this.output = output;
        this.values = shapes.stream().map(s -> new double[s.size()]).toList();
        this.result = new double[shape.size()];
    }

    /// The operation's own kernel, or the general one.
    static Step of(CustomOp op, Node node, List<Slice> inputs, Slice output) {
        List<Shape> shapes = node.inputs().stream().map(Node::shape).toList();
        return op.kernel(shapes, inputs, output).orElseGet(() -> new CustomStep(op, shapes, inputs, node.shape(), output));
    }

    @Override
    public int chunks(int stage) {
        return 1;
    }

    @Override
    public String name() {
        return op.name();
    }

    @Override
    public void run(int stage, int chunk) {
        for (int i = 0; i < inputs.size(); i++) {
            double[] value = values.get(i);
            for (int j = 0; j < value.length; j++) {
                value[j] = inputs.get(i).array()[inputs.get(i).offset() + j];
            }
        }
        java.util.Arrays.fill(result, 0);
        op.compute(values, shapes, result);
        for (int j = 0; j < result.length; j++) {
            output.array()[output.offset() + j] = (float) result[j];
        }
    }
}
