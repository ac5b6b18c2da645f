package org.madaline.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.madaline.basis.ScalingBasis;
import org.madaline.data.ArrayDataset;
import org.madaline.data.Scaler;
import org.madaline.features.NumberFeatures;
import org.madaline.pipeline.Pipeline;
import org.madaline.task.NumberPrediction;
import org.madaline.task.NumberTask;
import org.madaline.tensor.Shape;
import org.madaline.train.Penalty;

class LinearRegressionTest {
    /// Longley's data (1967): nearly collinear columns, on which programs went wrong.
    private static final double[][] LONGLEY = {
        {83.0, 234289, 2356, 1590, 107608, 1947}, {88.5, 259426, 2325, 1456, 108632, 1948},
        {88.2, 258054, 3682, 1616, 109773, 1949}, {89.5, 284599, 3351, 1650, 110929, 1950},
        {96.2, 328975, 2099, 3099, 112075, 1951}, {98.1, 346999, 1932, 3594, 113270, 1952},
        {99.0, 365385, 1870, 3547, 115094, 1953}, {100.0, 363112, 3578, 3350, 116219, 1954},
        {101.2, 397469, 2904, 3048, 117388, 1955}, {104.6, 419180, 2822, 2857, 118734, 1956},
        {108.4, 442769, 2936, 2798, 120445, 1957}, {110.8, 444546, 4681, 2637, 121950, 1958},
        {112.6, 482704, 3813, 2552, 123366, 1959}, {114.2, 502601, 3931, 2514, 125368, 1960},
        {115.7, 518173, 4806, 2572, 127852, 1961}, {116.9, 554894, 4007, 2827, 130081, 1962}
    };

    private static final double[] EMPLOYED = {
        60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655, 69564, 69331, 70551
    };

    /// By the National Institute of Standards and Technology: the intercept, then the coefficients.
    private static final double[] CERTIFIED = {
        -3482258.63459582, 15.0618722713733, -0.0358191792925910, -2.02022980381683, -1.03322686717369, -0.0511041056535807,
        1829.15146461355
    };

    private static final double[][] X = {{0, 1}, {1, 0}, {2, 2}, {3, 1}, {4, 5}};
    private static final double[] Y = {1, 3, 2, 5, 4};

    /// Of X and Y with l2 = 2: the intercept, then the coefficients, by exact fractions.
    private static final double[] RIDGE = {353.0 / 201, 179.0 / 201, -20.0 / 67};

    @TempDir
    Path directory;

    private static Settings penalty(double l1, double l2) {
        return Settings.DEFAULT.withPenalty(new Penalty(l1, l2));
    }

    private static double[] coefficients(LinearModel model) {
        return DoubleStream.concat(DoubleStream.of(model.intercept()), Arrays.stream(model.weights())).toArray();
    }

    @Test
    void nearlyCollinearColumnsHaveTheirCertifiedCoefficients() {
        Scaler scaler = Scaler.standard(LONGLEY);
        LinearModel model = new LinearRegression(Settings.DEFAULT.withBasis(new ScalingBasis(scaler))).fit(DesignMatrix.of(LONGLEY), EMPLOYED);
        double intercept = model.intercept();
        for (int j = 0; j < 6; j++) {
            double w = model.weights()[j] / scaler.scale()[j];
            intercept -= w * scaler.offset()[j];
            assertThat(w).as("coefficient " + j).isCloseTo(CERTIFIED[j + 1], within(1e-9 * Math.abs(CERTIFIED[j + 1])));
        }
        assertThat(intercept).isCloseTo(CERTIFIED[0], within(1e-9 * -CERTIFIED[0]));
        assertThat(model.converged()).isTrue();
    }

    @Test
    void aRidgeShrinksTheCoefficientsAndNotTheIntercept() {
        assertThat(coefficients(new LinearRegression(penalty(0, 2)).fit(DesignMatrix.of(X), Y))).usingComparatorWithPrecision(1e-12)
                .containsExactly(RIDGE);
        assertThat(coefficients(new LinearRegression(penalty(0, 2).withSolver(new Lbfgs())).fit(DesignMatrix.of(X), Y)))
                .usingComparatorWithPrecision(1e-6).containsExactly(RIDGE);
    }

    @Test
    void weightsCountAsRepetitions() {
        double[][] repeated = {X[0], X[1], X[1], X[1], X[2], X[4], X[4]};
        LinearModel expected = new LinearRegression(penalty(0.3, 0.5)).fit(DesignMatrix.of(repeated), 1, 3, 3, 3, 2, 4, 4);
        LinearModel weighted = new LinearRegression(penalty(0.3, 0.5)).fit(DesignMatrix.of(X), Y, new double[] {1, 3, 1, 0, 2});
        assertThat(coefficients(weighted)).usingComparatorWithPrecision(1e-12).containsExactly(coefficients(expected));
    }

    /// The conditions of a minimum, by which a lasso is known: |gⱼ| ≤ l1, and gⱼ = -l1 sign wⱼ where wⱼ is not 0.
    @Test
    void aLassoLeavesOutWhatExplainsTooLittle() {
        double[][] x = IntStream.range(0, 40).mapToObj(i -> IntStream.range(0, 5)
                .mapToDouble(j -> Math.floorMod(31 * i * i + 17 * i * j + 7 * j * j, 23) / 11.0 - 1).toArray()).toArray(double[][]::new);
        double[] y = Arrays.stream(x).mapToDouble(row -> 3 * row[0] - 2 * row[3] + 0.05 * row[1] + 4).toArray();
        for (Solver solver : List.of(new ProximalNewton(), new ProximalGradient(20_000, 1e-10))) {
            LinearModel model = new LinearRegression(penalty(2, 0).withSolver(solver)).fit(DesignMatrix.of(x), y);
            double[] z = model.scores(DesignMatrix.of(x));
            double[] w = model.weights();
            assertThat(Arrays.stream(w).filter(v -> v == 0).count()).as(Arrays.toString(w)).isBetween(2L, 3L);
            for (int j = 0; j < 5; j++) {
                int column = j;
                double slope = IntStream.range(0, 40).mapToDouble(i -> (z[i] - y[i]) * x[i][column]).sum();
                assertThat(w[j] == 0 ? Math.min(0, 2 - Math.abs(slope)) : slope + 2 * Math.signum(w[j])).isCloseTo(0, within(1e-7));
            }
        }
    }

    @Test
    void dependentColumnsShareTheirCoefficientAndAreNamed() {
        double[][] twice = Arrays.stream(X).map(row -> new double[] {row[0], 2 * row[0], row[1], 7}).toArray(double[][]::new);
        LinearModel model = new LinearRegression().fit(DesignMatrix.of(twice), Y);
        LinearModel once = new LinearRegression().fit(DesignMatrix.of(X), Y);
        double[] w = model.weights();
        // w₁ + 2 w₂ is the coefficient of the column; the smallest such are (1, 2) / 5 of it.
        assertThat(w).usingComparatorWithPrecision(1e-9)
                .containsExactly(once.weights()[0] / 5, 2 * once.weights()[0] / 5, once.weights()[1], 0.0);
        assertThat(model.scores(DesignMatrix.of(twice))).usingComparatorWithPrecision(1e-9).containsExactly(once.scores(DesignMatrix.of(X)));
        assertThat(model.convergence().getFirst().warnings()).anyMatch(w1 -> w1.contains("feature 1")).anyMatch(w1 -> w1.contains("constant"));
    }

    @Test
    void aRegressionIsSavedAndHasNoClasses() throws IOException {
        LinearModel model = new LinearRegression(penalty(0, 1)).fit(DesignMatrix.of(X), Y);
        var task = new NumberTask(List.of(new NumberTask.Target("price", 100, 10)));
        Path file = directory.resolve("m.safetensors");
        new Pipeline<>(new NumberFeatures(new LinearEstimator(model).input()), new LinearEstimator(model), task, java.util.Map.of()).save(file);
        Pipeline<NumberPrediction> read = Pipeline.regressor(file);
        assertThat(read.predict(2, 2).value()).isEqualTo(100 + 10 * model.scores(DesignMatrix.of(X))[2]);
        assertThat(LinearModelFile.read(file).model().kind()).isEqualTo(LinearModel.Kind.REGRESSION);
        assertThatThrownBy(() -> model.predict(DesignMatrix.of(X))).isInstanceOf(IllegalStateException.class).hasMessageContaining("no class");
        assertThatThrownBy(() -> new LinearModel(LinearModel.Kind.REGRESSION, 2, new double[2], new double[1], Optional.empty(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void severalNumbersAreThoseOfAFitEach() throws IOException {
        float[] x = new float[2 * X.length];
        float[] both = new float[2 * X.length];
        for (int i = 0; i < X.length; i++) {
            x[2 * i] = (float) X[i][0];
            x[2 * i + 1] = (float) X[i][1];
            both[2 * i] = (float) Y[i];
            both[2 * i + 1] = (float) (7 - X[i][0]);
        }
        LinearModel together = new LinearRegression(penalty(0, 1)).fit(new ArrayDataset(X.length, Shape.of(2), Shape.of(2), x, both, List.of()));
        LinearModel first = new LinearRegression(penalty(0, 1)).fit(DesignMatrix.of(X), Y);
        LinearModel second = new LinearRegression(penalty(0, 1)).fit(DesignMatrix.of(X), Arrays.stream(X).mapToDouble(row -> 7 - row[0]).toArray());
        assertThat(together.weights(0)).containsExactly(first.weights());
        assertThat(together.weights(1)).containsExactly(second.weights());
        assertThat(together.intercepts()).containsExactly(first.intercept(), second.intercept());
        assertThat(together.convergence()).hasSize(2);
        Path file = directory.resolve("two.safetensors");
        new Pipeline<>(new NumberFeatures(Shape.of(2)), new LinearEstimator(together), NumberTask.unnamed(2), java.util.Map.of()).save(file);
        assertThat(Pipeline.regressor(file).predict(2, 2).values())
                .containsExactly(first.scores(DesignMatrix.of(X))[2], second.scores(DesignMatrix.of(X))[2]);
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> new LinearRegression().fit(DesignMatrix.of(X), 1, 2, Double.NaN, 4, 5)).hasMessageContaining("row 2 is NaN");
        assertThatThrownBy(() -> new LinearRegression().fit(DesignMatrix.of(X), 1, 2)).hasMessageContaining("5 rows").hasMessageContaining("2 numbers");
        assertThatThrownBy(() -> new LinearRegression().fit(DesignMatrix.of(X), Y, new double[] {1, 1, -1, 1, 1})).hasMessageContaining("weight 2 is -1");
        assertThatThrownBy(() -> new LinearRegression().fit(DesignMatrix.of(X), Y, new double[5])).hasMessageContaining("all examples have the weight 0");
    }
}
