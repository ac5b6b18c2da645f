package org.madaline.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// The formulas of chapter 2, each against its definition.
class LogisticTest {
    private static final double[][] X = {{1, 2}, {-1, 0.5}, {0, -3}};
    private static final int[] Y = {1, 0, 1};
    private static final double[] W = {0.3, -0.7};
    private static final double B = 0.2;

    private static double naive(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    @Test
    void sigmoidIsExactAndDoesNotOverflow() {
        for (double z = -30; z <= 30; z += 0.37) {
            assertThat(Logistic.sigmoid(z)).isCloseTo(naive(z), within(1e-15));
        }
        assertThat(Logistic.sigmoid(0)).isEqualTo(0.5);
        assertThat(Logistic.sigmoid(1000)).isEqualTo(1);
        assertThat(Logistic.sigmoid(-1000)).isZero();
        assertThat(Logistic.sigmoid(-700)).isCloseTo(Math.exp(-700), within(1e-318));
    }

    /// Equation 2.3: the model is a Bernoulli distribution.
    @Test
    void modelIsADistribution() {
        double p = naive(0.3 * 1 - 0.7 * 2 + 0.2);
        assertThat(Logistic.model(1, X[0], W, B)).isCloseTo(p, within(1e-15));
        assertThat(Logistic.model(0, X[0], W, B)).isCloseTo(1 - p, within(1e-15));
        assertThat(Logistic.logModel(0, new double[] {0, 2000}, new double[] {0, 1}, 0)).isEqualTo(-2000);
    }

    /// Equations 2.4, 2.5, 2.10 and 2.13: likelihood, its negative logarithm, and the mean of the losses.
    @Test
    void crossEntropyIsTheNegativeLogarithmOfTheLikelihood() {
        double likelihood = 1;
        double losses = 0;
        for (int i = 0; i < X.length; i++) {
            double p = naive(W[0] * X[i][0] + W[1] * X[i][1] + B);
            likelihood *= Math.pow(p, Y[i]) * Math.pow(1 - p, 1 - Y[i]);
            losses += Logistic.loss(Y[i], p);
        }
        assertThat(Logistic.likelihood(X, Y, W, B)).isCloseTo(likelihood, within(1e-15));
        assertThat(Logistic.crossEntropy(X, Y, W, B)).isCloseTo(-Math.log(likelihood), within(1e-14));
        assertThat(Logistic.empiricalRisk(X, Y, W, B)).isCloseTo(losses / 3, within(1e-14));
    }

    /// Definition 2.4.1; at the ends of the interval the definition's limit.
    @Test
    void loss() {
        assertThat(Logistic.loss(1, 0.25)).isCloseTo(Math.log(4), within(1e-15));
        assertThat(Logistic.loss(0, 0.25)).isCloseTo(-Math.log(0.75), within(1e-15));
        assertThat(Logistic.loss(1, 1)).isZero();
        assertThat(Logistic.loss(0, 0)).isZero();
        assertThat(Logistic.loss(1, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> Logistic.loss(1, 1.5)).hasMessageContaining("[0, 1]");
        assertThatThrownBy(() -> Logistic.loss(2, 0.5)).hasMessageContaining("0 and 1");
    }

    /// Equations 2.7 and 2.8 decide alike; on the boundary both take 1.
    @Test
    void hypothesisIsTheSideOfTheHyperplane() {
        for (double[] x : X) {
            assertThat(Logistic.hypothesis(x, W, B)).isEqualTo(Logistic.side(x, W, B));
        }
        assertThat(Logistic.hypothesis(new double[] {0, 0}, W, 0)).isEqualTo(1);
        assertThat(Logistic.side(new double[] {0, 0}, W, 0)).isEqualTo(1);
        double x2 = Logistic.boundary(4, W, B);
        assertThat(Logistic.score(W, B, new double[] {4, x2})).isCloseTo(0, within(1e-15));
        assertThat(Logistic.distance(new double[] {0, 0}, new double[] {3, 4}, 10)).isEqualTo(2);
    }
}
