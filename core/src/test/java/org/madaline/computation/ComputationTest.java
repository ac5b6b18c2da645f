package org.madaline.computation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.madaline.graph.Node;
import org.madaline.layer.Activation;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Convolution;
import org.madaline.layer.Dense;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.Network;
import org.madaline.plan.PreparedWeights;
import org.madaline.plan.Variables;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

@Timeout(120)
class ComputationTest {
    /// Convolutions of all kinds whose weights are packed: for few channels, over patches, transformed, depthwise.
    private static final Network NETWORK = Network.of(Shape.of(3, 12, 12),
            new Convolution(4, 3).withSamePadding(), new BatchNorm(), Activation.RELU,
            new Convolution(32, 1), new BatchNorm(), Activation.RELU,
            new Convolution(32, 3).withSamePadding(), new BatchNorm(), Activation.RELU,
            new Convolution(32, 3).withGroups(32).withSamePadding(), new BatchNorm(), Activation.RELU,
            new GlobalAveragePool(), new Dense(5));

    private final PreparedWeights prepared = new PreparedWeights();

    private Computation computation(Network network, PlanPool.Bounds bounds) {
        return new Computation(Map.of("x", SymbolicShape.batch(network.input())),
                (g, sizes) -> Map.of("z", network.build(g, sizes.get("N"))), new Variables(1), prepared, Engine::shared, bounds);
    }

    private static Tensor examples(Shape input, int n, long seed) {
        float[] x = new float[n * input.size()];
        Random random = new Random(seed);
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat() - 0.5f;
        }
        return Tensor.wrap(input.prepend(n), x);
    }

    private static Tensor outputs(Computation computation, Tensor x) {
        return computation.run(Map.of("x", x)).get("z");
    }

    @Test
    void aThousandCallersShareAFewPlansAndOneSetOfPreparedWeights() throws Exception {
        Computation computation = computation(NETWORK, new PlanPool.Bounds(2, 2, 0));
        List<Tensor> inputs = new ArrayList<>();
        List<Tensor> expected = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            inputs.add(examples(NETWORK.input(), 1, i));
            expected.add(outputs(computation, inputs.get(i)));
        }
        int size = prepared.size();
        long bytes = prepared.bytes();
        long one = computation.held().bytes();
        assertThat(size).isGreaterThanOrEqualTo(8);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Tensor>> calls = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                Tensor x = inputs.get(i % 10);
                calls.add(() -> outputs(computation, x));
            }
            List<Future<Tensor>> results = threads.invokeAll(calls);
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(expected.get(i % 10));
            }
        }
        assertThat(computation.held().most()).isLessThanOrEqualTo(2);
        assertThat(computation.held().mostBytes()).isLessThanOrEqualTo(2 * one);
        assertThat(prepared.size()).isEqualTo(size);
        assertThat(prepared.bytes()).isEqualTo(bytes);
    }

    @Test
    void anExampleHasTheSameOutputsInPlansOfAllSizesWhichShareTheirWeights() {
        Computation computation = computation(NETWORK, PlanPool.Bounds.usual());
        Tensor all = examples(NETWORK.input(), 7, 1);
        float[] together = outputs(computation, all).toArray();
        int size = prepared.size();
        for (int n = 1; n < 7; n++) {
            Tensor some = Tensor.wrap(NETWORK.input().prepend(n), Arrays.copyOf(all.toArray(), n * NETWORK.input().size()));
            assertThat(outputs(computation, some).toArray()).isEqualTo(Arrays.copyOf(together, n * 5));
        }
        assertThat(prepared.size()).isEqualTo(size);
    }

    @Test
    void tenThousandBatchSizesLeaveFewPlans() {
        Network network = Network.of(Shape.of(4), new Dense(3), new BatchNorm(), Activation.RELU, new Dense(2));
        Computation computation = computation(network, new PlanPool.Bounds(2, 4, 1 << 20));
        for (int n = 1; n <= 10_000; n++) {
            computation.with(Map.of("N", n), plan -> plan.bytes());
        }
        assertThat(computation.held().made()).isEqualTo(10_000);
        assertThat(computation.held().most()).isLessThanOrEqualTo(4);
        assertThat(computation.held().mostBytes()).isLessThan(4 * 10_000 * 4 * 20L);
        assertThat(prepared.size()).isLessThan(20);
    }

    @Test
    void inputsAreNamedAndSizesLearnedFromThem() {
        Computation scores = new Computation(
                Map.of("query", SymbolicShape.of("N", "D"), "keys", SymbolicShape.of("T", "D")),
                (g, sizes) -> {
                    Node q = g.input("query", Shape.of(sizes.get("N"), sizes.get("D")));
                    Node k = g.input("keys", Shape.of(sizes.get("T"), sizes.get("D")));
                    Node products = q.matmulTransposed(k);
                    return Map.of("scores", products, "scaled", products.times(g.constant(sizes.get("scale"))));
                }, new Variables(0), prepared, Engine::shared, PlanPool.Bounds.usual());
        Tensor q = Tensor.of(Shape.of(1, 2), 1, 2);
        Tensor k = Tensor.of(Shape.of(3, 2), 1, 0, 0, 1, 1, 1);
        var results = scores.run(Map.of("query", q, "keys", k), Map.of("scale", 10));
        assertThat(results.get("scores")).isEqualTo(Tensor.of(Shape.of(1, 3), 1, 2, 3));
        assertThat(results.get("scaled")).isEqualTo(Tensor.of(Shape.of(1, 3), 10, 20, 30));
        assertThat(scores.run(Map.of("query", q, "keys", k), Map.of("scale", 2)).get("scaled"))
                .isEqualTo(Tensor.of(Shape.of(1, 3), 2, 4, 6));
        assertThatThrownBy(() -> scores.run(Map.of("query", q))).hasMessageContaining("takes the inputs").hasMessageContaining("[query]");
        assertThatThrownBy(() -> scores.run(Map.of("query", q, "keys", Tensor.zeros(Shape.of(3, 4))), Map.of("scale", 1)))
                .hasMessageContaining("D").hasMessageMatching("(?s)input (query|keys) takes \\[[NT], D\\], not \\[[13], [24]\\].*");
        assertThatThrownBy(() -> scores.run(Map.of("query", Tensor.zeros(Shape.of(2)), "keys", k), Map.of("scale", 1)))
                .hasMessageContaining("input query takes [N, D], not [2]");
        assertThatThrownBy(() -> SymbolicShape.of("N", 0)).hasMessageContaining("'0'");
    }

    @Test
    void aDefinitionThatReadsWhatWasNotDeclaredIsRefused() {
        Computation wrong = new Computation(Map.of("y", SymbolicShape.of("N", 2)),
                (g, sizes) -> Map.of("z", g.input("x", Shape.of(sizes.get("N"), 2))), new Variables(0), prepared, Engine::shared,
                PlanPool.Bounds.usual());
        assertThatThrownBy(() -> wrong.run(Map.of("y", Tensor.zeros(Shape.of(1, 2))))).hasMessageContaining("reads an input x");
    }
}
