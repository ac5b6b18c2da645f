package org.madaline.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LbfgsTest {

    /// Torch's L-BFGS takes the same points.
    @ParameterizedTest
    @CsvSource({"0, quadratic, 100", "0, rosenbrock, 100", "1, quadratic, 2", "1, rosenbrock, 2"})
    void takesTheReferencePath(int number, String problem, int history) {
        JsonNode golden = Golden.json("lbfgs.json");
        JsonNode settings = golden.get("problems").get(problem);
        JsonNode expected = golden.get("cases").get(number).get("problems").get(problem);
        double[][] path = Golden.table(expected.get("x"));
        List<double[]> points = new ArrayList<>();

        new Lbfgs(history, path.length, 0, 0)
                .minimize(problem.equals("quadratic") ? quadratic(settings) : rosenbrock(),
                        Golden.doubles(settings.get("x0")), points::add);

        assertThat(points.size()).isGreaterThan(8);
        for (int i = 0; i < points.size(); i++) {
            assertThat(points.get(i)).as("step " + (i + 1)).containsExactly(path[i], within(1e-6));
        }
        Minimum minimum = new Lbfgs(history, 100, 1e-9, 1e-12)
                .minimize(problem.equals("quadratic") ? quadratic(settings) : rosenbrock(),
                        Golden.doubles(settings.get("x0")));
        assertThat(minimum.value()).isCloseTo(expected.get("one_call_max_iter100").get("loss").asDouble(), within(1e-8));
    }

    @Test
    void endsAtTheToleranceAndSaysSo() {
        Minimum minimum = new Lbfgs().minimize(rosenbrock(), new double[] {-1.2, 1});

        assertThat(minimum.converged()).isTrue();
        assertThat(minimum.residual()).isLessThanOrEqualTo(1e-8);
        assertThat(minimum.point()).containsExactly(new double[] {1, 1}, within(1e-8));

        Minimum early = new Lbfgs().withMaxIterations(3).minimize(rosenbrock(), new double[] {-1.2, 1});
        assertThat(early.converged()).isFalse();
        assertThat(early.iterations()).isEqualTo(3);
        assertThat(early.reason()).contains("3 iterations");
    }

    @Test
    void refusesAnObjectiveThatIsNotSmooth() {
        Objective absolute = new Function(1, (x, g) -> 0) {
            @Override
            public double l1(int j) {
                return 1;
            }
        };
        assertThatThrownBy(() -> new Lbfgs().minimize(absolute, new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ProximalNewton");
    }

    private static class Function implements Objective {
        private final int dimension;
        private final ToDoubleBiFunction<double[], double[]> f;

        Function(int dimension, ToDoubleBiFunction<double[], double[]> f) {
            this.dimension = dimension;
            this.f = f;
        }

        @Override
        public int dimension() {
            return dimension;
        }

        @Override
        public double evaluate(double[] x, double[] gradient) {
            return f.applyAsDouble(x, gradient);
        }
    }

    private static Objective rosenbrock() {
        return new Function(2, (x, g) -> {
            double a = 1 - x[0];
            double b = x[1] - x[0] * x[0];
            g[0] = -2 * a - 400 * x[0] * b;
            g[1] = 200 * b;
            return a * a + 100 * b * b;
        });
    }

    private static Objective quadratic(JsonNode problem) {
        double[][] a = Golden.table(problem.get("A"));
        double[] b = Golden.doubles(problem.get("b"));
        return new Function(b.length, (x, g) -> {
            double value = 0;
            for (int i = 0; i < b.length; i++) {
                double ax = 0;
                for (int j = 0; j < b.length; j++) {
                    ax += a[i][j] * x[j];
                }
                g[i] = ax - b[i];
                value += x[i] * (ax / 2 - b[i]);
            }
            return value;
        });
    }
}
