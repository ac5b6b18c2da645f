package org.madaline.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.madaline.kernels.CounterRandom;
import org.madaline.train.Penalty;

/// Columns that depend on others, without a penalty. Reference values: iteratively reweighted least squares in NumPy in
/// the space of the columns' singular vectors, so with weights of smallest norm and a free intercept.
class CollinearityTest {
    /// Temperatures in both scales, rounded to what a thermometer shows.
    private static final double[][] RAW = Golden.text("celsius.csv")
            .lines()
            .skip(1)
            .map(line -> Arrays.stream(line.split(",")).limit(2).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    private static final int[] Y =
            Golden.text("celsius.csv").lines().skip(1).mapToInt(line -> line.endsWith("yes") ? 1 : 0).toArray();
    private static final double[][] STANDARDIZED = standardized(RAW);

    static List<Solver> solvers() {
        return List.of(new Newton(), new Newton(200, 1e-11, 0), new Lbfgs().withTolerance(1e-10), new ProximalNewton(),
                new GradientDescent(2, 50_000, 1e-10));
    }

    /// What gave ±608,152, and 89 and 100 % for 68.90 and 68.91 °F.
    @ParameterizedTest
    @MethodSource("solvers")
    void oneQuantityInTwoUnitsSharesItsCoefficient(Solver solver) {
        LinearModel model = new LogisticRegression(Settings.DEFAULT.withSolver(solver)).fit(DesignMatrix.of(STANDARDIZED), Y);

        assertThat(model.weights()).containsExactly(new double[] {1.08056287, 1.08056287}, within(1e-7));
        assertThat(model.intercept()).isCloseTo(0.6818880022988066, within(1e-8));
        assertThat(model.converged()).isTrue();
        assertThat(warning(model)).contains("collinear (feature 1 = feature 0)", "not unique");
    }

    @Test
    void theInterceptTakesPart() {
        LinearModel model = new LogisticRegression().fit(DesignMatrix.of(RAW), Y);

        assertThat(model.weights()).containsExactly(new double[] {0.06292804, 0.11327046}, within(1e-7));
        assertThat(model.intercept()).isCloseTo(-7.051360066526182, within(1e-8));
        assertThat(warning(model)).contains("feature 1 = 1.8 · feature 0 + 32)");
        double[][] p = model.probabilities(DesignMatrix.of(new double[][] {{20.5, 68.90}, {20.5, 68.91}}));
        assertThat(p[1][1]).isCloseTo(p[0][1], within(1e-3));
    }

    @Test
    void copiesOfAColumnShareItsCoefficient() {
        double[][] x = Arrays.stream(RAW).map(row -> new double[] {row[0], row[0], row[0]}).toArray(double[][]::new);
        LinearModel model = new LogisticRegression().fit(DesignMatrix.of(x), Y);

        double third = 0.088938289841855;
        assertThat(model.weights()).containsExactly(new double[] {third, third, third}, within(1e-9));
        assertThat(model.intercept()).isCloseTo(-3.426705235235507, within(1e-9));
        assertThat(warning(model)).contains("feature 1 = feature 0; feature 2 = feature 0");

        float[] single = new float[3 * x.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) x[i / 3][0];
        }
        LinearModel floats = new LogisticRegression().fit(DesignMatrix.of(x.length, 3, single), Y);
        assertThat(floats.weights()).containsExactly(new double[] {third, third, third}, within(1e-6));
    }

    /// The dummies of a category add up to the intercept's 1. Softmax has a redundancy of its own besides.
    @Test
    void dummiesOfAllCategories() {
        double[][] x = dummies();
        int[] three = IntStream.range(0, Y.length).map(i -> Y[i] + (i % 5 == 0 ? 1 : 0)).toArray();
        LinearModel logistic = new LogisticRegression().fit(DesignMatrix.of(x), Y);
        LinearModel softmax = new SoftmaxRegression().fit(DesignMatrix.of(x), three);

        assertThat(logistic.weights()).containsExactly(
                new double[] {2.178933060307846, 0.230816741676595, 0.010282256395891, -0.241098998072486}, within(1e-9));
        assertThat(logistic.intercept()).isCloseTo(0.6884747120829913, within(1e-9));
        assertThat(warning(logistic)).contains("feature 3 = -feature 1 - feature 2 + 1)");
        assertThat(softmax.weights()).containsExactly(new double[] {
            -0.97289116031468, -0.102491016436307, -0.045189039735563, 0.14768005617187,
            0.462402482145315, 0.008288406511615, 0.154574283252832, -0.162862689764447,
            0.510488678169365, 0.0942026099247, -0.109385243517271, 0.015182633592571}, within(1e-8));
        assertThat(softmax.intercepts()).containsExactly(
                new double[] {-0.040620583148562, 0.801245083409952, -0.76062450026139}, within(1e-8));
        assertThat(softmax.convergence().getFirst().warnings()).hasSize(1);

        // Without an intercept nothing is redundant.
        LinearModel free = new LogisticRegression(Settings.DEFAULT.withoutIntercept()).fit(DesignMatrix.of(x), Y);
        assertThat(free.convergence().getFirst().warnings()).isEmpty();
        assertThat(free.weights()[1]).isCloseTo(logistic.weights()[1] + logistic.intercept(), within(1e-9));
    }

    /// The weights are the limit of those under a penalty that vanishes, in every model.
    @Test
    void theLimitOfAVanishingPenalty() {
        double[][] x = dummies();
        for (Classifier[] pair : new Classifier[][] {
            {new LogisticRegression(), new LogisticRegression(Settings.DEFAULT.withPenalty(Penalty.l2(1e-6)))},
            {new SoftmaxRegression(), new SoftmaxRegression(Settings.DEFAULT.withPenalty(Penalty.l2(1e-6)))},
            {new OneVsRest(), new OneVsRest(Settings.DEFAULT.withPenalty(Penalty.l2(1e-6)))}}) {
            LinearModel free = pair[0].fit(DesignMatrix.of(x), Y);
            LinearModel penalized = pair[1].fit(DesignMatrix.of(x), Y);
            assertThat(free.weights()).containsExactly(penalized.weights(), within(1e-5));
            assertThat(free.intercepts()).containsExactly(penalized.intercepts(), within(1e-5));
            assertThat(penalized.convergence().getFirst().warnings()).isEmpty();
        }
    }

    @Test
    void aConstantIsLeftToTheIntercept() {
        double[][] x = Arrays.stream(RAW).map(row -> new double[] {3, row[0], -0.1}).toArray(double[][]::new);
        LinearModel model = new LogisticRegression().fit(DesignMatrix.of(x), Y);

        assertThat(model.weights()).containsExactly(new double[] {0, 0.266814869525564, 0}, within(1e-9));
        assertThat(model.intercept()).isCloseTo(-3.426705235235507, within(1e-9));
        assertThat(model.convergence().getFirst().warnings())
                .hasSize(2)
                .allMatch(w -> w.contains("is constant"));

        // Nothing but constants: the model is the share of the classes.
        double[][] constants = Arrays.stream(RAW).map(row -> new double[] {3, 7}).toArray(double[][]::new);
        LinearModel share = new LogisticRegression().fit(DesignMatrix.of(constants), Y);
        double yes = Arrays.stream(Y).average().orElseThrow();
        assertThat(share.weights()).containsExactly(new double[] {0, 0}, within(1e-12));
        assertThat(Logistic.sigmoid(share.intercept())).isCloseTo(yes, within(1e-9));
    }

    /// More columns than rows, classes that overlap all the same: two rows are equal but for their class.
    @Test
    void moreColumnsThanRows() {
        double[][] x = new double[12][30];
        int[] y = new int[12];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 30; j++) {
                x[i][j] = CounterRandom.normal(3, i / 4, j);
            }
            y[i] = i % 4 < 1 + i / 4 ? 1 : 0;
        }
        LinearModel model = new LogisticRegression().fit(DesignMatrix.of(x), y);
        LinearModel lbfgs = new LogisticRegression(Settings.DEFAULT.withSolver(new Lbfgs().withTolerance(1e-11)))
                .fit(DesignMatrix.of(x), y);

        double[][] p = model.probabilities(DesignMatrix.of(x));
        for (int i = 0; i < 12; i++) {
            assertThat(p[i][1]).isCloseTo((1 + i / 4) / 4.0, within(1e-9));
        }
        assertThat(warning(model)).contains("more features (30) than rows (12)");
        assertThat(lbfgs.weights()).containsExactly(model.weights(), within(1e-7));
        assertThat(norm(model.weights())).isLessThanOrEqualTo(norm(lbfgs.weights()) + 1e-9);
    }

    @Test
    void rowsOfNoWeightDecideNothing() {
        double[][] x = Arrays.stream(RAW).map(double[]::clone).toArray(double[][]::new);
        double[] weights = new double[x.length];
        Arrays.fill(weights, 1);
        x[7][1] = 1000;
        weights[7] = 0;
        LinearModel without = new LogisticRegression().fit(DesignMatrix.of(x), Y, weights);
        assertThat(warning(without)).contains("feature 1 = 1.8 · feature 0 + 32)");
        weights[7] = 1;
        assertThat(Collinearity.of(DesignMatrix.of(x), weights, true).isNone()).isTrue();
    }

    /// Independent columns, however large their offsets and however different their scales, are left alone, and so
    /// are columns of zeros: what is estimated then has the bits that it had.
    @Test
    void independentColumnsAreLeftAlone() {
        double[][] x = new double[5000][4];
        for (int i = 0; i < x.length; i++) {
            x[i][0] = 1.6e12 + 1e9 * CounterRandom.normal(5, 0, i);
            x[i][1] = 1e-9 * CounterRandom.normal(5, 1, i);
            x[i][2] = x[i][1] * (1 + 1e-4 * CounterRandom.normal(5, 2, i));
        }
        assertThat(Collinearity.of(DesignMatrix.of(x), null, true).isNone()).isTrue();
        assertThat(Collinearity.of(DesignMatrix.of(x), null, false).isNone()).isTrue();

        // A column that differs in one row only, which a sample of the rows passes over.
        for (int i = 0; i < x.length; i++) {
            x[i][3] = x[i][0];
        }
        assertThat(Collinearity.of(DesignMatrix.of(x), null, true).relations()).hasSize(1);
        x[4321][3] = 0;
        assertThat(Collinearity.of(DesignMatrix.of(x), null, true).isNone()).isTrue();
    }

    private static double[][] dummies() {
        double[][] x = new double[Y.length][4];
        for (int i = 0; i < x.length; i++) {
            x[i][0] = STANDARDIZED[i][0];
            x[i][1 + i % 3] = 1;
        }
        return x;
    }

    private static double norm(double[] w) {
        return Math.sqrt(Vectors.dot(w, w));
    }

    private static String warning(LinearModel model) {
        assertThat(model.convergence().getFirst().warnings()).hasSize(1);
        return model.convergence().getFirst().warnings().getFirst();
    }

    private static double[][] standardized(double[][] x) {
        double[][] z = new double[x.length][2];
        for (int j = 0; j < 2; j++) {
            int column = j;
            double mean = Arrays.stream(x).mapToDouble(row -> row[column]).average().orElseThrow();
            double variance = Arrays.stream(x).mapToDouble(row -> Math.pow(row[column] - mean, 2)).average().orElseThrow();
            for (int i = 0; i < x.length; i++) {
                z[i][j] = (x[i][j] - mean) / Math.sqrt(variance);
            }
        }
        return z;
    }
}
