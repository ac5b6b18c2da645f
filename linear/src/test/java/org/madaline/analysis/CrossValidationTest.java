package org.madaline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.madaline.basis.PolynomialBasis;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Dataset;
import org.madaline.data.Split;
import org.madaline.data.Splits;
import org.madaline.kernels.CounterRandom;
import org.madaline.linear.Classifier;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.Golden;
import org.madaline.linear.LinearModel;
import org.madaline.linear.LogisticRegression;
import org.madaline.linear.Settings;
import org.madaline.linear.SoftmaxRegression;
import org.madaline.train.Penalty;

class CrossValidationTest {

    private static Dataset dataset(double[][] x, int[] y, List<String> names) {
        float[][] rows = new float[x.length][x[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = (float) x[i][j];
            }
        }
        return ArrayDataset.classified(rows, y, names);
    }

    /// Two features of which the first tells the class with noise: the true risk is known by a large sample.
    private static Dataset noisy(int m, long seed) {
        double[][] x = new double[m][2];
        int[] y = new int[m];
        for (int i = 0; i < m; i++) {
            x[i][0] = CounterRandom.normal(seed, 0, i);
            x[i][1] = CounterRandom.normal(seed, 1, i);
            y[i] = CounterRandom.uniform(seed, 2, i) < 1 / (1 + Math.exp(-2 * x[i][0])) ? 1 : 0;
        }
        return dataset(x, y, List.of("no", "yes"));
    }

    private static Classifier polynomial(int degree) {
        return new LogisticRegression(Settings.DEFAULT
                .withBasis(new PolynomialBasis(2, degree))
                .withPenalty(Penalty.l2(1e-4)));
    }

    @Test
    void stratifiedFoldsOfIris() {
        Golden.Data iris = Golden.read("iris");
        Dataset data = dataset(iris.x(), iris.y(), List.of("setosa", "versicolor", "virginica"));
        Classifier softmax = new SoftmaxRegression(Settings.DEFAULT.withPenalty(Penalty.l2(1)));

        CrossValidation result = CrossValidation.of(softmax, Splits.stratifiedKFold(data, 5, 1));

        assertThat(result.folds()).hasSize(5).allSatisfy(fold -> {
            assertThat(fold.training().examples()).isEqualTo(120);
            assertThat(fold.test().examples()).isEqualTo(30);
        });
        assertThat(result.testAccuracy()).isBetween(0.93, 1.0);
        assertThat(result.testRisk()).isBetween(0.1, 0.3);
        assertThat(result.testRiskDeviation()).isBetween(0.001, 0.1);
        assertThat(CrossValidation.of(softmax, Splits.stratifiedKFold(data, 5, 1)).testRisk())
                .isEqualTo(result.testRisk());
    }

    /// The test risk of a model is within a few standard errors of its true risk, the training risk is below it.
    @Test
    void heldOutRiskEstimatesTheTrueRisk() {
        Split split = Splits.random(noisy(400, 11), 0.5, 5);
        DesignMatrix x = DesignMatrix.of(split.train());
        LinearModel model = polynomial(6).fit(x, split.train().labels());
        Dataset population = noisy(100_000, 12);

        Risk empirical = Risk.of(model, x, split.train().labels());
        Risk heldOut = Risk.of(model, DesignMatrix.of(split.test()), split.test().labels());
        Risk truth = Risk.of(model, DesignMatrix.of(population), population.labels());

        assertThat(empirical.mean()).isLessThan(truth.mean());
        assertThat(heldOut.mean()).isCloseTo(truth.mean(), within(3.5 * heldOut.standardError()));
    }

    @Test
    void learningCurveClosesTheGap() {
        List<Split> splits = List.of(new Split(noisy(3000, 21), noisy(5000, 22)));

        Curve curve = Curve.learning(polynomial(3), splits, 40, 200, 3000);

        assertThat(curve.points()).extracting(Curve.Point::value).containsExactly(40.0, 200.0, 3000.0);
        assertThat(curve.points().get(0).gap()).isGreaterThan(5 * curve.points().get(2).gap());
        assertThat(curve.points().get(2).result().testRisk())
                .isLessThan(curve.points().get(0).result().testRisk());
        assertThatThrownBy(() -> Curve.learning(polynomial(3), splits, 3001)).hasMessageContaining("3000");
    }

    @Test
    void validationCurveShowsOverfitting() {
        List<Split> splits = Splits.kFold(noisy(150, 31), 5, 2);

        Curve curve = Curve.validation(degree -> polynomial((int) degree), splits, 1, 3, 8);

        List<Curve.Point> p = curve.points();
        assertThat(p.get(2).result().trainingRisk()).isLessThan(p.get(1).result().trainingRisk());
        assertThat(p.get(1).result().trainingRisk()).isLessThan(p.get(0).result().trainingRisk());
        assertThat(p.get(2).result().testRisk()).isGreaterThan(1.5 * p.get(0).result().testRisk());
        assertThat(curve.best().value()).isEqualTo(1);
    }
}
