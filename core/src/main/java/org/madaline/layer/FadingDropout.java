package org.madaline.layer;

import org.madaline.graph.Graph;
import org.madaline.graph.Node;
import org.madaline.tensor.Shape;

/// Dropout whose probability stays through the first half of the training and falls to 0 along half a cosine in the
/// second (Holzmüller et al. 2024), so that the last steps see the network that will be used.
///
/// @param p     the probability at first, in [0, 1)
/// @param steps that the training takes
public record FadingDropout(double p, double steps) implements Layer {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if p lies outside of [0, 1) or there are no steps
    public FadingDropout {
        Dropout.check("dropout", p);
        if (!(steps > 0) || Double.isInfinite(steps)) {
            throw new IllegalArgumentException("a dropout fades over a positive number of steps, not " + steps);
        }
    }

    @Override
    public Node build(Graph g, Node x) {
        if (!g.isRandom() || p == 0) {
            return x;
        }
        Node late = g.input("step", Shape.SCALAR).times(2 / steps).minus(1).max(0).min(1);
        Node now = late.times(Math.PI).cos().plus(1).times(p / 2);
        Node kept = g.uniform("dropout", x.shape()).greater(now);
        return x.times(kept).times(now.negative().plus(1).reciprocal());
    }
}
