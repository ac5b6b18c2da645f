package org.madaline.augment;

import java.util.List;
import org.madaline.check.Require;

/// A random change of a picture that leaves its class as it is.
///
/// An augmentation is a value; all randomness comes from the [Draw], so that it is a function of the seed, the epoch and
/// the example.
@FunctionalInterface
public interface Augmentation {
    /// Changes nothing.
    Augmentation NONE = (_, _) -> {};

    /// Changes the picture in place.
    ///
    /// @param x the picture
    /// @param draw where random numbers come from
    void apply(Pixels x, Draw draw);

    /// This one, then another.
    ///
    /// @param next gets the picture that this one has changed
    /// @return both as one
    default Augmentation then(Augmentation next) {
        return (x, draw) -> {
            apply(x, draw);
            next.apply(x, draw);
        };
    }

    /// This one for a share of the pictures.
    ///
    /// @param probability that a picture is changed, in [0, 1]
    /// @return this augmentation, by chance
    /// @throws IllegalArgumentException if the probability does not lie in [0, 1]
    default Augmentation sometimes(double probability) {
        Require.share("the probability of an augmentation", probability);
        return (x, draw) -> {
            if (draw.happens(probability)) {
                apply(x, draw);
            }
        };
    }

    /// All of them, one after the other.
    ///
    /// @param parts in the order in which they are applied; none: nothing changes
    /// @return all as one
    static Augmentation all(List<Augmentation> parts) {
        return parts.stream().reduce(NONE, Augmentation::then);
    }
}
