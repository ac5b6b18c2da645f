package org.madaline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.madaline.computation.Engine;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.kernels.CounterRandom;
import org.madaline.layer.Activation;
import org.madaline.layer.FeatureScale;
import org.madaline.layer.Network;
import org.madaline.layer.NtkDense;
import org.madaline.layer.ParametricActivation;
import org.madaline.model.Model;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

final class DataDrivenStartTest {
    private static final int EXAMPLES = 500;
    private static final Network NETWORK = Network.of(Shape.of(3), new FeatureScale(), new NtkDense(16),
            new ParametricActivation(Activation.SELU), new NtkDense(7));

    /// One feature is a thousand times as large as the others.
    private static Dataset examples() {
        float[] x = new float[EXAMPLES * 3];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i % 3 == 0 ? 1000 : 1) * CounterRandom.normal(5, 0, i) + 2;
        }
        return new ArrayDataset(EXAMPLES, Shape.of(3), Shape.of(1), x, new float[EXAMPLES], List.of());
    }

    @Test
    void eachWeightedSumHasDeviationOneAndEachBiasIsAmongItsValues() {
        Dataset examples = examples();
        Map<String, Tensor> start = DataDrivenStart.of(NETWORK, examples, 3, Engine.shared());
        assertThat(start.keySet()).containsExactly("1.weight", "1.bias", "3.weight", "3.bias");
        var first = new Network(NETWORK.input(), new org.madaline.layer.Sequential(
                List.of(new FeatureScale(), new NtkDense(16))));
        var model = new Model(first, Map.of("0.scale", Tensor.of(Shape.of(3), 1, 1, 1), "1.weight", start.get("1.weight"),
                "1.bias", start.get("1.bias")), List.of(), Map.of());
        float[] x = new float[EXAMPLES * 3];
        for (int i = 0; i < EXAMPLES; i++) {
            examples.read(i, x, 3 * i, new float[1], 0);
        }
        Tensor z = model.outputs(Tensor.wrap(Shape.of(EXAMPLES, 3), x));
        for (int j = 0; j < 16; j++) {
            double mean = 0;
            double square = 0;
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < EXAMPLES; i++) {
                double value = z.get(i * 16 + j);
                mean += value / EXAMPLES;
                square += value * value / EXAMPLES;
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
            assertThat(Math.sqrt(square - mean * mean)).isCloseTo(1, within(1e-3));
            assertThat(least).as("the kink lies among the values").isNegative();
            assertThat(greatest).isPositive();
        }
    }

    @Test
    void isAFunctionOfTheSeed() {
        assertThat(DataDrivenStart.of(NETWORK, examples(), 3, Engine.shared()).get("3.bias"))
                .isEqualTo(DataDrivenStart.of(NETWORK, examples(), 3, Engine.shared()).get("3.bias"))
                .isNotEqualTo(DataDrivenStart.of(NETWORK, examples(), 4, Engine.shared()).get("3.bias"));
    }
}
