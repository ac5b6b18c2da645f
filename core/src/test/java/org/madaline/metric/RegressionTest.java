package org.madaline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RegressionTest {
    private static final double[] ACTUAL = {3, -0.5, 2, 7};
    private static final double[] PREDICTED = {2.5, 0, 2, 8};

    @Test
    void agreesWithTheDefinitions() {
        assertThat(Regression.meanSquaredError(ACTUAL, PREDICTED)).isEqualTo(0.375);
        assertThat(Regression.meanAbsoluteError(ACTUAL, PREDICTED)).isEqualTo(0.5);
        assertThat(Regression.r2(ACTUAL, PREDICTED)).isCloseTo(1 - 1.5 / 29.1875, within(1e-15));
        assertThat(Regression.r2(ACTUAL, ACTUAL)).isEqualTo(1);
    }

    @Test
    void definesTheEdges() {
        double[] constant = {2, 2};
        assertThat(Regression.r2(constant, constant)).isEqualTo(1);
        assertThat(Regression.r2(constant, new double[] {1, 3})).isZero();
        assertThat(Regression.r2(ACTUAL, new double[] {1, 2, Double.NaN, 4})).isNaN();
        assertThat(Regression.meanSquaredError(new double[] {1}, new double[] {Double.NaN})).isNaN();
        assertThatIllegalArgumentException().isThrownBy(() -> Regression.r2(new double[1], new double[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> Regression.meanAbsoluteError(new double[1], new double[2]));
    }
}
