package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;

/// Local response normalization across channels (Krizhevsky et al. 2012), in PyTorch's form:
/// y꜀ = x꜀ / (k + alpha / size Σ x²)^beta, the sum over the channels c - ⌊size / 2⌋ to c + ⌊(size - 1) / 2⌋.
///
/// Shapes: x `[N, C, ...]`.
///
/// @param size the number of channels n
/// @param alpha default 1e-4
/// @param beta default 0.75
/// @param k default 1
public record LocalResponseNorm(int size, double alpha, double beta, double k) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if there is no channel to sum over
    public LocalResponseNorm {
        if (!Double.isFinite(alpha) || !Double.isFinite(beta) || !Double.isFinite(k)) {
            throw new IllegalArgumentException("local response normalization takes finite numbers, not alpha " + alpha + ", beta " + beta
                    + " and k " + k);
        }
        if (size < 1) {
            throw new IllegalArgumentException(
                    "local response normalization sums over at least 1 channel, not " + size);
        }
    }

    /// PyTorch's defaults: alpha 1e-4, beta 0.75, k 1.
    ///
    /// @param size the number of channels n, at least 1
    public LocalResponseNorm(int size) {
        this(size, 1e-4, 0.75, 1);
    }

    /// AlexNet's own form, (k + alpha Σ x²)^beta: alpha is not divided by the number of channels. The paper has n = 5,
    /// alpha = 1e-4, beta = 0.75, k = 2.
    ///
    /// @param n the number of channels that are summed over, at least 1
    /// @param alpha the factor of the sum of squares
    /// @param beta the power of the denominator
    /// @param k what is added to the sum
    /// @return the same layer in PyTorch's form, with `alpha` times `n`
    public static LocalResponseNorm paper(int n, double alpha, double beta, double k) {
        return new LocalResponseNorm(n, alpha * n, beta, k);
    }

    @Override
    public Node build(Graph g, Node x) {
        if (x.shape().rank() < 2) {
            throw new ShapeException(g.path(), "local response normalization takes [N, C, ...], not " + x.shape());
        }
        int channels = x.shape().dim(1);
        Node squares = Border.ZEROS.pad(g, x.square(), 1, size / 2, (size - 1) / 2);
        Node sum = squares.narrow(1, 0, channels);
        for (int i = 1; i < size; i++) {
            sum = sum.plus(squares.narrow(1, i, i + channels));
        }
        return x.times(sum.times(alpha / size).plus(k).power(-beta));
    }
}
