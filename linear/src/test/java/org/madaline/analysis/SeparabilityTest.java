package org.madaline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.madaline.kernels.CounterRandom;
import org.madaline.linear.DesignMatrix;
import org.madaline.linear.Golden;
import tools.jackson.databind.JsonNode;

class SeparabilityTest {

    @TestFactory
    Stream<DynamicTest> agreesWithReference() {
        JsonNode golden = Golden.json("separability.json");
        List<DynamicTest> tests = new ArrayList<>();
        for (String data : new String[] {"breast_cancer", "iris", "digits"}) {
            golden.get(data).get("train_all_features").forEachEntry((name, expected) -> {
                int positive = Integer.parseInt(name.split(" ")[1]);
                tests.add(test(data + " " + name, Golden.raw(data, "train").binary(positive), expected.asBoolean()));
            });
        }
        Golden.Data cancer = Golden.raw("breast_cancer", "train");
        tests.add(test("cancer, 10 columns", cancer.columns(IntStream.range(0, 10).toArray()), false));
        tests.add(test("cancer, whole", Golden.read("breast_cancer"), true));
        tests.add(test("iris, two", Golden.raw("iris", "train").pair(1, 2), false));
        return tests.stream();
    }

    private static DynamicTest test(String name, Golden.Data data, boolean expected) {
        return DynamicTest.dynamicTest(name, () -> {
            Separability result = Separability.of(data.matrix(), data.y());
            assertThat(result.separable()).isEqualTo(expected);
            verify(data, result);
        });
    }

    /// Checks the proof that comes with the answer.
    private static void verify(Golden.Data data, Separability result) {
        switch (result) {
            case Separability.Separable(double[] w, double b, double margin) -> {
                assertThat(margin).isPositive();
                for (int i = 0; i < data.x().length; i++) {
                    double z = b;
                    for (int j = 0; j < w.length; j++) {
                        z += w[j] * data.x()[i][j];
                    }
                    assertThat(z > 0).isEqualTo(data.y()[i] == 1);
                }
            }
            case Separability.Inseparable(int[] rows, double[] weights, double[] point) -> {
                for (int side = 0; side < 2; side++) {
                    double sum = 0;
                    double[] combination = new double[point.length];
                    for (int r = 0; r < rows.length; r++) {
                        assertThat(weights[r]).isPositive();
                        if (data.y()[rows[r]] == side) {
                            sum += weights[r];
                            for (int j = 0; j < point.length; j++) {
                                combination[j] += weights[r] * data.x()[rows[r]][j];
                            }
                        }
                    }
                    assertThat(sum).isCloseTo(1, within(1e-12));
                    for (int j = 0; j < point.length; j++) {
                        double scale = 1 + Math.abs(point[j]);
                        assertThat(combination[j]).isCloseTo(point[j], within(1e-7 * scale));
                    }
                }
            }
        }
    }

    @Test
    void exclusiveOrIsInseparableAndAndIsNot() {
        double[][] corners = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
        Golden.Data xor = new Golden.Data(corners, new int[] {0, 1, 1, 0});
        Golden.Data and = new Golden.Data(corners, new int[] {0, 0, 0, 1});

        Separability result = Separability.of(xor.matrix(), xor.y());
        assertThat(result).isInstanceOfSatisfying(Separability.Inseparable.class, no ->
                assertThat(no.point()).containsExactly(new double[] {0.5, 0.5}, within(1e-9)));
        verify(and, Separability.of(and.matrix(), and.y()));
    }

    /// Sets that touch in one point are not separable; moved apart by a trifle they are.
    @Test
    void touchingSets() {
        Golden.Data touching = new Golden.Data(new double[][] {{0}, {1}, {1}, {2}}, new int[] {0, 0, 1, 1});
        assertThat(Separability.of(touching.matrix(), touching.y()).separable()).isFalse();

        Golden.Data apart = new Golden.Data(new double[][] {{0}, {1}, {1.000001}, {2}}, new int[] {0, 0, 1, 1});
        Separability result = Separability.of(apart.matrix(), apart.y());
        assertThat(result.separable()).isTrue();
        verify(apart, result);
    }

    @Test
    void randomSetsHaveValidProofs() {
        int separable = 0;
        for (int seed = 0; seed < 40; seed++) {
            int m = 8 + CounterRandom.below(seed, 0, 0, 30);
            int d = 1 + CounterRandom.below(seed, 0, 1, 6);
            double[][] x = new double[m][d];
            int[] y = new int[m];
            for (int i = 0; i < m; i++) {
                y[i] = i % 2;
                for (int j = 0; j < d; j++) {
                    x[i][j] = CounterRandom.normal(seed, 1 + i, j) + (j == 0 ? 1.2 * y[i] : 0);
                }
            }
            Golden.Data data = new Golden.Data(x, y);
            Separability result = Separability.of(DesignMatrix.of(x), y);
            verify(data, result);
            separable += result.separable() ? 1 : 0;
        }
        assertThat(separable).isBetween(3, 37);
    }
}
