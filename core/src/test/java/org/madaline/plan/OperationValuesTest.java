package org.madaline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.madaline.autodiff.Backpropagation;
import org.madaline.graph.BinaryFunction;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.UnaryFunction;
import org.madaline.interpret.Interpreter;
import org.madaline.kernels.CounterRandom;
import org.madaline.kernels.Workers;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.KernelsLoader;
import org.madaline.kernels.spec.KernelsProvider;
import org.madaline.tensor.Tensor;
import org.madaline.testing.OperationCases;
import org.madaline.testing.OperationCases.Case;

/// Every operation, compiled, against the interpreter; and on vectors and two threads against the portable kernels, bit
/// for bit: at usual and at special values.
final class OperationValuesTest {
    private static final long SEED = 11;
    private static final Workers ONE = Workers.of(1);
    private static final Workers TWO = Workers.of(2);

    static Stream<Case> cases() {
        return OperationCases.all().stream();
    }

    /// A graph compiled twice, and interpreted.
    private static final class Trial {
        private final Graph graph = new Graph(Mode.TRAINING);
        private final List<Node> outputs = new ArrayList<>();
        private final Variables variables = new Variables(0);
        private final Interpreter interpreter = new Interpreter(SEED);
        private final ExecutionPlan vector;
        private final ExecutionPlan portable;

        Trial(Case c, boolean gradients) {
            Node y = c.build().apply(graph);
            outputs.add(y);
            if (gradients) {
                List<Node> leaves = Stream.concat(graph.inputs().values().stream().filter(x -> !isIndex(x)),
                        graph.variables().values().stream().map(Graph.Variable::node)).toList();
                Node error = y.times(graph.input("upstream", y.shape())).total();
                outputs.addAll(Backpropagation.gradients(error, leaves).values());
            }
            vector = Compiler.compile(graph, outputs, variables, KernelsLoader.choice().kernels(), SEED);
            Kernels plain = ServiceLoader.load(KernelsProvider.class).stream().map(ServiceLoader.Provider::get)
                    .filter(p -> p.name().equals("portable")).findFirst().orElseThrow().create();
            portable = Compiler.compile(graph, outputs, variables, plain, SEED);
        }

        private static boolean isIndex(Node x) {
            return x.op() instanceof Op.Input input && (input.name().equals("index") || input.name().equals("step"));
        }

        private interface Values {
            double[] of(String name, int size);
        }

        /// Runs all three and compares; `relative`: whether errors stand beside the value itself, not the largest.
        void run(String what, Values values, boolean relative) {
            Map<String, double[]> inputs = new HashMap<>();
            graph.inputs().forEach((name, node) -> {
                inputs.put(name, rounded(values.of(name, node.shape().size())));
                for (ExecutionPlan plan : List.of(vector, portable)) {
                    if (plan.inputs().contains(name)) {
                        plan.set(name, floats(inputs.get(name)));
                    }
                }
            });
            graph.variables().forEach((name, v) -> {
                double[] value = rounded(values.of(name, v.shape().size()));
                interpreter.set(name, value);
                variables.set(name, Tensor.wrap(v.shape(), floats(value)));
            });
            interpreter.evaluate(inputs, outputs);
            vector.prepare(TWO);
            vector.run(TWO);
            portable.prepare(ONE);
            portable.run(ONE);
            for (int i = 0; i < outputs.size(); i++) {
                Tensor actual = vector.tensor(i);
                assertThat(actual).as("%s, portable, output %d", what, i).isEqualTo(portable.tensor(i));
                compare(what + ", output " + i + " " + outputs.get(i), actual, interpreter.value(outputs.get(i)), relative);
            }
        }
    }

    private static void compare(String what, Tensor actual, double[] expected, boolean relative) {
        double scale = 0;
        for (double e : expected) {
            scale = Double.isFinite(e) ? Math.max(scale, Math.abs(e)) : scale;
        }
        for (int i = 0; i < expected.length; i++) {
            float e = (float) expected[i];
            float a = actual.get(i);
            assertThat(agree(a, expected[i], relative ? 0 : 1e-4 * scale)).as("%s at %d: %s, expected %s", what, i, a, e).isTrue();
        }
    }

    /// @param absolute the error that is allowed; 0: a relative one, and zeros keep their sign
    private static boolean agree(float actual, double expected, double absolute) {
        float e = (float) expected;
        if (Float.compare(e, actual) == 0) {
            return true;
        }
        if (absolute > 0) {
            return Math.abs(actual - expected) <= absolute;
        }
        // What the largest float nearly is may have become infinite.
        double bounded = Float.isInfinite(actual) ? Math.copySign(Float.MAX_VALUE, actual) : actual;
        return (e != 0 || actual != 0) && Math.abs(bounded - expected) <= 5e-6 * Math.abs(expected) + 2 * Float.MIN_VALUE;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void usualValuesAndGradientsAgree(Case c) {
        Trial trial = new Trial(c, c.smooth());
        for (long seed = 1; seed <= 3; seed++) {
            long key = seed;
            trial.run(c + ", seed " + seed, (name, size) -> OperationCases.smooth(c, name, size, CounterRandom.key(key, name)), false);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void specialValuesAgree(Case c) {
        Trial trial = new Trial(c, false);
        for (int round = 0; round < OperationCases.rounds(c); round++) {
            int at = round;
            trial.run(c + ", round " + round, (name, size) -> OperationCases.special(c, name, size, at), c.elementwise());
        }
    }

    @Test
    void everyOperationIsCompared() {
        Set<Class<?>> compared = new HashSet<>();
        Set<UnaryFunction> unary = EnumSet.noneOf(UnaryFunction.class);
        Set<BinaryFunction> binary = EnumSet.noneOf(BinaryFunction.class);
        OperationCases.nodes(OperationCases.all()).forEach(node -> {
            compared.add(node.op().getClass());
            if (node.op() instanceof Op.Unary op) {
                unary.add(op.function());
            } else if (node.op() instanceof Op.Binary op) {
                binary.add(op.function());
            }
        });
        assertThat(compared).containsExactlyInAnyOrder(Op.class.getPermittedSubclasses());
        assertThat(unary).isEqualTo(EnumSet.allOf(UnaryFunction.class));
        assertThat(binary).isEqualTo(EnumSet.allOf(BinaryFunction.class));
    }

    private static double[] rounded(double[] values) {
        double[] narrow = values.clone();
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) narrow[i];
        }
        return narrow;
    }

    private static float[] floats(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }
}
