package org.madaline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.madaline.autodiff.Backpropagation;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.Op;
import org.madaline.init.Initializers;
import org.madaline.interpret.Interpreter;
import org.madaline.kernels.CounterRandom;
import org.madaline.kernels.Workers;
import org.madaline.kernels.spec.Kernels;
import org.madaline.kernels.spec.KernelsLoader;
import org.madaline.kernels.spec.KernelsProvider;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

/// Operations cut into many chunks: the same bits on vectors and threads, and those of what they stand for.
class LargeOperandsTest {
    private final Graph g = new Graph(Mode.TRAINING);
    private final Map<String, float[]> inputs = new HashMap<>();

    private Node input(String name, Function<Integer, Float> value, int... dims) {
        float[] values = new float[Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(i);
        }
        inputs.put(name, values);
        return g.input(name, Shape.of(dims));
    }

    private Node normal(String name, int... dims) {
        long key = CounterRandom.key(7, name);
        return input(name, i -> CounterRandom.normal(key, 0, i), dims);
    }

    /// Whole numbers from `from` to below `to`.
    private Node whole(String name, int from, int to, int... dims) {
        long key = CounterRandom.key(8, name);
        return input(name, i -> (float) (from + CounterRandom.below(key, 0, i, to - from)), dims);
    }

    private List<Tensor> run(Kernels kernels, int threads, List<Node> outputs) {
        ExecutionPlan plan = Compiler.compile(g, outputs, new Variables(5), kernels, 0);
        plan.inputs().forEach(name -> plan.set(name, inputs.get(name)));
        try (Workers workers = Workers.of(threads)) {
            plan.prepare(workers);
            plan.run(workers);
        }
        return java.util.stream.IntStream.range(0, outputs.size()).mapToObj(plan::tensor).toList();
    }

    /// The values, which are the same however they are computed.
    private List<Tensor> values(Node... outputs) {
        Kernels portable = ServiceLoader.load(KernelsProvider.class).stream().map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals("portable")).findFirst().orElseThrow().create();
        List<Tensor> values = run(portable, 1, List.of(outputs));
        for (int threads = 1; threads <= 3; threads++) {
            assertThat(run(KernelsLoader.choice().kernels(), threads, List.of(outputs))).as(threads + " threads").isEqualTo(values);
        }
        return values;
    }

    private void agrees(Node... outputs) {
        Map<String, double[]> wide = new HashMap<>();
        inputs.forEach((name, values) -> wide.put(name, doubles(values)));
        Interpreter interpreter = new Interpreter(0);
        Variables variables = new Variables(5);
        variables.add(g.variables().values());
        variables.names().forEach(name -> interpreter.set(name, doubles(variables.get(name).toArray())));
        interpreter.evaluate(wide, List.of(outputs));
        List<Tensor> actual = values(outputs);
        for (int o = 0; o < outputs.length; o++) {
            double[] expected = interpreter.value(outputs[o]);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) actual.get(o).get(i)).isCloseTo(expected[i], org.assertj.core.data.Offset.offset(2e-4));
            }
        }
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rowsOfATableAndTheirSums(boolean parameter) {
        Node table = parameter ? g.parameter("w", Shape.of(1000, 70), Initializers.normal(0, 1)) : normal("table", 1000, 70);
        Node rows = table.gather(whole("index", -2, 1000, 60, 50));
        assertThat(rows.shape()).isEqualTo(Shape.of(60, 50, 70));
        Node loss = rows.times(normal("upstream", 60, 50, 70)).total();
        agrees(rows, Backpropagation.gradients(loss, List.of(table)).get(table));
    }

    @Test
    void productsOfManyPairs() {
        for (boolean a : new boolean[] {false, true}) {
            for (boolean b : new boolean[] {false, true}) {
                String at = a + " " + b;
                Node x = normal("x" + at, a ? new int[] {40, 33, 17} : new int[] {40, 17, 33});
                Node y = normal("y" + at, b ? new int[] {40, 70, 33} : new int[] {40, 33, 70});
                Node few = normal("few" + at, a ? new int[] {3, 300, 200} : new int[] {3, 200, 300});
                Node shared = normal("shared" + at, b ? new int[] {1, 130, 300} : new int[] {1, 300, 130});
                Node tiny = normal("tiny" + at, 500, 3, 3);
                agrees(x.matmul(y, a, b), few.matmul(shared, a, b), tiny.matmul(tiny.times(2), a, b));
            }
        }
    }

    @Test
    void maximaAlongAllAxes() {
        Node x = normal("x", 30, 9, 40, 25);
        agrees(x.maximum(), x.maximum(0), x.maximum(1), x.maximum(2, 3), x.minimum(0, 2, 3), x.maximum(1, 3));
        Node w = g.parameter("w", Shape.of(300, 200), Initializers.normal(0, 1));
        agrees(w.abs().maximum(), w.maximum(0), w.maximum(1));
    }

    /// The cross-entropy of class indices has the bits of that of unit vectors, and so has its gradient.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 64, 65, 257, 3000})
    void classesAreUnitVectors(int classes) {
        int rows = classes > 1000 ? 40 : 300;
        long key = CounterRandom.key(3, "z");
        Node z = input("z", i -> i % 97 == 5 ? -200 : i % 89 == 3 ? 1e5f : 3 * CounterRandom.normal(key, 0, i), rows, classes);
        Node k = whole("k", -1, classes, rows);
        Node unit = g.apply(new Op.OneHot(classes), k);
        Node upstream = normal("upstream", rows, 1);
        Node one = g.apply(new Op.ClassCrossEntropy(), z, k);
        Node other = g.apply(new Op.CrossEntropy(), z, unit);
        List<Tensor> found = values(one, Backpropagation.gradients(one.times(upstream).total(), List.of(z)).get(z),
                other, Backpropagation.gradients(other.times(upstream).total(), List.of(z)).get(z));
        assertThat(found.get(0)).isEqualTo(found.get(2));
        assertThat(found.get(1)).isEqualTo(found.get(3));
    }

    /// The loss takes this way where it can, also with an index that is ignored, which need not be a class.
    @Test
    void theLossNeedsNoUnitVectors() {
        Node z = normal("z", 50, 10);
        Node k = whole("k", 0, 10, 50, 1);
        Node unit = g.apply(new Op.OneHot(10), k.reshape(Shape.of(50)));
        var loss = new SoftmaxCrossEntropy();
        List<Tensor> found = values(loss.build(z, k), loss.build(z, unit), loss.withIgnored(4).build(z, k), loss.withIgnored(255).build(z, k));
        assertThat(found.get(0)).isEqualTo(found.get(1)).isEqualTo(found.get(3)).isNotEqualTo(found.get(2));
        Graph alone = new Graph(Mode.TRAINING);
        loss.build(alone.input("z", Shape.of(50, 10)), alone.input("k", Shape.of(50)));
        assertThat(alone.nodes()).noneMatch(node -> node.op() instanceof Op.OneHot);
    }

    @Test
    void indicesThatAreNoneEndTheRun() {
        Node table = normal("table", 5, 3);
        for (float wrong : new float[] {5, 1.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
            for (Node rows : List.of(table.gather(input("index", _ -> wrong, 2)),
                    normal("x", 2, 3).scatterAdd(input("index", _ -> wrong, 2), 5),
                    g.apply(new Op.OneHot(5), input("index", _ -> wrong, 2)))) {
                assertThatThrownBy(() -> values(rows)).hasStackTraceContaining("index 0 is").hasStackTraceContaining(wrong == 5 ? "5" : "whole");
                assertThatThrownBy(() -> agrees(rows)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
