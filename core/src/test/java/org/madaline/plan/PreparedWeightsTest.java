package org.madaline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.madaline.computation.Engine;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.layer.BatchNorm;
import org.madaline.layer.Convolution;
import org.madaline.layer.GlobalAveragePool;
import org.madaline.layer.Network;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

class PreparedWeightsTest {
    private static final Network NETWORK = Network.of(Shape.of(2, 6, 6), new Convolution(3, 3), new BatchNorm(), new Convolution(32, 1),
            new GlobalAveragePool());

    private final Engine engine = Engine.shared();
    private final Variables variables = new Variables(1);

    private ExecutionPlan plan(int n, PreparedWeights shared) {
        Graph g = new Graph(Mode.INFERENCE);
        var output = List.of(NETWORK.build(g, n));
        ExecutionPlan plan = shared == null ? Compiler.compile(g, output, variables, engine.kernels(), 0)
                : Compiler.compile(g, output, variables, shared, engine.kernels());
        plan.prepare(engine.workers());
        return plan;
    }

    private Tensor run(ExecutionPlan plan) {
        var x = plan.input("x");
        for (int i = 0; i < 72; i++) {
            x.array()[x.offset() + i] = i * 0.01f - 0.3f;
        }
        plan.run(engine.workers());
        return plan.tensor(0);
    }

    @Test
    void plansOfAllSizesShareThemAndComputeThemAnewWhenVariablesHaveChanged() {
        PreparedWeights shared = new PreparedWeights();
        ExecutionPlan one = plan(1, shared);
        int size = shared.size();
        assertThat(size).isPositive();
        ExecutionPlan three = plan(3, shared);
        ExecutionPlan another = plan(1, shared);
        assertThat(shared.size()).isEqualTo(size);
        Tensor before = run(plan(1, null));
        assertThat(run(one)).isEqualTo(before);
        assertThat(run(another)).isEqualTo(before);

        variables.set("0.weight", Tensor.wrap(Shape.of(3, 2, 3, 3), filled(54)));
        variables.set("2.weight", Tensor.wrap(Shape.of(32, 3, 1, 1), filled(96)));
        shared.refresh();
        another.prepare(engine.workers());
        one.prepare(engine.workers());
        three.prepare(engine.workers());
        Tensor after = run(plan(1, null));
        assertThat(after).isNotEqualTo(before);
        assertThat(run(one)).isEqualTo(after);
        assertThat(run(another)).isEqualTo(after);
        assertThat(java.util.Arrays.copyOf(run(three).toArray(), 32)).isEqualTo(after.toArray());
    }

    private static float[] filled(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = 0.01f * (i % 17) - 0.05f;
        }
        return values;
    }
}
