package org.madaline.layer;

import java.util.stream.IntStream;
import org.madaline.graph.Graph;
import org.madaline.graph.Mode;
import org.madaline.graph.Node;
import org.madaline.graph.ShapeException;
import org.madaline.init.Initializers;
import org.madaline.tensor.Shape;

/// Batch normalization (Ioffe and Szegedy 2015) with PyTorch's semantics: y = γ (x - mean) / √(variance + eps) + β for
/// each channel, the mean and the biased variance taken over the batch (and the pixels) in training, and the running
/// ones in inference. The running variance is updated with the unbiased variance of the batch.
///
/// Shapes: x `[N, C]`, `[N, C, L]` or `[N, C, H, W]`; weight (γ), bias (β), running_mean, running_var `[C]`.
///
/// @param eps default 1e-5
/// @param momentum the share of the batch in the running statistics, default 0.1; NaN: the mean of all batches
/// @param affine whether there are γ and β; default true
/// @param track whether there are running statistics; without them inference normalizes by the batch; default true
public record BatchNorm(double eps, double momentum, boolean affine, boolean track) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if eps is negative or momentum lies outside of [0, 1]
    public BatchNorm {
        if (!(eps >= 0) || Double.isInfinite(eps) || momentum < 0 || momentum > 1) {
            throw new IllegalArgumentException("batch normalization needs eps >= 0 and a momentum in [0, 1], not "
                    + eps + " and " + momentum);
        }
    }

    /// The usual settings: eps 1e-5, momentum 0.1, with γ and β and with running statistics.
    public BatchNorm() {
        this(1e-5, 0.1, true, true);
    }

    /// With γ and β and with running statistics.
    ///
    /// @param eps added to the variance, default 1e-5
    /// @param momentum the share of the batch in the running statistics, in [0, 1], default 0.1; NaN: the mean of all batches
    public BatchNorm(double eps, double momentum) {
        this(eps, momentum, true, true);
    }

    @Override
    public Node build(Graph g, Node x) {
        int rank = x.shape().rank();
        if (rank < 2) {
            throw new ShapeException(g.path(), "batch normalization takes [N, C, ...], not " + x.shape());
        }
        int channels = x.shape().dim(1);
        Shape wide = Shape.of(IntStream.range(0, rank).map(i -> i == 1 ? channels : 1).toArray());
        Shape vector = Shape.of(channels);
        Node gamma = affine ? g.parameter("weight", vector, Initializers.ONES).reshape(wide) : g.constant(1);
        Node beta = affine ? g.parameter("bias", vector, Initializers.ZEROS).reshape(wide) : g.constant(0);
        Node runningMean = track ? g.state("running_mean", vector, Initializers.ZEROS) : null;
        Node runningVar = track ? g.state("running_var", vector, Initializers.ONES) : null;
        Node batches = track && g.mode() == Mode.TRAINING
                ? g.state("num_batches_tracked", Shape.SCALAR, Initializers.ZEROS)
                : null;
        Node mean;
        Node variance;
        if (track && (g.mode() == Mode.INFERENCE || g.isFrozen("running_mean"))) {
            mean = runningMean.reshape(wide);
            variance = runningVar.reshape(wide);
        } else {
            int[] axes = IntStream.range(0, rank).filter(i -> i != 1).toArray();
            int count = x.shape().size() / Math.max(1, channels);
            if (count < 2 && g.mode() == Mode.TRAINING) {
                throw new ShapeException(g.path(), "batch normalization needs at least 2 values per channel to train, but x is "
                        + x.shape() + "; use a larger batch, or leave batch normalization out");
            }
            mean = x.mean(axes);
            // The variance does not change with the mean (Σ (x - mean) = 0), so no gradient passes there.
            variance = x.minus(mean.detach()).square().mean(axes);
            if (track) {
                Node unbiased = variance.times((double) count / (count - 1)).reshape(vector);
                track(g, batches, runningMean, mean.reshape(vector), runningVar, unbiased);
            }
        }
        Node scale = variance.plus(eps).sqrt().reciprocal().times(gamma);
        return x.minus(mean).times(scale).plus(beta);
    }

    private void track(Graph g, Node batches, Node runningMean, Node mean, Node runningVar, Node variance) {
        Node next = g.latest(batches).plus(1);
        Node share = Double.isNaN(momentum) ? next.reciprocal() : g.constant(momentum);
        g.assign(batches, next);
        g.assign(runningMean, toward(mean, g.latest(runningMean), share));
        g.assign(runningVar, toward(variance, g.latest(runningVar), share));
    }

    private static Node toward(Node value, Node running, Node share) {
        return running.plus(value.minus(running).times(share));
    }
}
