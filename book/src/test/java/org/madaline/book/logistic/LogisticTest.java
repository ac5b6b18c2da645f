package org.madaline.book.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.madaline.analysis.Separability;
import org.madaline.basis.PolynomialBasis;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.Logistic;
import org.madaline.linear.OneVsRest;
import org.madaline.linear.SoftmaxRegression;

/// Chapter 2 against its definitions.
class LogisticTest {
    private static final double[][] X = {{-2}, {-1}, {0}, {1}, {2}};
    private static final int[] Y = {0, 0, 1, 0, 1};

    @Test
    void sigmoidIsRightEverywhere() {
        assertThat(Logistic.sigmoid(0)).isEqualTo(0.5);
        assertThat(Logistic.sigmoid(Math.log(3))).isCloseTo(0.75, within(1e-15));
        assertThat(Logistic.sigmoid(-1000)).isZero();
        assertThat(Logistic.sigmoid(1000)).isOne();
        for (double z = -30; z < 30; z += 0.37) {
            assertThat(Logistic.sigmoid(z)).isCloseTo(1 / (1 + Math.exp(-z)), within(1e-15));
            assertThat(1 - Logistic.sigmoid(z)).isCloseTo(Logistic.sigmoid(-z), within(1e-15));
            assertThat(Logistic.sigmoid(z)).isLessThan(Logistic.sigmoid(z + 0.37));
        }
    }

    @Test
    void theTwoLabelsAreABernoulliDistribution() {
        double[] w = {1.5, -0.5};
        double[] x = {0.8, 1.2};
        double p = 1 / (1 + Math.exp(-0.85));
        assertThat(Logistic.model(1, x, w, 0.25)).isCloseTo(p, within(1e-15));
        assertThat(Logistic.model(0, x, w, 0.25)).isCloseTo(1 - p, within(1e-15));
        assertThat(Math.pow(p, 1) * Math.pow(1 - p, 0)).isCloseTo(Logistic.model(1, x, w, 0.25), within(1e-15));
    }

    @Test
    void theLogarithmOfTheLikelihoodIsASumOfLosses() {
        double[] w = {1};
        double product = 1;
        double sum = 0;
        for (int i = 0; i < 5; i++) {
            double p = 1 / (1 + Math.exp(-(X[i][0] - 0.5)));
            product *= Math.pow(p, Y[i]) * Math.pow(1 - p, 1 - Y[i]);
            sum -= Y[i] * Math.log(p) + (1 - Y[i]) * Math.log(1 - p);
        }
        assertThat(Logistic.likelihood(X, Y, w, -0.5)).isCloseTo(product, within(1e-15));
        assertThat(Logistic.crossEntropy(X, Y, w, -0.5))
                .isCloseTo(sum, within(1e-14))
                .isCloseTo(-Math.log(product), within(1e-14));
    }

    @Test
    void theGradientVanishesAtTheEstimate() {
        Fit fit = Fit.of(X, Y, 0);
        double dw = 0;
        double db = 0;
        for (int i = 0; i < 5; i++) {
            double error = fit.probability(X[i]) - Y[i];
            dw += error * X[i][0];
            db += error;
        }
        assertThat(dw).isCloseTo(0, within(1e-6));
        assertThat(db).isCloseTo(0, within(1e-6));
        double least = Logistic.empiricalRisk(X, Y, fit.w(), fit.b());
        Random random = new Random(1);
        for (int n = 0; n < 100; n++) {
            double[] w = {fit.w()[0] + random.nextGaussian()};
            assertThat(Logistic.empiricalRisk(X, Y, w, fit.b() + random.nextGaussian()))
                    .isGreaterThan(least);
        }
    }

    @Test
    void bothRulesOfDecisionAgree() {
        double[] w = {1.5, -0.5};
        Random random = new Random(2);
        for (int n = 0; n < 500; n++) {
            double[] x = {random.nextGaussian(), random.nextGaussian()};
            assertThat(Logistic.hypothesis(x, w, 0.25)).isEqualTo(Logistic.side(x, w, 0.25));
        }
        assertThat(Logistic.side(new double[] {0, 0.5}, w, 0.25))
                .as("on the boundary")
                .isOne();
        assertThat(Logistic.hypothesis(new double[] {0, 0.5}, w, 0.25))
                .as("on the boundary")
                .isOne();
    }

    @Test
    void crossEntropyIsLeastAtTheTruth() {
        assertThat(Logistic.loss(1, 0.25)).isCloseTo(Math.log(4), within(1e-15));
        assertThat(Logistic.loss(0, 0.25)).isCloseTo(Math.log(4 / 3.0), within(1e-15));
        double truth = 0.3;
        double entropy = truth * Logistic.loss(1, truth) + (1 - truth) * Logistic.loss(0, truth);
        for (double p = 0.01; p < 1; p += 0.01) {
            assertThat(truth * Logistic.loss(1, p) + (1 - truth) * Logistic.loss(0, p))
                    .isGreaterThanOrEqualTo(entropy - 1e-15);
        }
        assertThat(Logistic.crossEntropyOfScore(0, 1000)).isEqualTo(1000);
        assertThat(Logistic.crossEntropyOfScore(1, 1000)).isZero();
    }

    @Test
    void theEmpiricalDistributionCountsShares() {
        Samples sample = new Samples(X, Y);
        assertThat(sample.empirical(e -> e.y() == 1)).isEqualTo(0.4);
        assertThat(sample.empirical(e -> e.x()[0] >= 0 && e.y() == 0)).isEqualTo(0.2);
        assertThat(sample.empirical(e -> true)).isOne();
        double expectation = 0;
        for (int i = 0; i < 5; i++) {
            expectation += 0.2 * Logistic.crossEntropyOfScore(Y[i], X[i][0] - 0.5);
        }
        assertThat(Logistic.empiricalRisk(X, Y, new double[] {1}, -0.5)).isCloseTo(expectation, within(1e-15));
    }

    @Test
    void theTrueRiskIsNeverBelowItsMinimum() {
        double best = TrueRisk.of(2, -0.5);
        double gap = Double.POSITIVE_INFINITY;
        for (int m : new int[] {50, 5000, 50_000}) {
            Samples sample = TrueRisk.sample(m, m);
            Fit fit = Fit.of(sample.x(), sample.y(), 0);
            double risk = TrueRisk.of(fit.w()[0], fit.b());
            assertThat(risk).isGreaterThan(best);
            assertThat(risk - best).as("gap with %d examples", m).isLessThan(gap);
            gap = risk - best;
        }
        assertThat(gap).isLessThan(1e-3);
    }

    @Test
    void separableDataHaveNoEstimate() {
        Samples apart = Samples.separable();
        assertThat(Separability.of(DesignMatrix.of(apart.x()), apart.y()).separable())
                .isTrue();
        assertThat(Separability.of(
                                DesignMatrix.of(Samples.ring().x()),
                                Samples.ring().y())
                        .separable())
                .isFalse();
        assertThat(Separability.of(
                                DesignMatrix.of(Samples.ring().squared()),
                                Samples.ring().y())
                        .separable())
                .isTrue();
        Fit near = Fit.of(apart.x(), apart.y(), 0.5);
        assertThat(near.accuracy(apart.x(), apart.y())).isOne();
        double before = Double.POSITIVE_INFINITY;
        for (double c = 1; c < 1000; c *= 2) {
            double risk = Logistic.empiricalRisk(
                    apart.x(), apart.y(), new double[] {c * near.w()[0], c * near.w()[1]}, c * near.b());
            assertThat(risk).isPositive().isLessThan(before);
            before = risk;
        }
        assertThat(before).isLessThan(1e-10);
    }

    @Test
    void squaresSeparateTheRing() {
        Samples ring = Samples.ring();
        assertThat(Fit.of(ring.x(), ring.y(), 0).accuracy(ring.x(), ring.y()))
                .as("figure 2.1, right")
                .isEqualTo(0.68);
        double[][] phi = ring.squared();
        for (int i = 0; i < phi.length; i++) {
            assertThat(phi[i]).containsExactly(ring.x()[i][0] * ring.x()[i][0], ring.x()[i][1] * ring.x()[i][1]);
        }
        Fit fit = Fit.of(phi, ring.y(), 0.1);
        assertThat(fit.accuracy(phi, ring.y())).as("figure 2.4").isOne();
        assertThat(fit.w()[0]).isNegative();
        assertThat(fit.w()[1]).isNegative();
    }

    @Test
    void oneVsRestAndSoftmaxChooseTheLargestScore() {
        Random random = new Random(4);
        double[][] x = new double[90][2];
        int[] y = new int[90];
        for (int i = 0; i < 90; i++) {
            y[i] = i % 3;
            x[i][0] = Math.cos(2.1 * y[i]) + 0.7 * random.nextGaussian();
            x[i][1] = Math.sin(2.1 * y[i]) + 0.7 * random.nextGaussian();
        }
        DesignMatrix objects = DesignMatrix.of(x);
        var rest = new OneVsRest().fit(objects, y);
        var softmax = new SoftmaxRegression().fit(objects, y);
        for (int i = 0; i < 90; i++) {
            double sum = 0;
            double[] z = new double[3];
            int best = 0;
            for (int k = 0; k < 3; k++) {
                z[k] = Logistic.score(softmax.weights(k), softmax.intercepts()[k], x[i]);
                sum += Math.exp(z[k]);
                best = rest.probabilities(objects)[i][k] > rest.probabilities(objects)[i][best] ? k : best;
            }
            assertThat(rest.predict(objects)[i]).isEqualTo(best);
            for (int k = 0; k < 3; k++) {
                assertThat(softmax.probabilities(objects)[i][k]).isCloseTo(Math.exp(z[k]) / sum, within(1e-12));
            }
        }
        double[] ofClass1 = new double[90];
        int[] isOne = new int[90];
        for (int i = 0; i < 90; i++) {
            isOne[i] = y[i] == 1 ? 1 : 0;
            ofClass1[i] = Logistic.score(rest.weights(1), rest.intercepts()[1], x[i]);
        }
        Fit alone = Fit.of(x, isOne, 0);
        for (int i = 0; i < 90; i++) {
            assertThat(ofClass1[i])
                    .as("model 1 is a logistic regression of its own")
                    .isCloseTo(alone.score(x[i]), within(1e-5));
        }
    }

    @Test
    void monomialsAreCountedAndListed() {
        assertThat(PolynomialBasis.count(400, 2)).isEqualTo(BigInteger.valueOf(80_601));
        assertThat(PolynomialBasis.count(2, 2)).isEqualTo(BigInteger.valueOf(6));
        assertThat(PolynomialBasis.count(784, 5)).isEqualTo(new BigInteger("2515874132157"));
        assertThat(new PolynomialBasis(2, 2).names()).containsExactly("x0", "x1", "x0^2", "x0 x1", "x1^2");
        assertThat(new PolynomialBasis(3, 3).size()).isEqualTo(19);
        assertThat(new PolynomialBasis(2, 2).apply(new double[] {2, 3})).containsExactly(2, 3, 4, 6, 9);
    }
}
