package org.madaline.book.network;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// What section 2.8 speaks of: one hidden layer approximates each continuous function on a closed interval as
/// closely as one likes, if it is wide enough (Cybenko 1989, Hornik 1991, Leshno et al. 1993: for each
/// activation that is no polynomial). With ReLU the network can be written down: it is the piecewise linear
/// interpolation.
public final class UniversalApproximation {
    private UniversalApproximation() {}

    /// {@return a network with `width` ReLU neurons that equals `f` at `width + 1` equally spaced points of [from, to]}
    ///
    /// Neuron j computes max(0, x − xⱼ) for the j-th point; its outgoing weight is the change of slope there.
    ///
    /// @param f     a continuous function
    /// @param from  the first point
    /// @param to    the last point
    /// @param width how many neurons, at least 1
    public static FeedForward interpolating(DoubleUnaryOperator f, double from, double to, int width) {
        double step = (to - from) / width;
        double[][] w = new double[width][1];
        double[] b = new double[width];
        double[] out = new double[width];
        double slope = 0;
        for (int j = 0; j < width; j++) {
            double x = from + j * step;
            double next = (f.applyAsDouble(x + step) - f.applyAsDouble(x)) / step;
            w[j][0] = 1;
            b[j] = -x;
            out[j] = next - slope;
            slope = next;
        }
        return new FeedForward(List.of(
                new FeedForward.Layer(w, b, ActivationFunction.Scalar.RELU),
                new FeedForward.Layer(
                        new double[][] {out},
                        new double[] {f.applyAsDouble(from)},
                        ActivationFunction.Scalar.IDENTITY)));
    }

    /// {@return the largest distance of network and function at 2,001 points of [from, to]}
    ///
    /// @param network of one input and one output
    /// @param f       a continuous function
    /// @param from    the first point
    /// @param to      the last point
    public static double error(FeedForward network, DoubleUnaryOperator f, double from, double to) {
        double largest = 0;
        for (int i = 0; i <= 2000; i++) {
            double x = from + (to - from) * i / 2000;
            largest = Math.max(largest, Math.abs(network.apply(new double[] {x})[0] - f.applyAsDouble(x)));
        }
        return largest;
    }
}
