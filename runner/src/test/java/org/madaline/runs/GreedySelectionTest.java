package org.madaline.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GreedySelectionTest {
    private static double[][] constant(int rows, double value) {
        double[][] all = new double[rows][1];
        Arrays.stream(all).forEach(row -> row[0] = value);
        return all;
    }

    private static GreedySelection.Loss from(double target) {
        return (answer, _) -> (answer[0] - target) * (answer[0] - target);
    }

    @Test
    void modelsWhoseMeanIsBestCountAndOthersDoNot() {
        double[] weights = GreedySelection.weights(new double[][][] {constant(60, 0), constant(60, 100), constant(60, 5)}, from(2));
        assertThat(weights[1]).isZero();
        assertThat(weights[0]).isCloseTo(0.6, within(0.03));
        assertThat(weights[2]).isCloseTo(0.4, within(0.03));
    }

    @Test
    void ofEqualModelsTheFirstCounts() {
        assertThat(GreedySelection.weights(new double[][][] {constant(60, 1), constant(60, 1)}, from(2))).containsExactly(1, 0);
    }

    @Test
    void fewRowsDoNotTell() {
        assertThat(GreedySelection.weights(new double[][][] {constant(49, 0), constant(49, 1)}, from(0))).containsExactly(0.5, 0.5);
    }
}
