package org.madaline.augment;

import java.util.List;

/// A random change of a picture that leaves its class as it is.
///
/// An augmentation is a value; all randomness comes from the [Draw], so that it is a function of the seed, the epoch and
/// the example.
@FunctionalInterface
public interface Augmentation {
    /// Changes nothing.
    Augmentation NONE = (_, _) -> {};

    /// Changes the picture in place.
    void apply(Pixels x, Draw draw);

    /// This one, then another.
    default Augmentation then(Augmentation next) {
        return (x, draw) -> {
            apply(x, draw);
            next.apply(x, draw);
        };
    }

    /// This one for a share of the pictures.
    ///
    /// @throws IllegalArgumentException if the probability does not lie in [0, 1]
    default Augmentation sometimes(double probability) {
        AugmentChecks.requireShare("the probability of an augmentation", probability);
        return (x, draw) -> {
            if (draw.happens(probability)) {
                apply(x, draw);
            }
        };
    }

    /// All of them, one after the other.
    static Augmentation all(List<Augmentation> parts) {
        return parts.stream().reduce(NONE, Augmentation::then);
    }
}
