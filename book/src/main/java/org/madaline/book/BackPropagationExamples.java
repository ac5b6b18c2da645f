package org.madaline.book;

import static org.madaline.book.NetworkExamples.SMALL;
import static org.madaline.book.NetworkExamples.X;
import static org.madaline.book.NetworkExamples.Y;

import java.util.ArrayList;
import java.util.List;
import org.madaline.book.network.ActivationFunction;
import org.madaline.book.network.ActivationFunction.Scalar;
import org.madaline.book.network.BackPropagation;
import org.madaline.book.network.FeedForward;
import org.madaline.book.network.Gradients;
import org.madaline.book.network.LibraryGradients;
import org.madaline.book.network.SoftmaxLoss;

/// The worked examples of section 3.4.
final class BackPropagationExamples {
    private BackPropagationExamples() {}

    private static void setting(Sheet s) {
        s.text("The network of definition 3.1.1's example, the object x and its label y:");
        NetworkExamples.pass(s, SMALL, X);
        s.text("")
                .vector("y", Y)
                .value("ℓ(y, f(x))", SoftmaxLoss.value(Y, SMALL.apply(X)))
                .text("");
    }

    static void problem(Sheet s) {
        NetworkExamples.meanLoss(s);
        s.text("", "The derivative of the mean is the mean of the examples' derivatives, here of b[2]_1:");
        double[][] xs = {{1, 2}, {-1, 0.5}, {0, -1}};
        int[] labels = {1, 0, 0};
        double mean = 0;
        for (int i = 0; i < 3; i++) {
            double d = BackPropagation.vectorized(SMALL, xs[i], SoftmaxLoss.oneHot(labels[i], 2))
                    .b()
                    .get(1)[0];
            s.value("example " + (i + 1), d);
            mean += d / 3;
        }
        s.value("mean", mean);
    }

    static void lemma(Sheet s) {
        setting(s);
        Gradients g = BackPropagation.perParameter(SMALL, X, Y);
        FeedForward.Pass pass = SMALL.forward(X);
        s.text(
                "The error δ of each neuron, times the activation that enters by a weight, is the weight's derivative:",
                "");
        List<List<Object>> rows = new ArrayList<>();
        for (int l = 1; l <= 2; l++) {
            for (int j = 0; j < SMALL.width(l); j++) {
                for (int i = 0; i < SMALL.width(l - 1); i++) {
                    rows.add(List.of(
                            "w[" + l + "]_" + (j + 1) + (i + 1),
                            g.delta().get(l - 1)[j],
                            pass.a().get(l - 1)[i],
                            g.w().get(l - 1)[j][i],
                            weightByDifference(l, j, i)));
                }
            }
        }
        s.table(List.of("weight", "δ_j", "a_i", "δ_j a_i", "by differences"), rows);
        s.text("", "and the derivative of a bias is δ itself, because its factor is 1:");
        s.vector("∂ℓ/∂b[1]", g.b().get(0)).vector("∂ℓ/∂b[2]", g.b().get(1));
    }

    private static double weightByDifference(int l, int j, int i) {
        return BackPropagation.finiteDifferences(SMALL, X, Y, 1e-6).w().get(l - 1)[j][i];
    }

    static void theorem(Sheet s) {
        setting(s);
        FeedForward.Pass pass = SMALL.forward(X);
        double[] dLoss = SoftmaxLoss.gradient(Y, pass.output());
        double[][] jacobian = SMALL.layers().getLast().g().jacobian(pass.z().getLast());
        Gradients g = BackPropagation.perParameter(SMALL, X, Y);
        s.text("The last layer: δ[2]_j = sum over k of ∂ℓ/∂a_k · ∂a_k/∂z_j")
                .vector("∂ℓ/∂a[2]", dLoss)
                .matrix("∂a[2]/∂z[2]", jacobian);
        for (int j = 0; j < 2; j++) {
            s.text("  δ[2]_" + (j + 1) + " = " + Sheet.number(dLoss[0]) + " · " + Sheet.number(jacobian[0][j]) + " + "
                    + Sheet.number(dLoss[1]) + " · " + Sheet.number(jacobian[1][j]) + " = "
                    + Sheet.number(g.delta().get(1)[j]));
        }
        s.text("", "The hidden layer: δ[1]_j = g'(z_j) · sum over k of δ[2]_k w[2]_kj");
        double[][] w = SMALL.layers().getLast().w();
        for (int j = 0; j < 3; j++) {
            double slope = Scalar.SIGMOID.derivative(pass.z().getFirst()[j]);
            double[] d = g.delta().get(1);
            s.text("  δ[1]_" + (j + 1) + " = " + Sheet.number(slope) + " · (" + Sheet.number(d[0]) + " · "
                    + Sheet.number(w[0][j]) + " + " + Sheet.number(d[1]) + " · " + Sheet.number(w[1][j]) + ") = "
                    + Sheet.number(g.delta().getFirst()[j]));
        }
    }

    static void componentwiseOutput(Sheet s) {
        FeedForward f = new FeedForward(List.of(
                SMALL.layers().getFirst(),
                new FeedForward.Layer(
                        SMALL.layers().getLast().w(), SMALL.layers().getLast().b(), Scalar.SIGMOID)));
        s.text("The same network with a sigmoid in the last layer:");
        NetworkExamples.pass(s, f, X);
        FeedForward.Pass pass = f.forward(X);
        double[] slope = Scalar.SIGMOID.derivative(pass.z().getLast());
        double[] dLoss = SoftmaxLoss.gradient(Y, pass.output());
        s.text("").vector("g'(z[2])", slope).vector("∂ℓ/∂a[2]", dLoss);
        s.vector(
                "δ[2] = product by components",
                BackPropagation.vectorized(f, X, Y).delta().getLast());
        s.vector(
                "δ[2] by the full Jacobian (3.37)",
                BackPropagation.perParameter(f, X, Y).delta().getLast());
        s.text("", "The Jacobian is diagonal, so that one term of the sum stays.");
    }

    static void errors(Sheet s) {
        setting(s);
        Gradients g = BackPropagation.vectorized(SMALL, X, Y);
        s.text("The errors of the two layers:")
                .vector("δ[1]", g.delta().get(0))
                .vector("δ[2]", g.delta().get(1));
    }

    static void jacobianProduct(Sheet s) {
        setting(s);
        FeedForward.Pass pass = SMALL.forward(X);
        s.text("The error of the last layer is a row times a square matrix:");
        s.vector("∂ℓ/∂a[2]", SoftmaxLoss.gradient(Y, pass.output()));
        s.matrix("∂a[2]/∂z[2]", SMALL.layers().getLast().g().jacobian(pass.z().getLast()));
        s.vector(
                "product = δ[2], transposed",
                BackPropagation.perParameter(SMALL, X, Y).delta().getLast());
    }

    static void softmaxError(Sheet s) {
        setting(s);
        double[] f = SMALL.apply(X);
        double[][] jacobian =
                ActivationFunction.Softmax.SOFTMAX.jacobian(SMALL.forward(X).z().getLast());
        s.text("The terms -y_k / f_k · (f_k (k = j) - f_k f_j) of the sum, k down, j across:");
        double[][] terms = new double[2][2];
        double[] sums = new double[2];
        for (int k = 0; k < 2; k++) {
            for (int j = 0; j < 2; j++) {
                terms[k][j] = -Y[k] / f[k] * jacobian[k][j];
                sums[j] += terms[k][j];
            }
        }
        s.matrix("terms", terms).vector("sum over k", sums).vector("f(x) - y", SoftmaxLoss.delta(Y, f));
        s.text(
                "",
                "So the division by f_k cancels, and the error needs no derivative at all. It holds for softmax under the softmax",
                "loss and each y whose components add up to 1, also for smoothed labels:");
        double[] smooth = {0.1, 0.9};
        FeedForward g = SMALL;
        s.vector("y", smooth).vector("f(x) - y", SoftmaxLoss.delta(smooth, f));
        s.vector(
                "δ[2] by (3.37)",
                BackPropagation.perParameter(g, X, smooth).delta().getLast());
    }

    static void backwards(Sheet s) {
        setting(s);
        Gradients g = BackPropagation.vectorized(SMALL, X, Y);
        double[] slope = Scalar.SIGMOID.derivative(SMALL.forward(X).z().getFirst());
        double[][] w = SMALL.layers().getLast().w();
        double[] d = g.delta().getLast();
        double[] back = new double[3];
        for (int j = 0; j < 3; j++) {
            back[j] = w[0][j] * d[0] + w[1][j] * d[1];
        }
        s.vector("δ[2]", d).matrix("W[2]", w).vector("W[2]ᵀ δ[2]", back).vector("g'(z[1])", slope);
        s.vector("δ[1] = g'(z[1]) ⊙ W[2]ᵀ δ[2]", g.delta().getFirst());
        s.text("", "Without the prime of g' it would be")
                .vector(
                        "g(z[1]) ⊙ W[2]ᵀ δ[2]",
                        product(Scalar.SIGMOID.apply(SMALL.forward(X).z().getFirst()), back));
        s.text("which is not the derivative: differences give")
                .vector(
                        "∂ℓ/∂b[1]",
                        BackPropagation.finiteDifferences(SMALL, X, Y, 1e-6).b().getFirst());
    }

    private static double[] product(double[] x, double[] y) {
        double[] p = x.clone();
        for (int i = 0; i < p.length; i++) {
            p[i] *= y[i];
        }
        return p;
    }

    static void weightGradient(Sheet s) {
        setting(s);
        Gradients g = BackPropagation.vectorized(SMALL, X, Y);
        FeedForward.Pass pass = SMALL.forward(X);
        for (int l = 2; l >= 1; l--) {
            s.vector("δ[" + l + "]", g.delta().get(l - 1))
                    .vector("a[" + (l - 1) + "]", pass.a().get(l - 1));
            s.matrix("∇W[" + l + "] = δ[" + l + "] a[" + (l - 1) + "]ᵀ", g.w().get(l - 1));
            s.vector("∇b[" + l + "] = δ[" + l + "]", g.b().get(l - 1)).text("");
        }
    }

    static void algorithm(Sheet s) {
        s.text("Lines 1 to 5, forward pass");
        NetworkExamples.pass(s, SMALL, X);
        Gradients g = BackPropagation.vectorized(SMALL, X, Y);
        s.text("", "Line 7").vector("y", Y).vector("δ[2] = f(x) - y", g.delta().get(1));
        for (int l = 2; l >= 1; l--) {
            s.text("", "l = " + l);
            if (l == 2) {
                s.text("  line 9 is skipped: the error of the last layer is known from line 7");
            } else {
                s.vector("δ[1] = g'(z[1]) ⊙ W[2]ᵀ δ[2]", g.delta().getFirst());
            }
            s.matrix("∇W[" + l + "]", g.w().get(l - 1)).vector("∇b[" + l + "]", g.b().get(l - 1));
        }
        agreement(s);
    }

    /// How far the three forms and finite differences lie apart, for this network and a deeper one.
    private static void agreement(Sheet s) {
        FeedForward deep = FeedForward.random(3, Scalar.TANH, ActivationFunction.Softmax.SOFTMAX, 6, 9, 7, 5, 4);
        double[] x = {0.3, -1.2, 0.8, 0.1, 1.5, -0.4};
        double[] y = SoftmaxLoss.oneHot(2, 4);
        s.text(
                "",
                "The forms of back-propagation beside each other: largest difference relative to the largest derivative",
                "");
        List<List<Object>> rows = new ArrayList<>();
        for (var test : List.of(List.of(SMALL, X, Y, "2-3-2"), List.of(deep, x, y, "6-9-7-5-4"))) {
            FeedForward f = (FeedForward) test.get(0);
            double[] in = (double[]) test.get(1);
            double[] label = (double[]) test.get(2);
            Gradients g = BackPropagation.vectorized(f, in, label);
            rows.add(List.of(
                    test.get(3),
                    g.relativeDifference(BackPropagation.perParameter(f, in, label)),
                    g.relativeDifference(LibraryGradients.of(f, in, label)),
                    g.relativeDifference(BackPropagation.finiteDifferences(f, in, label, 1e-6))));
        }
        s.table(List.of("network", "per parameter", "the library's graph", "finite differences"), rows);
    }
}
