package org.madaline.plan;

import java.util.ArrayList;
import java.util.List;
import org.madaline.graph.CustomOp;
import org.madaline.graph.Node;
import org.madaline.kernels.Slice;
import org.madaline.kernels.Step;
import org.madaline.tensor.Shape;

/// Runs a user's operation on copies in double precision.
final class CustomStep implements Step {
    private final CustomOp op;
    private final List<Shape> shapes;
    private final Shape shape;
    private final List<Slice> inputs;
    private final Slice output;

    CustomStep(CustomOp op, Node node, List<Slice> inputs, Slice output) {
        this.op = op;
        this.shapes = node.inputs().stream().map(Node::shape).toList();
        this.shape = node.shape();
        this.inputs = inputs;
        this.output = output;
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
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            double[] value = new double[shapes.get(i).size()];
            for (int j = 0; j < value.length; j++) {
                value[j] = inputs.get(i).array()[inputs.get(i).offset() + j];
            }
            values.add(value);
        }
        double[] result = new double[shape.size()];
        op.compute(values, shapes, result);
        for (int j = 0; j < result.length; j++) {
            output.array()[output.offset() + j] = (float) result[j];
        }
    }
}
