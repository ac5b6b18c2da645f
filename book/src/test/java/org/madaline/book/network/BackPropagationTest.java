package org.madaline.book.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.madaline.book.network.ActivationFunction.Scalar;
import org.madaline.book.network.ActivationFunction.Softmax;
import org.madaline.book.network.FeedForward.Layer;

class BackPropagationTest {
    private static final FeedForward F = FeedForward.random(7, Scalar.TANH, Softmax.SOFTMAX, 4, 6, 5, 3);
    private static final double[] X = {0.3, -1.2, 0.8, 0.1};
    private static final double[] Y = SoftmaxLoss.oneHot(2, 3);

    @Test
    void allFormsAgreeWithFiniteDifferences() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Scalar> functions = List.of(Scalar.SIGMOID, Scalar.TANH, Scalar.RELU, Scalar.HARD_TANH, Scalar.IDENTITY);
        for (int n = 0; n < 30; n++) {
            int depth = 1 + random.nextInt(5);
            int[] widths = random.ints(depth + 1, 1, 9).toArray();
            widths[depth] = 2 + random.nextInt(5);
            Scalar g = functions.get(n % functions.size());
            FeedForward f = FeedForward.random(random.nextLong(), g, Softmax.SOFTMAX, widths);
            double[] x = random.doubles(widths[0], -2, 2).toArray();
            double[] y = SoftmaxLoss.oneHot(random.nextInt(widths[depth]), widths[depth]);
            Gradients vectorized = BackPropagation.vectorized(f, x, y);
            String name = "seed " + seed + ", network " + n + " with " + g;
            assertThat(vectorized.relativeDifference(BackPropagation.perParameter(f, x, y)))
                    .as(name)
                    .isLessThan(1e-12);
            assertThat(vectorized.relativeDifference(LibraryGradients.of(f, x, y)))
                    .as(name)
                    .isLessThan(1e-12);
            if (!nearCorner(f, x)) {
                assertThat(vectorized.relativeDifference(BackPropagation.finiteDifferences(f, x, y, 1e-6)))
                        .as(name)
                        .isLessThan(1e-7);
            }
        }
    }

    /// Whether a net input lies so near to a corner of ReLU or hardtanh that a difference would step over it.
    private static boolean nearCorner(FeedForward f, double[] x) {
        return f.forward(x).z().stream()
                .flatMapToDouble(java.util.Arrays::stream)
                .anyMatch(z -> Math.abs(z) < 1e-4 || Math.abs(Math.abs(z) - 1) < 1e-4);
    }

    @Test
    void theErrorOfASoftmaxLayerIsOutputMinusLabel() {
        double[] f = F.apply(X);
        double[] general = BackPropagation.perParameter(F, X, Y).delta().getLast();
        assertThat(SoftmaxLoss.delta(Y, f)).containsExactly(general, within(1e-14));
        double[] smooth = {0.1, 0.2, 0.7};
        assertThat(SoftmaxLoss.delta(smooth, f))
                .containsExactly(
                        BackPropagation.perParameter(F, X, smooth).delta().getLast(), within(1e-14));
        double[] twice = {0, 0, 2};
        assertThat(SoftmaxLoss.delta(twice, f)[0])
                .as("only if the label adds up to 1")
                .isNotCloseTo(BackPropagation.perParameter(F, X, twice).delta().getLast()[0], within(1e-3));
    }

    @Test
    void theErrorIsTheDerivativeByTheNetInput() {
        Gradients g = BackPropagation.vectorized(F, X, Y);
        double h = 1e-6;
        for (int l = 1; l <= 3; l++) {
            for (int j = 0; j < F.width(l); j++) {
                double d = (lossWithBias(l, j, h) - lossWithBias(l, j, -h)) / (2 * h);
                assertThat(g.delta().get(l - 1)[j]).isCloseTo(d, within(1e-8));
            }
            assertThat(g.delta().get(l - 1)).hasSize(F.width(l));
        }
    }

    /// The loss with h added to z[l]_j, which is the same as h added to the bias.
    private static double lossWithBias(int l, int j, double h) {
        List<Layer> layers = new ArrayList<>(F.layers());
        double[] b = layers.get(l - 1).b().clone();
        b[j] += h;
        layers.set(l - 1, new Layer(layers.get(l - 1).w(), b, layers.get(l - 1).g()));
        return SoftmaxLoss.value(Y, new FeedForward(layers).apply(X));
    }

    @Test
    void aComponentwiseOutputHasADiagonalJacobian() {
        FeedForward f = FeedForward.random(8, Scalar.TANH, Scalar.SIGMOID, 4, 5, 3);
        Gradients g = BackPropagation.vectorized(f, X, Y);
        assertThat(g.relativeDifference(BackPropagation.perParameter(f, X, Y))).isLessThan(1e-13);
        assertThat(g.relativeDifference(BackPropagation.finiteDifferences(f, X, Y, 1e-6)))
                .isLessThan(1e-8);
        FeedForward.Pass pass = f.forward(X);
        for (int j = 0; j < 3; j++) {
            double expected =
                    Scalar.SIGMOID.derivative(pass.z().getLast()[j]) * SoftmaxLoss.gradient(Y, pass.output())[j];
            assertThat(g.delta().getLast()[j]).isEqualTo(expected);
        }
    }

    @Test
    void theErrorPassesBackWithThePrime() {
        Gradients g = BackPropagation.vectorized(F, X, Y);
        FeedForward.Pass pass = F.forward(X);
        double[] back =
                Matrices.transposedTimes(F.layers().get(2).w(), g.delta().get(2));
        double[] withPrime = Matrices.hadamard(Scalar.TANH.derivative(pass.z().get(1)), back);
        double[] withoutPrime = Matrices.hadamard(pass.a().get(2), back);
        double[] byDifferences =
                BackPropagation.finiteDifferences(F, X, Y, 1e-6).b().get(1);
        assertThat(withPrime).containsExactly(byDifferences, within(1e-8));
        assertThat(withoutPrime[0]).as("(3.54) as printed").isNotCloseTo(byDifferences[0], within(1e-3));
    }

    @Test
    void theDerivativeOfTheMeanIsTheMeanOfTheDerivatives() {
        double[][] xs = {X, {1, 1, -1, 0}, {0, 0.5, 2, -2}};
        int[] labels = {2, 0, 1};
        FeedForward f = FeedForward.random(9, Scalar.SIGMOID, Softmax.SOFTMAX, 4, 3, 3);
        double mean = 0;
        for (int i = 0; i < 3; i++) {
            mean += BackPropagation.vectorized(f, xs[i], SoftmaxLoss.oneHot(labels[i], 3))
                            .w()
                            .getFirst()[1][2]
                    / 3;
        }
        double h = 1e-6;
        double[] risks = new double[2];
        for (int side = 0; side < 2; side++) {
            double[] row = f.layers().getFirst().w()[1];
            double before = row[2];
            row[2] = before + (side == 0 ? h : -h);
            for (int i = 0; i < 3; i++) {
                risks[side] += SoftmaxLoss.value(SoftmaxLoss.oneHot(labels[i], 3), f.apply(xs[i])) / 3;
            }
            row[2] = before;
        }
        assertThat(mean).isCloseTo((risks[0] - risks[1]) / (2 * h), within(1e-9));
    }

    @Test
    void softmaxInAHiddenLayerIsRefused() {
        FeedForward f = FeedForward.random(1, Softmax.SOFTMAX, Softmax.SOFTMAX, 4, 3, 3);
        assertThatThrownBy(() -> BackPropagation.vectorized(f, X, Y)).hasMessageContaining("layer 1 has SOFTMAX");
    }
}
