package org.madaline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.madaline.tensor.Shape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScalerTest {
    @ParameterizedTest
    @ValueSource(strings = {"iris", "breast_cancer"})
    void agreesWithScikitLearn(String name) throws Exception {
        JsonNode golden;
        try (var in = getClass().getResourceAsStream("scaler.json")) {
            golden = new JsonMapper().readTree(in).path(name);
        }
        double[][] rows = golden.path("rows").valueStream().map(ScalerTest::numbers).toArray(double[][]::new);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOf(rows[i], rows[i].length - 1);
        }
        double[][] train = golden.path("train").valueStream().map(i -> rows[i.intValue()]).toArray(double[][]::new);
        Scaler standard = Scaler.standard(train);
        assertClose(standard.offset(), golden.path("mean"));
        assertClose(standard.scale(), golden.path("scale"));
        assertClose(standard.apply(rows[0]), golden.path("transformed_row0_of_csv"));
        assertClose(standard.apply(rows[rows.length - 1]), golden.path("transformed_last_row"));
        Scaler minMax = Scaler.minMax(train);
        assertClose(minMax.offset(), golden.path("minmax_min"));
        assertClose(minMax.apply(rows[0]), golden.path("minmax_row0"));
        assertClose(minMax.apply(rows[rows.length - 1]), golden.path("minmax_last_row"));
    }

    private static double[] numbers(JsonNode node) {
        return node.valueStream().mapToDouble(JsonNode::doubleValue).toArray();
    }

    private static void assertClose(double[] actual, JsonNode expected) {
        assertThat(actual).hasSize(expected.size());
        assertThat(actual).containsExactly(numbers(expected), within(1e-11 * largest(numbers(expected))));
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    @Test
    void scalesADataset() {
        Dataset dataset = Numbers.of(5, 2);
        Dataset scaled = Scaler.standard(dataset).apply(dataset);
        float[] x = new float[2];
        float[] y = new float[1];
        scaled.read(4, x, 0, y, 0);
        assertThat(x).containsExactly((float) Math.sqrt(2), (float) -Math.sqrt(2));
        assertThat(y[0]).isEqualTo(0);
        Scaler.minMax(dataset).apply(dataset).read(1, x, 0, y, 0);
        assertThat(x).containsExactly(0.25f, 0.75f);
    }

    /// Median 3, quartiles 2 and 4.5; a column of mostly zeros goes by the others, or its range; a constant becomes 0.
    @Test
    void robustGoesByQuartiles() {
        double[][] gains = new double[40][1];
        for (int i = 0; i < 5; i++) {
            gains[i][0] = 1000 + 100 * i;
        }
        gains[0][0] = 99_999;
        assertThat(Scaler.robust(gains).scale()).as("1100 to 1400 and 99999: quartiles 1200 and 1400").containsExactly(200);
        double[][] rows = {{1, 0, 5}, {2, 0, 5}, {3, 0, 5}, {4.5, 0, 5}, {100, 4, 5}};
        Scaler scaler = Scaler.robust(rows);
        assertThat(scaler.apply(100.0, 4.0, 5.0)).containsExactly(97 / 2.5, 2, 0);
        assertThat(scaler.apply(3.0, 0.0, 7.0)).containsExactly(new double[] {0, 0, 0}, org.assertj.core.api.Assertions.within(1e-300));
        assertThat(Scaler.robust(new double[][] {{1}, {2}}).apply(1.5)[0]).as("between two values").isZero();
    }

    @Test
    void leavesAConstantAlone() {
        double[][] rows = {{0, 0.1, 1}, {0, 0.1, 3}, {0, 0.1, 2}};
        assertThat(Scaler.standard(rows).scale()).startsWith(1, 1);
        assertThat(Scaler.minMax(rows).scale()).containsExactly(1, 1, 2);
        assertThat(Scaler.standard(rows).apply(5, 0.1, 2)[0]).isEqualTo(5);
    }

    @Test
    void refusesWhatHasNoScale() {
        assertThatIllegalArgumentException().isThrownBy(() -> Scaler.standard(new double[0][]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scaler.minMax(new double[][] {{1}, {Double.NaN}}))
                .withMessage("example 1 has the value NaN in feature 0; a scale needs finite numbers");
        Dataset infinite = new ArrayDataset(
                1, Shape.of(1), Shape.SCALAR, new float[] {Float.POSITIVE_INFINITY}, new float[1], List.of());
        assertThatIllegalArgumentException().isThrownBy(() -> Scaler.standard(infinite));
        assertThatIllegalArgumentException().isThrownBy(() -> new Scaler(new double[1], new double[] {0}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scaler.standard(new double[][] {{1}, {2}}).apply(new float[2]))
                .withMessageContaining("fitted to 1 features");
    }
}
