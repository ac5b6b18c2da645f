package org.madaline.book.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.madaline.book.network.ActivationFunction.Scalar;
import org.madaline.book.network.ActivationFunction.Softmax;

class SoftmaxLossTest {
    private static final FeedForward F = FeedForward.random(5, Scalar.TANH, Softmax.SOFTMAX, 2, 4, 3);
    private static final double[][] X = {{1, 2}, {-1, 0.5}, {0, -1}, {3, -2}};
    private static final int[] LABELS = {0, 2, 1, 2};

    @Test
    void oneHotHasOneOne() {
        assertThat(SoftmaxLoss.oneHot(0, 4)).containsExactly(1, 0, 0, 0);
        assertThat(SoftmaxLoss.oneHot(3, 4)).containsExactly(0, 0, 0, 1);
        assertThatThrownBy(() -> SoftmaxLoss.oneHot(4, 4)).hasMessage("with 4 classes a label is 0 to 3, not 4");
        assertThatThrownBy(() -> SoftmaxLoss.oneHot(-1, 4)).hasMessageContaining("not -1");
    }

    @Test
    void theLossIsMinusTheLogarithmOfTheTrueClass() {
        double[] p = {0.7, 0.2, 0.1};
        for (int k = 0; k < 3; k++) {
            assertThat(SoftmaxLoss.value(SoftmaxLoss.oneHot(k, 3), p)).isCloseTo(-Math.log(p[k]), within(1e-15));
        }
        assertThat(SoftmaxLoss.value(new double[] {0.5, 0.5, 0}, new double[] {0.5, 0.5, 0}))
                .isCloseTo(Math.log(2), within(1e-15));
    }

    @Test
    void theHypothesisIsTheLargestOutput() {
        assertThat(SoftmaxLoss.hypothesis(new double[] {0.2, 0.5, 0.3})).isEqualTo(1);
        assertThat(SoftmaxLoss.hypothesis(new double[] {0.4, 0.4, 0.2})).isZero();
    }

    @Test
    void logisticRegressionIsTheCaseOfTwoClasses() {
        for (double t = -20; t <= 20; t += 0.7) {
            double[] p = Softmax.SOFTMAX.apply(new double[] {-t, 0});
            assertThat(p[1]).isCloseTo(Scalar.SIGMOID.value(t), within(1e-15));
            assertThat(p[0]).isCloseTo(1 - Scalar.SIGMOID.value(t), within(1e-15));
        }
    }

    @Test
    void theLikelihoodIsTheProductOfTheTrueClasses() {
        double likelihood = 1;
        double trueClasses = 1;
        double losses = 0;
        for (int i = 0; i < X.length; i++) {
            double[] y = SoftmaxLoss.oneHot(LABELS[i], 3);
            double[] f = F.apply(X[i]);
            assertThat(SoftmaxLoss.probability(y, f)).isCloseTo(f[LABELS[i]], within(1e-15));
            likelihood *= SoftmaxLoss.probability(y, f);
            trueClasses *= f[LABELS[i]];
            losses += SoftmaxLoss.value(y, f);
        }
        assertThat(likelihood).isCloseTo(trueClasses, within(1e-15));
        assertThat(-Math.log(likelihood)).isCloseTo(losses, within(1e-14));
    }
}
