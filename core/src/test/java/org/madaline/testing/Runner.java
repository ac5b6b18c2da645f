package org.madaline.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.interpret.Interpreter;
import org.madaline.kernels.Workers;
import org.madaline.kernels.spec.KernelsLoader;
import org.madaline.plan.Compiler;
import org.madaline.plan.ExecutionPlan;
import org.madaline.plan.Variables;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// What runs a graph and holds its variables: the interpreter in double precision, or compiled plans in single.
public interface Runner {
    void set(String variable, Shape shape, double[] value);

    double[] get(String variable);

    /// The values of the outputs, before the graph's assignments are made at the end.
    List<double[]> run(Graph graph, List<Node> outputs, Map<String, double[]> inputs);

    /// Sets the variables of a graph that `values` names, and all others to their initial values.
    default void setAll(Graph graph, Map<String, double[]> values) {
        graph.variables().forEach((name, v) -> set(name, v.shape(), values.containsKey(name) ? values.get(name)
                : doubles(v.initializer().initialize(v.shape(), 0))));
    }

    /// The largest relative error that reference values of layers, losses and optimizers allow.
    double tolerance();

    /// A fresh runner of each kind.
    static List<Runner> all() {
        return List.of(new Interpreted(), new Compiled());
    }

    private static double[] doubles(Tensor tensor) {
        double[] wide = new double[tensor.size()];
        Arrays.setAll(wide, tensor::get);
        return wide;
    }

    /// In double precision, node by node.
    final class Interpreted implements Runner {
        private final Interpreter interpreter = new Interpreter(0);

        @Override
        public void set(String variable, Shape shape, double[] value) {
            interpreter.set(variable, value);
        }

        @Override
        public double[] get(String variable) {
            return interpreter.get(variable);
        }

        @Override
        public List<double[]> run(Graph graph, List<Node> outputs, Map<String, double[]> inputs) {
            interpreter.evaluate(inputs, outputs);
            List<double[]> values = outputs.stream().map(interpreter::value).toList();
            interpreter.assign(graph, inputs);
            return values;
        }

        @Override
        public double tolerance() {
            return 1e-10;
        }

        @Override
        public String toString() {
            return "interpreted";
        }
    }

    /// In single precision, fused, on two threads.
    final class Compiled implements Runner {
        private static final Workers WORKERS = Workers.of(2);

        private final Variables variables = new Variables(0);
        private final Map<Graph, ExecutionPlan> plans = new HashMap<>();
        private final Map<String, Tensor> initial = new HashMap<>();

        @Override
        public void set(String variable, Shape shape, double[] value) {
            initial.put(variable, Tensor.wrap(shape, floats(value)));
        }

        @Override
        public double[] get(String variable) {
            return doubles(variables.get(variable));
        }

        @Override
        public List<double[]> run(Graph graph, List<Node> outputs, Map<String, double[]> inputs) {
            ExecutionPlan plan = plans.computeIfAbsent(graph, g ->
                    Compiler.compile(g, outputs, variables, KernelsLoader.choice().kernels(), 0));
            initial.forEach(variables::set);
            initial.clear();
            plan.inputs().forEach(name -> plan.set(name, floats(inputs.get(name))));
            plan.prepare(WORKERS);
            plan.run(WORKERS);
            List<double[]> values = new ArrayList<>();
            for (int i = 0; i < outputs.size(); i++) {
                values.add(doubles(plan.tensor(i)));
            }
            return values;
        }

        @Override
        public double tolerance() {
            return 1e-5;
        }

        @Override
        public String toString() {
            return "compiled";
        }

        private static float[] floats(double[] values) {
            float[] narrow = new float[values.length];
            for (int i = 0; i < narrow.length; i++) {
                narrow[i] = (float) values[i];
            }
            return narrow;
        }
    }
}
