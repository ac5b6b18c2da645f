package org.madaline.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.madaline.basis.Squares;
import org.madaline.data.ArrayDataset;
import org.madaline.kernels.CounterRandom;
import org.madaline.tensor.Shape;
import org.madaline.train.Penalty;

class ClassifierTest {
    private static final Golden.Data IRIS = Golden.standardized("iris", "train");
    private static final Golden.Data PAIR = IRIS.pair(1, 2);

    /// Equation 3.23: softmax regression with two classes is logistic regression with w = w₁ - w₀, b = b₁ - b₀.
    @Test
    void softmaxOfTwoClassesIsLogisticRegression() {
        LinearModel softmax = new SoftmaxRegression().fit(PAIR.matrix(), PAIR.y());
        LinearModel logistic = new LogisticRegression().fit(PAIR.matrix(), PAIR.y());

        for (int j = 0; j < 4; j++) {
            assertThat(softmax.weights(1)[j] - softmax.weights(0)[j])
                    .isCloseTo(logistic.weights(0)[j], within(1e-7));
        }
        assertThat(softmax.intercepts()[1] - softmax.intercepts()[0]).isCloseTo(logistic.intercept(), within(1e-7));
        double[][] p = softmax.probabilities(PAIR.matrix());
        double[][] q = logistic.probabilities(PAIR.matrix());
        for (int i = 0; i < p.length; i++) {
            assertThat(p[i]).containsExactly(q[i], within(1e-8));
        }
        // With a penalty the same holds if both halves of w = w₁ - w₀ share it: |w₀|² + |w₁|² = |w|² / 2.
        LinearModel penalizedSoftmax = new SoftmaxRegression(Settings.DEFAULT.withPenalty(Penalty.l2(2)))
                .fit(PAIR.matrix(), PAIR.y());
        LinearModel penalized = new LogisticRegression(Settings.DEFAULT.withPenalty(Penalty.l2(1)))
                .fit(PAIR.matrix(), PAIR.y());
        assertThat(penalizedSoftmax.weights(1)[0] - penalizedSoftmax.weights(0)[0])
                .isCloseTo(penalized.weights(0)[0], within(1e-8));
    }

    /// A weight of 2 is the same as having the example twice, a weight of 0 as not having it.
    @Test
    void sampleWeightsCountExamples() {
        int m = PAIR.y().length;
        double[] weights = new double[m];
        int[] repeated = IntStream.range(0, m).flatMap(i -> IntStream.range(0, i % 3).map(k -> i)).toArray();
        Arrays.setAll(weights, i -> i % 3);
        Golden.Data copies = PAIR.rows(repeated);
        Classifier classifier = new LogisticRegression(Settings.DEFAULT.withPenalty(Penalty.l2(0.5)));

        LinearModel weighted = classifier.fit(PAIR.matrix(), PAIR.y(), weights);
        LinearModel counted = classifier.fit(copies.matrix(), copies.y());

        assertThat(weighted.weights()).containsExactly(counted.weights(), within(1e-9));
        assertThat(weighted.intercept()).isCloseTo(counted.intercept(), within(1e-9));
    }

    @Test
    void balancedClassesWeighTheSame() {
        Golden.Data rest = IRIS.binary(2);
        int positive = Arrays.stream(rest.y()).sum();
        int m = rest.y().length;
        Settings settings = Settings.DEFAULT.withPenalty(Penalty.l2(1));
        LinearModel balanced = new LogisticRegression(settings.withClassWeights(ClassWeights.BALANCED))
                .fit(rest.matrix(), rest.y());
        LinearModel given = new LogisticRegression(settings.withClassWeights(
                        ClassWeights.of(m / (2.0 * (m - positive)), m / (2.0 * positive))))
                .fit(rest.matrix(), rest.y());

        assertThat(balanced.weights()).isEqualTo(given.weights());
        // At the optimum of the free intercept, the weighted residuals add up to 0.
        double[][] p = balanced.probabilities(rest.matrix());
        double sum = 0;
        for (int i = 0; i < m; i++) {
            double weight = rest.y()[i] == 1 ? m / (2.0 * positive) : m / (2.0 * (m - positive));
            sum += weight * (p[i][1] - rest.y()[i]);
        }
        assertThat(sum).isCloseTo(0, within(1e-8));
    }

    @Test
    void aBasisMakesACircleLinear() {
        double[][] x = new double[40][];
        int[] y = new int[40];
        for (int i = 0; i < 40; i++) {
            double radius = i % 2 == 0 ? 1 : 2;
            x[i] = new double[] {radius * Math.cos(i), radius * Math.sin(i)};
            y[i] = i % 2;
        }
        DesignMatrix data = DesignMatrix.of(x);
        Settings settings = Settings.DEFAULT.withPenalty(Penalty.l2(0.1));

        assertThat(new LogisticRegression(settings).fit(data, y).accuracy(data, y)).isLessThan(0.7);
        LinearModel model = new LogisticRegression(settings.withBasis(new Squares(2))).fit(data, y);
        assertThat(model.accuracy(data, y)).isEqualTo(1);
        assertThat(model.inputs()).isEqualTo(2);
        assertThat(model.basis()).contains(new Squares(2));
    }

    @Test
    void warnsWhereNoMaximumLikelihoodEstimateExists() {
        Golden.Data setosa = IRIS.binary(0);
        LinearModel free = new LogisticRegression().fit(setosa.matrix(), setosa.y());
        assertThat(free.convergence().getFirst().warnings()).anyMatch(w -> w.contains("linearly separable"));

        LinearModel overlapping = new LogisticRegression().fit(PAIR.matrix(), PAIR.y());
        assertThat(overlapping.convergence().getFirst().warnings()).isEmpty();
        LinearModel penalized = new LogisticRegression(Settings.DEFAULT.withPenalty(Penalty.l2(1)))
                .fit(setosa.matrix(), setosa.y());
        assertThat(penalized.convergence().getFirst().warnings()).isEmpty();
        LinearModel oneVsRest = new OneVsRest().fit(IRIS.matrix(), IRIS.y());
        assertThat(oneVsRest.convergence().get(0).warnings()).isNotEmpty();
        assertThat(oneVsRest.convergence().get(1).warnings()).isEmpty();
        // Separable but for one point that lies on the boundary: some coefficients still have no finite estimate.
        LinearModel touching = new LogisticRegression().fit(
                DesignMatrix.of(new double[] {0}, new double[] {1}, new double[] {1}, new double[] {2}), new int[] {0, 0, 1, 1});
        assertThat(touching.convergence().getFirst().warnings()).anyMatch(w -> w.contains("but for points on the boundary"));
    }

    @Test
    void constantColumnsAndMoreColumnsThanRows() {
        double[][] x = Arrays.stream(PAIR.x()).map(row -> new double[] {row[2], 7, row[3], 0}).toArray(double[][]::new);
        DesignMatrix data = DesignMatrix.of(x);
        LinearModel free = new LogisticRegression().fit(data, PAIR.y());
        assertThat(free.converged()).isTrue();
        assertThat(free.convergence().getFirst().warnings()).singleElement().asString().contains("feature 1 is constant");
        LinearModel two = new LogisticRegression().fit(PAIR.columns(new int[] {2, 3}).matrix(), PAIR.y());
        assertThat(free.weights()[0]).isCloseTo(two.weights()[0], within(1e-6));
        assertThat(free.intercept() + 7 * free.weights()[1]).isCloseTo(two.intercept(), within(1e-6));
        assertThat(free.weights()[3]).isZero();

        Golden.Data few = Golden.standardized("digits", "train").rows(IntStream.range(0, 40).toArray());
        LinearModel wide = new SoftmaxRegression().fit(few.matrix(), few.y());
        assertThat(wide.convergence().getFirst().warnings())
                .anyMatch(w -> w.contains("more features (64) than rows (40)"))
                .anyMatch(w -> w.contains("linearly separable"));
        LinearModel ridge = new SoftmaxRegression(Settings.DEFAULT.withPenalty(Penalty.l2(1))).fit(few.matrix(), few.y());
        assertThat(ridge.converged()).isTrue();
        assertThat(ridge.convergence().getFirst().warnings()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithTheInput() {
        Classifier c = new LogisticRegression();
        DesignMatrix x = DesignMatrix.of(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 7});
        DesignMatrix nan = DesignMatrix.of(new double[] {1, 2}, new double[] {3, Double.NaN}, new double[] {5, 6});
        DesignMatrix infinite = DesignMatrix.of(1, 2, new float[] {1, Float.POSITIVE_INFINITY});

        wrong(() -> c.fit(nan, new int[] {0, 1, 0}), "row 1, column 1", "NaN");
        wrong(() -> c.fit(infinite, new int[] {0}), "row 0, column 1", "Infinity");
        wrong(() -> c.fit(x, new int[] {1, 1, 1}), "all 3 labels are 1");
        wrong(() -> new SoftmaxRegression().fit(x, new int[] {0, 0, 0}), "all 3 labels are 0");
        wrong(() -> c.fit(x, new int[] {0, 1}), "3 rows", "2 labels");
        wrong(() -> c.fit(x, new int[] {0, 1, 2}), "SoftmaxRegression");
        wrong(() -> c.fit(x, new int[] {0, -1, 1}), "label -1 of row 1");
        wrong(() -> new SoftmaxRegression().fit(x, new int[] {0, 2, 0}), "no row has the label 1");
        wrong(() -> c.fit(x, new int[] {0, 1, 0}, new double[] {1, 1}), "2 sample weights");
        wrong(() -> c.fit(x, new int[] {0, 1, 0}, new double[] {1, -1, 1}), "sample weight 1 is -1.0");
        wrong(() -> c.fit(x, new int[] {0, 1, 0}, new double[3]), "weight 0");
        wrong(() -> c.fit(DesignMatrix.of(), new int[0]), "0 rows");
        wrong(() -> DesignMatrix.of(new double[] {1}, new double[] {1, 2}), "row 1 has 2 values");
        wrong(() -> DesignMatrix.of(2, 2, new double[3]), "needs 4 values, not 3");
        wrong(() -> new LogisticRegression(Settings.DEFAULT.withBasis(new Squares(3))).fit(x, new int[] {0, 1, 0}),
                "3 inputs", "2 columns");
        wrong(() -> new LogisticRegression(Settings.DEFAULT.withClassWeights(ClassWeights.of(1, 2, 3)))
                .fit(x, new int[] {0, 1, 0}), "3 class weights");
        wrong(() -> Penalty.l2(-1), "at least 0");
        wrong(() -> new LogisticRegression(Settings.DEFAULT.withPenalty(Penalty.l1(1)).withSolver(new Newton()))
                .fit(x, new int[] {0, 1, 0}), "ProximalNewton");
        LinearModel model = new LogisticRegression(Settings.DEFAULT.withPenalty(Penalty.l2(1))).fit(x, new int[] {0, 1, 0});
        wrong(() -> model.predict(DesignMatrix.of(new double[] {1})), "takes 2 features", "have 1");
        wrong(() -> model.logLoss(x, new int[] {0, 1, 2}), "label 2");
    }

    private static void wrong(Runnable call, String... parts) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }

    @Test
    void aModelIsNotChangedThroughItsArrays() {
        LinearModel model = new LogisticRegression().fit(PAIR.matrix(), PAIR.y());
        double before = model.weights()[0];
        model.weights()[0] = 99;
        model.intercepts()[0] = 99;
        assertThat(model.weights()[0]).isEqualTo(before);
        assertThat(model.intercept()).isNotEqualTo(99);
    }

    @Test
    void aMonitorSeesTheRiskFall() {
        var risks = new java.util.ArrayList<Double>();
        DesignMatrix x = DesignMatrix.of(new double[] {0}, new double[] {1}, new double[] {2}, new double[] {3});
        LinearModel model = new LogisticRegression(Settings.DEFAULT.withPenalty(Penalty.l2(1)).withMonitor(risks::add))
                .fit(x, new int[] {0, 1, 0, 1});
        assertThat(risks).hasSize(model.convergence().getFirst().evaluations());
        assertThat(risks.getFirst()).isCloseTo(Math.log(2), within(1e-15));
        assertThat(risks).contains(model.convergence().getFirst().risk());
        assertThat(risks.getLast()).isLessThan(risks.getFirst());
    }

    /// Many examples are learned from in single precision, but answered one like the other.
    @Test
    void anExampleAmongManyHasTheAnswerThatItHasAlone() {
        int rows = 70_000;
        int d = 64;
        float[] x = new float[rows * d];
        for (int i = 0; i < x.length; i++) {
            x[i] = CounterRandom.uniform(CounterRandom.key(1, "many"), 0, i);
        }
        double[] weights = IntStream.range(0, 3 * d).mapToDouble(i -> 1.0 / (i + 3)).toArray();
        var model = new LinearModel(LinearModel.Kind.SOFTMAX, 3, weights, new double[] {0.1, 0.2, 0.3}, Optional.empty(), List.of());
        var estimator = new LinearEstimator(model);
        double[][] all = estimator.outputs(new ArrayDataset(rows, Shape.of(d), Shape.SCALAR, x, new float[rows], List.of()));
        assertThat(all).hasNumberOfRows(rows);
        for (int i : new int[] {0, 1, 65_535, 65_536, rows - 1}) {
            double[] one = IntStream.range(i * d, (i + 1) * d).mapToDouble(k -> x[k]).toArray();
            assertThat(all[i]).isEqualTo(estimator.outputs(one));
        }
    }
}
