package org.madaline.book.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// An artificial neural network of any depth and widths, computed as it is written.
/// (book, def. 3.1.1, eq. 3.1 to 3.4)
///
/// ```
/// a[0] = x,   z[l] = W[l] a[l-1] + b[l],   a[l] = g[l](z[l])  for l = 1, ..., L,   f(x) = a[L]
/// ```
///
/// This is the reference that the library's engine is compared with; it favours clearness over speed.
///
/// @param layers the layers l = 1, ..., L
public record FeedForward(List<Layer> layers) {
    /// One layer.
    ///
    /// @param w the weight matrix `W[l]`, `[n_l][n_{l-1}]`
    /// @param b the bias vector `b[l]`, `[n_l]`
    /// @param g the activation function
    public record Layer(double[][] w, double[] b, ActivationFunction g) {
        /// Checks its components.
        ///
        /// @throws IllegalArgumentException if W and b do not fit together
        public Layer {
            if (w.length == 0 || w.length != b.length) {
                throw new IllegalArgumentException("a layer's W has " + w.length + " rows, but b has " + b.length
                        + " elements; both are its width");
            }
            for (double[] row : w) {
                if (row.length != w[0].length || row.length == 0) {
                    throw new IllegalArgumentException("the rows of W differ in length or are empty");
                }
            }
        }
    }

    /// All values of one forward pass.
    ///
    /// @param z the net inputs, `z.get(l - 1)` is `z[l]`
    /// @param a the activations, `a.get(l)` is `a[l]`, from `a[0]` = x on
    public record Pass(List<double[]> z, List<double[]> a) {
        /// {@return f(x) = `a[L]`}
        public double[] output() {
            return a.getLast();
        }
    }

    /// The list is copied.
    ///
    /// @throws IllegalArgumentException if there is no layer, or one takes another number of values than that before it gives
    public FeedForward {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network has at least one layer (L ≥ 1)");
        }
        for (int l = 1; l < layers.size(); l++) {
            int in = layers.get(l).w()[0].length;
            int before = layers.get(l - 1).w().length;
            if (in != before) {
                throw new IllegalArgumentException(
                        "layer " + (l + 1) + " takes " + in + " values, but layer " + l + " gives " + before);
            }
        }
    }

    /// {@return a network with normally distributed weights of standard deviation 1/√n_{l-1} and biases of 0.1}
    ///
    /// @param seed   the same seed draws the same network
    /// @param hidden the activation of the layers 1, ..., L - 1
    /// @param last   the activation of layer L
    /// @param widths n_0, ..., n_L
    public static FeedForward random(long seed, ActivationFunction hidden, ActivationFunction last, int... widths) {
        return random(seed, 1, hidden, last, widths);
    }

    /// {@return a network with normally distributed weights of standard deviation gain/√n_{l-1} and biases of 0.1}
    ///
    /// @param seed   the same seed draws the same network
    /// @param gain   √2 keeps the size of the values of ReLU layers, 1 that of tanh and identity
    /// @param hidden the activation of the layers 1, ..., L - 1
    /// @param last   the activation of layer L
    /// @param widths n_0, ..., n_L
    public static FeedForward random(
            long seed, double gain, ActivationFunction hidden, ActivationFunction last, int... widths) {
        Random random = new Random(seed);
        List<Layer> layers = new ArrayList<>();
        for (int l = 1; l < widths.length; l++) {
            double[][] w = new double[widths[l]][widths[l - 1]];
            double[] b = new double[widths[l]];
            for (int j = 0; j < w.length; j++) {
                b[j] = 0.1 * random.nextGaussian();
                for (int i = 0; i < w[j].length; i++) {
                    w[j][i] = gain * random.nextGaussian() / Math.sqrt(widths[l - 1]);
                }
            }
            layers.add(new Layer(w, b, l + 1 < widths.length ? hidden : last));
        }
        return new FeedForward(layers);
    }

    /// {@return the depth L}
    public int depth() {
        return layers.size();
    }

    /// {@return the width n_l, n_0 being the number of inputs}
    ///
    /// @param l from 0 to L
    public int width(int l) {
        return l == 0 ? layers.getFirst().w()[0].length : layers.get(l - 1).w().length;
    }

    /// Lines 1 to 5 of algorithm 3.4.1.
    ///
    /// @param x n₀ numbers
    /// @return the net inputs and activations of all layers
    /// @throws IllegalArgumentException if x has another length
    public Pass forward(double[] x) {
        if (x.length != width(0)) {
            throw new IllegalArgumentException("the network takes " + width(0) + " inputs, not " + x.length);
        }
        List<double[]> z = new ArrayList<>();
        List<double[]> a = new ArrayList<>(List.of(x.clone()));
        for (Layer layer : layers) {
            z.add(Matrices.affine(layer.w(), a.getLast(), layer.b()));
            a.add(layer.g().apply(z.getLast()));
        }
        return new Pass(z, a);
    }

    /// {@return f(x)}
    ///
    /// @param x n₀ numbers
    public double[] apply(double[] x) {
        return forward(x).output();
    }

    /// {@return the one affine map W x + b that a network of identities equals}                  (book, remark 3.1.1)
    /// `W = W[L] ... W[1]` and `b = W[L] (... (W[2] b[1] + b[2]) ...) + b[L]`.
    ///
    /// @throws IllegalStateException if an activation is not the identity
    public Layer collapsed() {
        for (Layer layer : layers) {
            if (layer.g() != ActivationFunction.Scalar.IDENTITY) {
                throw new IllegalStateException(
                        "only a network of identities is one affine map; this one has " + layer.g());
            }
        }
        double[][] w = layers.getFirst().w();
        double[] b = layers.getFirst().b();
        for (Layer layer : layers.subList(1, layers.size())) {
            b = Matrices.affine(layer.w(), b, layer.b());
            w = Matrices.times(layer.w(), w);
        }
        return new Layer(w, b, ActivationFunction.Scalar.IDENTITY);
    }
}
