package org.madaline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.madaline.autodiff.Backpropagation;
import org.madaline.computation.Engine;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.init.Initializers;
import org.madaline.kernels.spec.KernelsLoader;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Dense;
import org.madaline.layer.Layer;
import org.madaline.layer.Network;
import org.madaline.loss.SoftmaxCrossEntropy;
import org.madaline.optimizer.Adam;
import org.madaline.tensor.Shape;
import org.madaline.train.Trainer;
import org.madaline.train.TrainingGraph;

/// What the compiler looks at grows with the graph, not with its square. Counted, not timed.
class CompileWorkTest {
    private record Compiled(ExecutionPlan plan, long visits) {}

    private static Compiled compile(Graph g, List<Node> outputs, int bySize) {
        Work work = new Work();
        ExecutionPlan plan = Compiler.compile(g, outputs, new Variables(1), KernelsLoader.choice().kernels(), 1,
                new Compiler.Options(true, bySize, work));
        return new Compiled(plan, work.visits());
    }

    private static void growsWith(IntToLongFunction visits, int n) {
        assertThat((double) visits.applyAsLong(2 * n) / visits.applyAsLong(n)).isBetween(1.5, 2.2);
    }

    private static Network deep(int layers, Activation f, boolean normalized) {
        List<Layer> all = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            all.add(new Dense(4));
            if (normalized) {
                all.add(new BatchNorm());
            }
            all.add(f);
        }
        return Network.of(Shape.of(4), all.toArray(Layer[]::new));
    }

    private static long training(Network network) {
        TrainingGraph step = TrainingGraph.of(new Trainer(network, new SoftmaxCrossEntropy(), new Adam(1e-3)), 8, Shape.of());
        return compile(step.graph(), List.of(step.loss(), step.prediction()), 0).visits();
    }

    @Test
    void trainingOfADeepNetwork() {
        growsWith(n -> training(deep(n, Activation.RELU, false)), 100);
        growsWith(n -> training(deep(n, Activation.TANH, false)), 100);
        growsWith(n -> training(deep(n, Activation.GELU, true)), 60);
    }

    @Test
    void inferenceOfADeepNetwork() {
        growsWith(n -> {
            Graph g = new Graph(Mode.INFERENCE);
            return compile(g, List.of(deep(n, Activation.TANH, true).build(g, 2)), 0).visits();
        }, 100);
    }

    @Test
    void anUnrolledRecurrentNetwork() {
        growsWith(n -> compile(unrolled(n), List.of(), 0).visits(), 60);
    }

    /// A long short-term memory over `steps` steps, with its gradients.
    private static Graph unrolled(int steps) {
        int size = 4;
        Graph g = new Graph(Mode.TRAINING);
        Node x = g.input("x", Shape.of(2, 3 * steps));
        Node w = g.parameter("w", Shape.of(4 * size, 3), Initializers.ONES);
        Node u = g.parameter("u", Shape.of(4 * size, size), Initializers.ONES);
        Node b = g.parameter("b", Shape.of(1, 4 * size), Initializers.ONES);
        Node h = g.constant(0).broadcast(Shape.of(2, size));
        Node c = h;
        for (int t = 0; t < steps; t++) {
            Node z = x.narrow(1, 3 * t, 3 * t + 3).matmulTransposed(w).plus(h.matmulTransposed(u)).plus(b);
            Node kept = z.narrow(1, size, 2 * size).sigmoid().times(c);
            c = kept.plus(z.narrow(1, 0, size).sigmoid().times(z.narrow(1, 3 * size, 4 * size).tanh()));
            h = z.narrow(1, 2 * size, 3 * size).sigmoid().times(c.tanh());
        }
        Map<Node, Node> gradients = Backpropagation.gradients(h.square().total(), List.of(w, u, b));
        gradients.forEach((p, gradient) -> g.assign(p, p.minus(gradient.times(0.1))));
        return g;
    }

    @Test
    void aValueMultipliedByItselfThirtyTimesIsOnePassOfThirtyInstructions() {
        Graph g = new Graph(Mode.INFERENCE);
        Node x = g.input("x", Shape.of(4));
        Node y = x;
        for (int i = 0; i < 30; i++) {
            y = y.times(y);
        }
        Compiled compiled = compile(g, List.of(y), MemoryPlan.BY_SIZE);
        assertThat(compiled.visits()).isLessThan(1000);
        assertThat(compiled.plan().steps()).hasSize(1);
        compiled.plan().set("x", 1, -1, 0, 2);
        compiled.plan().run(Engine.shared().workers());
        assertThat(compiled.plan().tensor(0).toArray()).containsExactly(1, 1, 0, Float.POSITIVE_INFINITY);
    }

    @Test
    void manyBuffersTakeLittleMoreMemoryThanFew() {
        Network network = deep(40, Activation.TANH, true);
        TrainingGraph step = TrainingGraph.of(new Trainer(network, new SoftmaxCrossEntropy(), new Adam(1e-3)), 8, Shape.of());
        List<Node> outputs = List.of(step.loss(), step.prediction());
        long bySize = compile(step.graph(), outputs, MemoryPlan.BY_SIZE).plan().bytes();
        long byTime = compile(step.graph(), outputs, 0).plan().bytes();
        assertThat(byTime).isLessThan(bySize * 5 / 4);
    }
}
