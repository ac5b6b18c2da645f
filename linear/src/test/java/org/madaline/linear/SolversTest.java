package org.madaline.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.madaline.kernels.CounterRandom;
import org.madaline.train.Penalty;

class SolversTest {
    private static final Golden.Data IRIS = Golden.standardized("iris", "train");
    private static final Golden.Data PAIR = IRIS.pair(1, 2);
    private static final Settings RIDGE = Settings.DEFAULT.withPenalty(Penalty.l2(1));

    static Stream<Solver> smoothSolvers() {
        return Stream.of(
                new Newton(),
                new Newton(200, 1e-11, 0),
                new Lbfgs().withTolerance(1e-10),
                new GradientDescent(1, 20_000, 1e-9),
                new ProximalNewton(),
                new ProximalGradient(20_000, 1e-9));
    }

    @ParameterizedTest
    @MethodSource("smoothSolvers")
    void allSolversFindTheSameMinimum(Solver solver) {
        LinearModel expected = new LogisticRegression(RIDGE).fit(PAIR.matrix(), PAIR.y());
        LinearModel model = new LogisticRegression(RIDGE.withSolver(solver)).fit(PAIR.matrix(), PAIR.y());

        assertThat(model.converged()).as(model.convergence().toString()).isTrue();
        assertThat(model.weights()).containsExactly(expected.weights(), within(1e-6));
        assertThat(model.intercept()).isCloseTo(expected.intercept(), within(1e-6));

        LinearModel softmax = new SoftmaxRegression(RIDGE.withSolver(solver)).fit(IRIS.matrix(), IRIS.y());
        LinearModel expectedSoftmax = new SoftmaxRegression(RIDGE).fit(IRIS.matrix(), IRIS.y());
        assertThat(softmax.converged()).as(softmax.convergence().toString()).isTrue();
        assertThat(softmax.weights()).containsExactly(expectedSoftmax.weights(), within(1e-6));
        assertThat(softmax.intercepts()).containsExactly(expectedSoftmax.intercepts(), within(1e-6));
    }

    @Test
    void stochasticGradientDescentComesCloseAndRepeatsItself() {
        Solver sgd = new StochasticGradientDescent(0.5, 0.02, 400, 8, 7, 1e-2);
        LinearModel expected = new LogisticRegression(RIDGE).fit(PAIR.matrix(), PAIR.y());
        LinearModel model = new LogisticRegression(RIDGE.withSolver(sgd)).fit(PAIR.matrix(), PAIR.y());
        LinearModel again = new LogisticRegression(RIDGE.withSolver(sgd)).fit(PAIR.matrix(), PAIR.y());

        assertThat(model.converged()).as(model.convergence().toString()).isTrue();
        assertThat(model.logLoss(PAIR.matrix(), PAIR.y()))
                .isCloseTo(expected.logLoss(PAIR.matrix(), PAIR.y()), within(2e-3));
        assertThat(model.weights()).isEqualTo(again.weights());
    }

    static Stream<Classifier> sparse() {
        Settings lasso = Settings.DEFAULT.withPenalty(Penalty.l1(2));
        Settings net = Settings.DEFAULT.withPenalty(Penalty.elasticNet(3, 0.4));
        return Stream.of(lasso, net).flatMap(s -> Stream.of(new SoftmaxRegression(s), new OneVsRest(s)));
    }

    /// The two methods for l1 agree, zeros included, and fulfil the optimality conditions.
    @ParameterizedTest
    @MethodSource("sparse")
    void proximalSolversAgree(Classifier classifier) {
        LinearModel newton = classifier.fit(IRIS.matrix(), IRIS.y());
        Solver gradient = new ProximalGradient(50_000, 1e-10);
        LinearModel fista = switch (classifier) {
            case SoftmaxRegression(Settings s) -> new SoftmaxRegression(s.withSolver(gradient)).fit(IRIS.matrix(), IRIS.y());
            case OneVsRest(Settings s) -> new OneVsRest(s.withSolver(gradient)).fit(IRIS.matrix(), IRIS.y());
            case LogisticRegression l -> throw new AssertionError(l);
        };
        assertThat(newton.converged()).as(newton.convergence().toString()).isTrue();
        assertThat(fista.converged()).as(fista.convergence().toString()).isTrue();
        assertThat(fista.weights()).containsExactly(newton.weights(), within(1e-7));
        for (int j = 0; j < newton.weights().length; j++) {
            assertThat(fista.weights()[j] == 0).isEqualTo(newton.weights()[j] == 0);
        }
        assertThat(java.util.Arrays.stream(newton.weights()).filter(w -> w == 0).count()).isPositive();
    }

    @Test
    void derivativesAgreeWithFiniteDifferences() {
        double[] weights = {0.5, 2, 0, 1.5, 1};
        DesignMatrix x = DesignMatrix.of(
                new double[][] {{1, 2, -1}, {0.5, -1, 2}, {3, 0, 1}, {-2, 1, 1}, {0.1, 0.2, 0.3}});
        int[] y = {0, 1, 2, 1, 0};
        for (Link link : List.of(new Link.Sigmoid(1), new Link.Softmax(3))) {
            for (boolean intercept : new boolean[] {true, false}) {
                checkDerivatives(new LinearRisk(x, y, weights, link, intercept, Penalty.l2(0.7)));
            }
        }
    }

    private static void checkDerivatives(LinearRisk risk) {
        int n = risk.dimension();
        double[] theta = new double[n];
        for (int j = 0; j < n; j++) {
            theta[j] = CounterRandom.normal(1, 0, j);
        }
        double[] gradient = new double[n];
        risk.evaluate(theta, gradient);
        double[][] h = Newton.triangle(n);
        risk.hessian(theta, h);
        double step = 1e-5;
        for (int j = 0; j < n; j++) {
            double[] e = new double[n];
            e[j] = 1;
            double[] up = new double[n];
            double[] down = new double[n];
            double rise = risk.evaluate(Vectors.plus(theta, step, e), up)
                    - risk.evaluate(Vectors.plus(theta, -step, e), down);
            assertThat(gradient[j]).isCloseTo(rise / (2 * step), within(1e-9));
            double[] column = new double[n];
            risk.hessianAt(theta).times(e, column);
            for (int l = 0; l < n; l++) {
                double second = (up[l] - down[l]) / (2 * step);
                assertThat(column[l]).isCloseTo(second, within(1e-9));
                assertThat(l <= j ? h[j][l] : h[l][j]).isCloseTo(second, within(1e-9));
            }
        }
    }

    /// The sum over rows is combined in one order, whoever computes the parts.
    @Test
    void anyNumberOfThreadsYieldsTheSameBits() throws Exception {
        int m = 5000;
        float[] values = new float[m * 20];
        int[] y = new int[m];
        for (int i = 0; i < values.length; i++) {
            values[i] = CounterRandom.normal(4, 0, i);
        }
        for (int i = 0; i < m; i++) {
            y[i] = CounterRandom.uniform(4, 1, i) < Logistic.sigmoid(values[i * 20]) ? 1 : 0;
        }
        DesignMatrix x = DesignMatrix.of(m, 20, values);
        for (Solver solver : List.of(new Newton().withTolerance(1e-8), new Lbfgs().withTolerance(1e-6))) {
            Classifier classifier = new LogisticRegression(RIDGE.withSolver(solver));
            LinearModel[] models = new LinearModel[2];
            for (int run = 0; run < 2; run++) {
                try (ForkJoinPool pool = new ForkJoinPool(run == 0 ? 1 : 5)) {
                    models[run] = pool.submit(() -> classifier.fit(x, y)).get();
                }
            }
            assertThat(models[0].weights()).isEqualTo(models[1].weights());
            assertThat(models[0].converged()).isTrue();
        }
    }

    /// Dependent features make plain L-BFGS slow; with the Hessian of a sample of rows few steps are left.
    @Test
    void aPreconditionerSavesMostSteps() {
        int m = 6000;
        int d = 40;
        double[] values = new double[m * d];
        int[] y = new int[m];
        for (int i = 0; i < m; i++) {
            double walk = 0;
            double score = 0;
            for (int j = 0; j < d; j++) {
                walk += CounterRandom.normal(9, i, j);
                values[i * d + j] = walk;
                score += j % 3 == 0 ? 0.3 * walk : -0.15 * walk;
            }
            y[i] = score + 2 * CounterRandom.normal(10, 0, i) > 0 ? (score > 4 ? 2 : 1) : 0;
        }
        DesignMatrix x = DesignMatrix.of(m, d, values);
        for (Link link : List.of(new Link.Sigmoid(0), new Link.Softmax(3))) {
            LinearRisk risk = new LinearRisk(x, y, null, link, true, Penalty.l2(1));
            double[] start = new double[risk.dimension()];
            Minimum with = new Lbfgs().minimize(risk, start);
            Minimum without = new Lbfgs().minimize(new Plain(risk), start);

            assertThat(with.converged()).as(with.toString()).isTrue();
            assertThat(with.value()).isCloseTo(new Newton().minimize(risk, start).value(), within(1e-12));
            assertThat(with.evaluations()).isLessThan(without.evaluations() / 2);
        }
    }

    /// The same function without its preconditioner.
    private record Plain(Objective f) implements Objective {
        @Override
        public int dimension() {
            return f.dimension();
        }

        @Override
        public double evaluate(double[] x, double[] gradient) {
            return f.evaluate(x, gradient);
        }
    }

    @Test
    void singlePrecisionDataGiveNearlyTheSameCoefficients() {
        Golden.Data cancer = Golden.standardized("breast_cancer", "train");
        float[] values = new float[cancer.x().length * 30];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) cancer.x()[i / 30][i % 30];
        }
        DesignMatrix single = DesignMatrix.of(cancer.x().length, 30, values);
        Settings settings = RIDGE.withSolver(new Lbfgs().withTolerance(1e-6));
        LinearModel expected = new LogisticRegression(RIDGE).fit(cancer.matrix(), cancer.y());
        LinearModel model = new LogisticRegression(settings).fit(single, cancer.y());

        assertThat(model.converged()).as(model.convergence().toString()).isTrue();
        assertThat(model.weights()).containsExactly(expected.weights(), within(2e-3));
        assertThat(model.logLoss(single, cancer.y())).isCloseTo(expected.logLoss(cancer.matrix(), cancer.y()), within(1e-5));
    }

    /// In single precision no gradient becomes 10⁻⁸; what is left of it is no failure, and no reason to warn.
    @Test
    void theRoundingOfSinglePrecisionIsNoFailure() {
        int rows = 3000;
        int columns = 60;
        var values = new float[rows * columns];
        var y = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = (float) (2 * StrictMath.sin(1 + i * 1.7 + j * j * i));
                y[i] += values[i * columns + j] * (j % 5 - 2) + StrictMath.cos(7.0 * i * j);
            }
        }
        LinearModel model = new LinearRegression(RIDGE.withSolver(new Lbfgs())).fit(DesignMatrix.of(rows, columns, values), y);
        Convergence convergence = model.convergence().getFirst();
        assertThat(convergence.gradientNorm()).isGreaterThan(1e-8);
        assertThat(convergence.converged()).as(convergence.toString()).isTrue();
        assertThat(convergence.warnings()).isEmpty();
        assertThat(convergence.reason()).contains("rounding errors");
    }

    @Test
    void aSolverThatFailsSaysWhatHelps() {
        double[] x = {1};
        Minimum stuck = Minimum.at(new Parabola(), x, 0.5, x, 3, 9, 1e-8, Minimum.STUCK);
        assertThat(stuck.converged()).isFalse();
        assertThat(stuck.warning()).hasValueSatisfying(w -> assertThat(w).contains("no step lowers", "a penalty", "another solver"));
        Minimum early = Minimum.at(new Parabola(), x, 0.5, x, 3, 9, 1e-8, "the 3 iterations allowed were used up");
        assertThat(early.warning()).hasValueSatisfying(w -> assertThat(w).contains("3 iterations", "allow more iterations"));
        assertThat(Minimum.at(new Parabola(), x, 0.5, new double[] {1e-9}, 3, 9, 1e-8, "").warning()).isEmpty();
    }

    private record Parabola() implements Objective {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double evaluate(double[] x, double[] gradient) {
            gradient[0] = x[0];
            return x[0] * x[0] / 2;
        }
    }
}
