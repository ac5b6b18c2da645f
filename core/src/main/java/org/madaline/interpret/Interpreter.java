package org.madaline.interpret;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.kernels.CounterRandom;
import org.madaline.tensor.Shape;

/// Evaluates a graph node by node in double precision, unfused, straight from the definitions: slow, simple, every
/// value inspectable. It is the oracle that the compiled plans and the gradients are checked against.
public final class Interpreter {
    private final long seed;
    private final Map<String, double[]> variables = new HashMap<>();
    private final Map<Node, double[]> values = new HashMap<>();

    /// An interpreter without variables.
    ///
    /// @param seed keys the random numbers of dropout, the same ones as a plan with this seed draws
    public Interpreter(long seed) {
        this.seed = seed;
    }

    /// Sets a variable, row-major.
    ///
    /// @param variable its full name
    /// @param value row-major; copied
    public void set(String variable, double[] value) {
        variables.put(variable, value.clone());
    }

    /// The present value of a variable.
    ///
    /// @param variable its full name
    /// @return a copy, row-major
    /// @throws IllegalArgumentException if it was never set
    public double[] get(String variable) {
        double[] value = variables.get(variable);
        if (value == null) {
            throw new IllegalArgumentException("variable " + variable + " has no value; known are " + variables.keySet());
        }
        return value.clone();
    }

    /// Evaluates the nodes that `targets` need, with the given inputs; the values stay readable by [#value].
    ///
    /// @param inputs values by name, row-major
    /// @param targets nodes of one graph or of several
    public void evaluate(Map<String, double[]> inputs, List<Node> targets) {
        values.clear();
        for (Node target : targets) {
            compute(target, inputs);
        }
    }

    /// Evaluates the graph's assignments and makes them, all at once, at the end.
    ///
    /// @param graph whose assignments are made
    /// @param inputs values by name, row-major
    public void assign(Graph graph, Map<String, double[]> inputs) {
        evaluate(inputs, graph.assignments().stream().map(Graph.Assignment::value).toList());
        for (Graph.Assignment assignment : graph.assignments()) {
            set(((Op.Variable) assignment.variable().op()).name(), values.get(assignment.value()));
        }
    }

    /// The value of a node after [#evaluate], row-major.
    ///
    /// @param node that was a target, or was needed for one
    /// @return the array itself
    /// @throws IllegalArgumentException if the node was not evaluated
    public double[] value(Node node) {
        double[] value = values.get(node);
        if (value == null) {
            throw new IllegalArgumentException(node + " was not evaluated");
        }
        return value;
    }

    private void compute(Node target, Map<String, double[]> inputs) {
        if (values.containsKey(target)) {
            return;
        }
        boolean[] needed = new boolean[target.id() + 1];
        needed[target.id()] = true;
        List<Node> nodes = target.graph().nodes().subList(0, target.id() + 1);
        for (Node node : nodes.reversed()) {
            if (needed[node.id()] && !values.containsKey(node)) {
                node.inputs().forEach(x -> needed[x.id()] = true);
            }
        }
        for (Node node : nodes) {
            if (needed[node.id()] && !values.containsKey(node)) {
                values.put(node, compute(node, node.inputs().stream().map(values::get).toList(), inputs));
            }
        }
    }

    private double[] compute(Node y, List<double[]> in, Map<String, double[]> inputs) {
        return switch (y.op()) {
            case Op.Input op -> given(op.name(), y.shape(), inputs);
            case Op.Variable op -> get(op.name());
            case Op.Constant op -> new double[] {op.value()};
            case Op.Table op -> fill(y, op.value()::get);
            case Op.Uniform op -> uniform(op, in.get(0)[0]);
            case Op.Unary op -> java.util.Arrays.stream(in.get(0)).map(op.function()::apply).toArray();
            case Op.Binary op -> {
                Walk a = new Walk(y.input(0).shape(), y.shape());
                Walk b = new Walk(y.input(1).shape(), y.shape());
                yield fill(y, i -> op.function().apply(in.get(0)[a.at(i)], in.get(1)[b.at(i)]));
            }
            case Op.Select _ -> {
                Walk c = new Walk(y.input(0).shape(), y.shape());
                Walk a = new Walk(y.input(1).shape(), y.shape());
                Walk b = new Walk(y.input(2).shape(), y.shape());
                yield fill(y, i -> in.get(0)[c.at(i)] != 0 ? in.get(1)[a.at(i)] : in.get(2)[b.at(i)]);
            }
            case Op.Broadcast _ -> {
                Walk a = new Walk(y.input(0).shape(), y.shape());
                yield fill(y, i -> in.get(0)[a.at(i)]);
            }
            case Op.Sum _ -> reduce(y, in.get(0), 0, Double::sum);
            case Op.Maximum _ -> reduce(y, in.get(0), Double.NEGATIVE_INFINITY, Math::max);
            case Op.Reshape _, Op.Detach _ -> in.get(0);
            case Op.Permute _, Op.Narrow _, Op.Pad _, Op.Concat _ -> Movement.move(y, in);
            case Op.MatMul op -> DoubleProducts.matmul(op, y, in.get(0), in.get(1));
            case Op.BatchMatMul op -> DoubleProducts.batch(op, y, in.get(0), in.get(1));
            case Op.Gather _ -> DoubleProducts.gather(y, in.get(0), in.get(1));
            case Op.ScatterAdd _ -> DoubleProducts.scatterAdd(y.shape(), in.get(0), in.get(1));
            case Op.Softmax op -> DoubleKernels.softmax(y.shape(), in.get(0), op.log());
            case Op.CrossEntropy _ -> DoubleKernels.crossEntropy(y.input(0).shape(), in.get(0), in.get(1));
            case Op.CrossEntropyGradient _ -> DoubleKernels.crossEntropyGradient(y.shape(), in.get(0), in.get(1), in.get(2));
            case Op.ClassCrossEntropy _ -> DoubleKernels.crossEntropy(y.input(0).shape(), in.get(0),
                    DoubleKernels.oneHot(y.input(0).shape().dim(1), in.get(1)));
            case Op.ClassCrossEntropyGradient _ -> DoubleKernels.crossEntropyGradient(y.shape(), in.get(0),
                    DoubleKernels.oneHot(y.shape().dim(1), in.get(1)), in.get(2));
            case Op.OneHot op -> DoubleKernels.oneHot(op.classes(), in.get(0));
            case Op.Convolution op -> DoubleConvolution.forward(
                    op.window().convolution(y.input(0).shape(), y.shape().dim(1), op.groups()), in.get(0), in.get(1));
            case Op.ConvolutionInputGradient op -> DoubleConvolution.inputGradient(
                    op.window().convolution(op.shape(), y.input(0).shape().dim(1), op.groups()), in.get(0), in.get(1));
            case Op.ConvolutionWeightGradient op -> DoubleConvolution.weightGradient(
                    op.window().convolution(y.input(0).shape(), op.shape().dim(0), op.groups()), in.get(0), in.get(1));
            case Op.MaxPool op -> DoublePooling.max(op.pooling().shape(y.input(0).shape()), in.get(0));
            case Op.MaxPoolGradient op -> DoublePooling.maxGradient(op.pooling().shape(y.shape()), in.get(0), in.get(1));
            case Op.AveragePool op -> DoublePooling.average(op.pooling().shape(y.input(0).shape()), in.get(0));
            case Op.AveragePoolGradient op -> DoublePooling.averageGradient(op.pooling().shape(op.shape()), in.get(0));
            case Op.Custom op -> {
                double[] result = new double[y.shape().size()];
                op.op().compute(in, y.inputs().stream().map(Node::shape).toList(), result);
                yield result;
            }
        };
    }

    /// Combines what falls to each place of y, in the order of x.
    private static double[] reduce(Node y, double[] x, double first, java.util.function.DoubleBinaryOperator combine) {
        double[] result = fill(y, _ -> first);
        Walk to = new Walk(y.shape(), y.input(0).shape());
        for (int i = 0; i < x.length; i++) {
            result[to.at(i)] = combine.applyAsDouble(result[to.at(i)], x[i]);
        }
        return result;
    }

    private static double[] given(String name, Shape shape, Map<String, double[]> inputs) {
        double[] value = inputs.get(name);
        if (value == null || value.length != shape.size()) {
            throw new IllegalArgumentException("input " + name + " of shape " + shape + " needs " + shape.size() + " values, "
                    + (value == null ? "none is given" : value.length + " are given"));
        }
        return value;
    }

    private double[] uniform(Op.Uniform op, double step) {
        long key = CounterRandom.key(seed, op.purpose());
        int[] physical = Movement.channelsLast(op.shape());
        double[] u = new double[op.shape().size()];
        for (int i = 0; i < u.length; i++) {
            u[i] = CounterRandom.uniform(key, Float.floatToRawIntBits((float) step), physical[i]);
        }
        return u;
    }

    private static double[] fill(Node y, java.util.function.IntToDoubleFunction f) {
        double[] value = new double[y.shape().size()];
        for (int i = 0; i < value.length; i++) {
            value[i] = f.applyAsDouble(i);
        }
        return value;
    }

    /// From a flat index in a large shape to the one of the element that is repeated there.
    private static final class Walk {
        private final int[] dims;
        private final int[] strides;
        private final boolean same;

        Walk(Shape small, Shape large) {
            same = small.equals(large);
            dims = large.dims();
            strides = new int[dims.length];
            if (small.rank() > 0) {
                int[] own = small.strides();
                for (int i = 0; i < dims.length; i++) {
                    strides[i] = small.dim(i) == 1 ? 0 : own[i];
                }
            }
        }

        int at(int flat) {
            if (same) {
                return flat;
            }
            int rest = flat;
            int index = 0;
            for (int i = dims.length - 1; i >= 0; i--) {
                index += rest % dims[i] * strides[i];
                rest /= dims[i];
            }
            return index;
        }
    }
}
