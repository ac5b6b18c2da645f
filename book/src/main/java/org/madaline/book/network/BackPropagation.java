package org.madaline.book.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Error back-propagation for one object (x, y) under the softmax loss, in the book's two forms and, as a
/// judge of both, by finite differences.
public final class BackPropagation {
    private BackPropagation() {}

    /// Parameter by parameter, as lemma 3.4.1 and theorem 3.4.1 say.
    ///
    /// @param f a network
    /// @param x one object, n₀ numbers
    /// @param y its label as a unit vector, or K numbers that add up to 1
    /// @return ∇W, ∇b and the errors of all layers
    public static Gradients perParameter(FeedForward f, double[] x, double[] y) {
        FeedForward.Pass pass = f.forward(x);
        int depth = f.depth();
        double[][] delta = new double[depth + 1][];
        delta[depth] = lastDelta(f, pass, y);
        for (int l = depth - 1; l >= 1; l--) {
            delta[l] = new double[f.width(l)];
            for (int j = 0; j < f.width(l); j++) {
                delta[l][j] = hiddenDelta(f, pass, l, j, delta[l + 1]);
            }
        }
        List<double[][]> w = new ArrayList<>();
        List<double[]> b = new ArrayList<>();
        for (int l = 1; l <= depth; l++) {
            double[][] dw = new double[f.width(l)][f.width(l - 1)];
            double[] db = new double[f.width(l)];
            for (int j = 0; j < f.width(l); j++) {
                db[j] = delta[l][j];
                for (int i = 0; i < f.width(l - 1); i++) {
                    dw[j][i] = delta[l][j] * pass.a().get(l - 1)[i];
                }
            }
            w.add(dw);
            b.add(db);
        }
        return new Gradients(w, b, List.copyOf(Arrays.asList(delta).subList(1, depth + 1)));
    }

    /// δ[L]_j = Σₖ ∂ℓ/∂a[L]_k · ∂a[L]_k/∂z[L]_j.                                          (book, eq. 3.37)
    private static double[] lastDelta(FeedForward f, FeedForward.Pass pass, double[] y) {
        double[] dLoss = SoftmaxLoss.gradient(y, pass.output());
        double[][] jacobian = f.layers().getLast().g().jacobian(pass.z().getLast());
        double[] delta = new double[y.length];
        for (int j = 0; j < y.length; j++) {
            for (int k = 0; k < y.length; k++) {
                delta[j] += dLoss[k] * jacobian[k][j];
            }
        }
        return delta;
    }

    /// δ[l]_j = g[l]′(z[l]_j) Σₖ δ[l+1]_k w[l+1]_kj.                                      (book, eq. 3.38)
    private static double hiddenDelta(FeedForward f, FeedForward.Pass pass, int l, int j, double[] next) {
        double sum = 0;
        double[][] w = f.layers().get(l).w();
        for (int k = 0; k < next.length; k++) {
            sum += next[k] * w[k][j];
        }
        return scalar(f, l).derivative(pass.z().get(l - 1)[j]) * sum;
    }

    /// Vectorized: algorithm 3.4.1, with its line 9 left out for l = L, where it would read `W[L+1]` and
    /// overwrite the error of line 7.
    ///
    /// @param f a network
    /// @param x one object, n₀ numbers
    /// @param y its label as a unit vector, or K numbers that add up to 1
    /// @return ∇W, ∇b and the errors of all layers
    public static Gradients vectorized(FeedForward f, double[] x, double[] y) {
        FeedForward.Pass pass = f.forward(x);
        int depth = f.depth();
        double[][][] w = new double[depth][][];
        double[][] b = new double[depth][];
        double[][] deltas = new double[depth][];
        double[] delta = deltaOfOutput(f, pass, y);
        for (int l = depth; l >= 1; l--) {
            if (l < depth) {
                delta = Matrices.hadamard(
                        scalar(f, l).derivative(pass.z().get(l - 1)),
                        Matrices.transposedTimes(f.layers().get(l).w(), delta));
            }
            deltas[l - 1] = delta;
            w[l - 1] = Matrices.outer(delta, pass.a().get(l - 1));
            b[l - 1] = delta;
        }
        return new Gradients(List.of(w), List.of(b), List.of(deltas));
    }

    /// Line 7: δ[L] = f(x) − y for softmax (eq. 3.52), g[L]′(z[L]) ⊙ ∇ℓ for a component-wise one (eq. 3.45).
    private static double[] deltaOfOutput(FeedForward f, FeedForward.Pass pass, double[] y) {
        return switch (f.layers().getLast().g()) {
            case ActivationFunction.Softmax _ -> SoftmaxLoss.delta(y, pass.output());
            case ActivationFunction.Scalar g ->
                Matrices.hadamard(g.derivative(pass.z().getLast()), SoftmaxLoss.gradient(y, pass.output()));
        };
    }

    private static ActivationFunction.Scalar scalar(FeedForward f, int l) {
        if (f.layers().get(l - 1).g() instanceof ActivationFunction.Scalar g) {
            return g;
        }
        throw new IllegalArgumentException(
                "theorem 3.4.1 asks for component-wise activations before the last layer; layer " + l + " has "
                        + f.layers().get(l - 1).g());
    }

    /// By central differences, (ℓ(θ + h) − ℓ(θ − h)) / 2h for each parameter θ.
    ///
    /// @param f a network; its arrays are changed for a moment
    /// @param x one object, n₀ numbers
    /// @param y its label as a unit vector, or K numbers that add up to 1
    /// @param h half the distance of the points, such as 10⁻⁶
    /// @return ∇W and ∇b, without errors
    public static Gradients finiteDifferences(FeedForward f, double[] x, double[] y, double h) {
        List<double[][]> w = new ArrayList<>();
        List<double[]> b = new ArrayList<>();
        for (FeedForward.Layer layer : f.layers()) {
            double[][] dw = new double[layer.w().length][];
            for (int j = 0; j < dw.length; j++) {
                dw[j] = differences(f, x, y, layer.w()[j], h);
            }
            w.add(dw);
            b.add(differences(f, x, y, layer.b(), h));
        }
        return new Gradients(w, b, List.of());
    }

    /// The derivatives along the elements of an array of the network, which is changed for a moment.
    private static double[] differences(FeedForward f, double[] x, double[] y, double[] parameters, double h) {
        double[] derivative = new double[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            double before = parameters[i];
            parameters[i] = before + h;
            double above = SoftmaxLoss.value(y, f.apply(x));
            parameters[i] = before - h;
            double below = SoftmaxLoss.value(y, f.apply(x));
            parameters[i] = before;
            derivative[i] = (above - below) / (2 * h);
        }
        return derivative;
    }
}
