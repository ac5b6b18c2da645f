package org.madaline.book.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.madaline.book.network.ActivationFunction.Scalar;
import org.madaline.book.network.ActivationFunction.Softmax;
import org.madaline.book.network.FeedForward.Layer;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.interpret.Interpreter;
import org.madaline.layer.Network;

class FeedForwardTest {
    @Test
    void forwardIsTheDefinition() {
        FeedForward f = FeedForward.random(1, Scalar.TANH, Softmax.SOFTMAX, 3, 5, 4, 2);
        double[] x = {0.5, -1, 2};
        FeedForward.Pass pass = f.forward(x);
        assertThat(pass.a().getFirst()).containsExactly(x);
        for (int l = 1; l <= 3; l++) {
            Layer layer = f.layers().get(l - 1);
            for (int j = 0; j < f.width(l); j++) {
                double z = layer.b()[j];
                for (int i = 0; i < f.width(l - 1); i++) {
                    z += layer.w()[j][i] * pass.a().get(l - 1)[i];
                }
                assertThat(pass.z().get(l - 1)[j]).isCloseTo(z, within(1e-15));
            }
            assertThat(pass.a().get(l)).containsExactly(layer.g().apply(pass.z().get(l - 1)));
        }
        assertThat(f.apply(x)).containsExactly(pass.a().getLast());
        assertThat(f.apply(x)).containsExactly(library(f, x), within(1e-14));
    }

    /// The output of the same network in the library's layers, in double precision.
    private static double[] library(FeedForward f, double[] x) {
        Network network = LibraryGradients.network(f);
        Graph graph = new Graph(Mode.INFERENCE);
        Node output = network.build(graph, 1);
        Interpreter interpreter = new Interpreter(0);
        for (int l = 0; l < f.depth(); l++) {
            double[] flat = Arrays.stream(f.layers().get(l).w())
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            interpreter.set(2 * l + ".weight", flat);
            interpreter.set(2 * l + ".bias", f.layers().get(l).b());
        }
        interpreter.evaluate(Map.of("x", x), List.of(output));
        return interpreter.value(output);
    }

    @Test
    void layersCompose() {
        FeedForward f = FeedForward.random(2, Scalar.SIGMOID, Scalar.TANH, 4, 6, 3);
        FeedForward first = new FeedForward(f.layers().subList(0, 1));
        FeedForward second = new FeedForward(f.layers().subList(1, 2));
        double[] x = {1, 2, 3, 4};
        assertThat(f.apply(x)).containsExactly(second.apply(first.apply(x)));
    }

    @Test
    void aNetworkOfIdentitiesCollapses() {
        Random random = new Random(3);
        for (int depth = 1; depth <= 6; depth++) {
            int[] widths = random.ints(depth + 1, 1, 8).toArray();
            FeedForward f = FeedForward.random(depth, Scalar.IDENTITY, Scalar.IDENTITY, widths);
            FeedForward one = new FeedForward(List.of(f.collapsed()));
            double[] x = random.doubles(widths[0], -2, 2).toArray();
            assertThat(one.apply(x)).containsExactly(f.apply(x), within(1e-12));
        }
        assertThatThrownBy(() -> FeedForward.random(1, Scalar.RELU, Scalar.IDENTITY, 2, 2, 2)
                        .collapsed())
                .hasMessageContaining("RELU");
    }

    @Test
    void aNonlinearNetworkIsNoAffineMap() {
        FeedForward f = FeedForward.random(1, Scalar.RELU, Scalar.IDENTITY, 1, 8, 1);
        double middle = f.apply(new double[] {0})[0];
        double mean = (f.apply(new double[] {-3})[0] + f.apply(new double[] {3})[0]) / 2;
        assertThat(Math.abs(middle - mean)).isGreaterThan(1e-3);
    }

    @Test
    void scalarActivationsActOnEachComponent() {
        double[] z = {-2, -0.5, 0, 0.5, 2};
        for (Scalar g : Scalar.values()) {
            for (int j = 0; j < z.length; j++) {
                assertThat(g.apply(z)[j]).isEqualTo(g.value(z[j]));
                for (int k = 0; k < z.length; k++) {
                    assertThat(g.jacobian(z)[j][k]).isEqualTo(j == k ? g.derivative(z[j]) : 0);
                }
            }
        }
    }

    @Test
    void activationsAreTheirFormulas() {
        double h = 1e-6;
        for (double z = -3.05; z < 3; z += 0.1) {
            double e = Math.exp(z);
            assertThat(Scalar.SIGMOID.value(z)).isCloseTo(1 / (1 + 1 / e), within(1e-15));
            assertThat(Scalar.RELU.value(z)).isEqualTo(z > 0 ? z : 0);
            assertThat(Scalar.TANH.value(z)).isCloseTo((e - 1 / e) / (e + 1 / e), within(1e-14));
            assertThat(Scalar.HARD_TANH.value(z)).isEqualTo(z < -1 ? -1 : z > 1 ? 1 : z);
            assertThat(Scalar.IDENTITY.value(z)).isEqualTo(z);
            for (Scalar g : Scalar.values()) {
                assertThat(g.derivative(z))
                        .as("%s at %s", g, z)
                        .isCloseTo((g.value(z + h) - g.value(z - h)) / (2 * h), within(1e-8));
            }
        }
    }

    @Test
    void softmaxIsADistribution() {
        double[] p = Softmax.SOFTMAX.apply(new double[] {Math.log(1), Math.log(2), Math.log(5)});
        assertThat(p).containsExactly(new double[] {0.125, 0.25, 0.625}, within(1e-15));
        double[] shifted = Softmax.SOFTMAX.apply(new double[] {1000, 1000 + Math.log(2), 1000 + Math.log(5)});
        assertThat(shifted).containsExactly(p, within(1e-12));
        assertThat(Arrays.stream(Softmax.SOFTMAX.apply(new double[] {-1000, 3, 900}))
                        .sum())
                .isOne();
    }

    @Test
    void theJacobianOfSoftmaxIsItsDerivative() {
        double[] z = {2, 1, -1, 0.3};
        double[][] jacobian = Softmax.SOFTMAX.jacobian(z);
        double h = 1e-6;
        for (int j = 0; j < 4; j++) {
            double[] above = z.clone();
            double[] below = z.clone();
            above[j] += h;
            below[j] -= h;
            for (int k = 0; k < 4; k++) {
                double d = (Softmax.SOFTMAX.apply(above)[k] - Softmax.SOFTMAX.apply(below)[k]) / (2 * h);
                assertThat(jacobian[k][j]).isCloseTo(d, within(1e-9));
            }
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Layer two = new Layer(new double[2][3], new double[2], Scalar.TANH);
        assertThatThrownBy(() -> new FeedForward(List.of(two, two)))
                .hasMessage("layer 2 takes 3 values, but layer 1 gives 2");
        assertThatThrownBy(() -> new FeedForward(List.of(two)).apply(new double[2]))
                .hasMessage("the network takes 3 inputs, not 2");
        assertThatThrownBy(() -> new Layer(new double[2][3], new double[3], Scalar.TANH))
                .hasMessageContaining("both are its width");
    }

    @Test
    void logicGatesAndXor() {
        boolean[] both = {false, true};
        for (boolean a : both) {
            for (boolean b : both) {
                assertThat(McCullochPitts.AND.fires(a, b)).isEqualTo(a && b);
                assertThat(McCullochPitts.OR.fires(a, b)).isEqualTo(a || b);
                assertThat(McCullochPitts.NAND.fires(a, b)).isEqualTo(!(a && b));
                assertThat(McCullochPitts.NOR.fires(a, b)).isEqualTo(!(a || b));
                assertThat(McCullochPitts.xor(a, b)).isEqualTo(a ^ b);
            }
            assertThat(McCullochPitts.NOT.fires(a)).isEqualTo(!a);
        }
    }

    @Test
    void oneNeuronComputesAllTablesButXorAndItsOpposite() {
        List<Boolean> xor = List.of(false, true, true, false);
        List<Boolean> same = List.of(true, false, false, true);
        for (int bits = 0; bits < 16; bits++) {
            List<Boolean> table = List.of((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);
            boolean possible = !table.equals(xor) && !table.equals(same);
            assertThat(McCullochPitts.neuronFor(table).isPresent())
                    .as("table %s", table)
                    .isEqualTo(possible);
        }
    }

    @Test
    void widerLayersApproximateBetter() {
        double before = Double.POSITIVE_INFINITY;
        for (int width = 4; width <= 256; width *= 4) {
            double error = UniversalApproximation.error(
                    UniversalApproximation.interpolating(Math::sin, -3, 3, width), Math::sin, -3, 3);
            // Linear interpolation errs by at most h²/8 max |f''|.
            assertThat(error).isLessThan(before).isLessThanOrEqualTo(Math.pow(6.0 / width, 2) / 8 + 1e-12);
            before = error;
        }
        assertThat(before).isLessThan(1e-4);
    }
}
