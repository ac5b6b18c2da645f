package org.madaline.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.madaline.tensor.Shape;
import org.madaline.tensor.Tensor;

final class InitializersTest {
    private static final Shape WEIGHT = Shape.of(200, 50, 3, 3);
    private static final double IN = 450;
    private static final double OUT = 1800;
    private static final long KEY = 1;

    @Test
    void variancesAreThoseOfThePapers() {
        check(Initializers.GLOROT_NORMAL, 2 / (IN + OUT), 3);
        check(Initializers.GLOROT_UNIFORM, 2 / (IN + OUT), 1.8);
        check(Initializers.HE_NORMAL, 2 / IN, 3);
        check(Initializers.HE_UNIFORM, 2 / IN, 1.8);
        check(Initializers.HE_NORMAL_OUT, 2 / OUT, 3);
        check(Initializers.LECUN_NORMAL, 1 / IN, 3);
        check(Initializers.LECUN_UNIFORM, 1 / IN, 1.8);
    }

    /// Mean 0, the given variance, and the fourth moment in squares of the variance: 3 if normal, 9/5 if uniform. The
    /// bounds are six standard errors of 90,000 numbers.
    private static void check(Initializer initializer, double variance, double kurtosis) {
        double[] x = values(initializer, WEIGHT);
        double error = 6 / Math.sqrt(x.length);
        assertThat(moment(x, 1) / Math.sqrt(variance)).as("mean of %s", initializer).isCloseTo(0, Offset.offset(error));
        assertThat(moment(x, 2) / variance).as("variance of %s", initializer)
                .isCloseTo(1, Offset.offset(error * Math.sqrt(kurtosis - 1)));
        assertThat(moment(x, 4) / variance / variance).as("fourth moment of %s", initializer)
                .isCloseTo(kurtosis, Offset.offset(error * Math.sqrt(kurtosis > 2 ? 96 : 2)));
    }

    @Test
    void simpleDistributions() {
        assertThat(values(Initializers.constant(0.25), Shape.of(3))).containsExactly(0.25, 0.25, 0.25);
        assertThat(values(Initializers.ZEROS, Shape.of(2))).containsExactly(0, 0);
        assertThat(values(Initializers.ONES, Shape.of(2))).containsExactly(1, 1);
        double[] uniform = values(Initializers.uniform(2, 5), WEIGHT);
        assertThat(java.util.Arrays.stream(uniform)).allMatch(x -> x >= 2 && x <= 5);
        assertThat(moment(uniform, 1)).isCloseTo(3.5, Offset.offset(0.02));
        double[] normal = values(Initializers.normal(3, 0.5), WEIGHT);
        assertThat(moment(normal, 1)).isCloseTo(3, Offset.offset(0.01));
        assertThat(moment(normal, 2) - 9).isCloseTo(0.25, Offset.offset(0.07));
        double[] truncated = values(Initializers.truncatedNormal(0, 0.02, 2), WEIGHT);
        assertThat(java.util.Arrays.stream(truncated)).allMatch(x -> Math.abs(x) <= 0.04 + 1e-9);
        // The variance of a normal distribution cut at two deviations is 0.7737413 of the whole one's.
        assertThat(moment(truncated, 2) / 0.0004).isCloseTo(0.7737413, Offset.offset(0.015));
    }

    @Test
    void orthogonalRowsOrColumns() {
        for (Shape shape : new Shape[] {Shape.of(20, 30), Shape.of(30, 20), Shape.of(16, 4, 3, 3), Shape.of(7, 7)}) {
            Tensor w = Initializers.orthogonal(2).initialize(shape, KEY);
            int rows = shape.dim(0);
            int columns = shape.size() / rows;
            boolean wide = rows <= columns;
            int count = Math.min(rows, columns);
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < count; j++) {
                    double dot = 0;
                    for (int k = 0; k < Math.max(rows, columns); k++) {
                        dot += (double) w.get(wide ? i * columns + k : k * columns + i)
                                * w.get(wide ? j * columns + k : k * columns + j);
                    }
                    assertThat(dot).as("%s: %s times %s", shape, i, j).isCloseTo(i == j ? 4 : 0, Offset.offset(1e-5));
                }
            }
        }
    }

    @Test
    void valuesDependOnTheKeyAndTheIndexOnly() {
        for (Initializer initializer : new Initializer[] {Initializers.HE_NORMAL, Initializers.uniform(0, 1),
            Initializers.truncatedNormal(0, 1, 1)}) {
            Tensor x = initializer.initialize(Shape.of(5, 4), KEY);
            assertThat(initializer.initialize(Shape.of(5, 4), KEY)).isEqualTo(x);
            assertThat(initializer.initialize(Shape.of(5, 4), KEY + 1)).isNotEqualTo(x);
            float[] longer = initializer.initialize(Shape.of(10, 4), KEY).toArray();
            assertThat(java.util.Arrays.copyOf(longer, 20)).isEqualTo(x.toArray());
        }
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatThrownBy(() -> Initializers.uniform(1, 0)).hasMessageContaining("low <= high");
        assertThatThrownBy(() -> Initializers.normal(0, -1)).hasMessageContaining("deviation");
        assertThatThrownBy(() -> Initializers.constant(Double.NaN)).hasMessageContaining("finite");
        assertThatThrownBy(() -> Initializers.truncatedNormal(0, 1, 0)).hasMessageContaining("bound");
        assertThatThrownBy(() -> Initializers.orthogonal(1).initialize(Shape.of(3), KEY)).hasMessageContaining("2 axes");
    }

    private static double[] values(Initializer initializer, Shape shape) {
        float[] values = initializer.initialize(shape, KEY).toArray();
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static double moment(double[] x, int power) {
        double sum = 0;
        for (double value : x) {
            sum += Math.pow(value, power);
        }
        return sum / x.length;
    }
}
