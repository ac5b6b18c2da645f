package org.madaline.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.madaline.evaluate.GradientCheck;
import org.madaline.graph.BinaryFunction;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.graph.UnaryFunction;
import org.madaline.init.Initializers;
import org.madaline.interpret.Interpreter;
import org.madaline.kernels.CounterRandom;
import org.madaline.tensor.Shape;
import org.madaline.testing.OperationCases;
import org.madaline.testing.OperationCases.Case;

/// The gradient of every operation against central differences.
final class OperationGradientsTest {
    private static final double LARGEST_ERROR = 1e-7;
    private static final long[] SEEDS = {1, 2, 3};
    /// Operations whose value does not depend on an input smoothly.
    private static final Set<Class<?>> WITHOUT_GRADIENT = Set.of(Op.Detach.class, Op.OneHot.class);
    /// Operations that arise in back-propagation only; their values are the gradients that are compared here.
    private static final Set<Class<?>> GRADIENTS = Set.of(Op.CrossEntropyGradient.class, Op.ClassCrossEntropyGradient.class,
            Op.ConvolutionWeightGradient.class, Op.MaxPoolGradient.class);

    private static List<Case> cases() {
        return OperationCases.all().stream().filter(Case::smooth).toList();
    }

    @TestFactory
    Stream<DynamicTest> gradientsAgreeWithDifferences() {
        return cases().stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> {
            for (long seed : SEEDS) {
                check(c, seed);
            }
        }));
    }

    @Test
    void everyOperationIsChecked() {
        Set<Class<?>> checked = new HashSet<>(WITHOUT_GRADIENT);
        checked.addAll(GRADIENTS);
        Set<UnaryFunction> unary = EnumSet.noneOf(UnaryFunction.class);
        Set<BinaryFunction> binary = EnumSet.noneOf(BinaryFunction.class);
        OperationCases.nodes(cases()).forEach(node -> {
            checked.add(node.op().getClass());
            if (node.op() instanceof Op.Unary op) {
                unary.add(op.function());
            } else if (node.op() instanceof Op.Binary op) {
                binary.add(op.function());
            }
        });
        assertThat(checked).containsExactlyInAnyOrder(Op.class.getPermittedSubclasses());
        assertThat(unary).isEqualTo(EnumSet.allOf(UnaryFunction.class));
        assertThat(binary).isEqualTo(EnumSet.allOf(BinaryFunction.class));
    }

    @Test
    void operationsWithoutGradientPassNone() {
        Graph g = new Graph(Mode.TRAINING);
        Node x = g.input("x", Shape.of(3));
        Node loss = x.detach().plus(g.uniform("noise", Shape.of(3))).total()
                .plus(g.apply(new Op.OneHot(4), x).total());
        Node gradient = Backpropagation.gradients(loss, List.of(x)).get(x);
        Interpreter interpreter = new Interpreter(1);
        interpreter.evaluate(Map.of("x", new double[] {0, 1, 2}, "step", new double[1]), List.of(gradient));
        assertThat(interpreter.value(gradient)).containsExactly(0, 0, 0);
    }

    /// Where differences mean nothing.
    @Test
    void equalLargestValuesShareTheGradientAndPowersOfZeroHaveFiniteOnes() {
        Graph g = new Graph(Mode.TRAINING);
        Node x = g.input("x", Shape.of(4));
        Node w = g.parameter("w", Shape.of(4), Initializers.ZEROS);
        Node max = Backpropagation.gradients(x.maximum().total(), List.of(x)).get(x);
        Map<Node, Node> power = Backpropagation.gradients(x.power(w).total(), List.of(x, w));
        Interpreter interpreter = new Interpreter(1);
        interpreter.set("w", new double[] {0, 2, 3, -1});
        interpreter.evaluate(Map.of("x", new double[] {0, 0, -2, -2}), List.of(max, power.get(x), power.get(w)));
        assertThat(interpreter.value(max)).containsExactly(0.5, 0.5, 0, 0);
        assertThat(interpreter.value(power.get(x))).containsExactly(0, 0, 12, -0.25);
        assertThat(interpreter.value(power.get(w))).containsExactly(0, 0, Double.NaN, Double.NaN);
    }

    private static void check(Case c, long seed) {
        Graph g = new Graph(Mode.TRAINING);
        Node y = c.build().apply(g);
        Node error = y.times(g.input("upstream", y.shape())).total();
        // A gradient of 0, as of a step function, is compared beside one of 1: alone it would stand against rounding.
        for (Node leaf : Stream.concat(Stream.ofNullable(g.inputs().get("x")), g.variables().values().stream()
                .map(Graph.Variable::node)).toList()) {
            error = error.plus(leaf.total());
        }
        Map<String, double[]> inputs = new HashMap<>();
        g.inputs().forEach((name, node) ->
                inputs.put(name, OperationCases.smooth(c, name, node.shape().size(), CounterRandom.key(seed, name))));
        Interpreter interpreter = new Interpreter(seed);
        g.variables().forEach((name, v) ->
                interpreter.set(name, OperationCases.smooth(c, name, v.shape().size(), CounterRandom.key(seed, name))));
        GradientCheck found = GradientCheck.of(error, new LinkedHashMap<>(inputs), interpreter, 25, seed);
        assertThat(found.parameters()).isNotEmpty();
        assertThat(found.error()).as("%s, seed %d: %s", c.name(), seed, found).isLessThan(LARGEST_ERROR);
    }
}
