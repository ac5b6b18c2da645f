package org.madaline.augment;

/// Mixes two pictures and their classes.
@FunctionalInterface
public interface Mixing {
    /// Changes `x` in place.
    ///
    /// @param x the picture that is changed
    /// @param other of the same shape; stays as it is
    /// @param draw where random numbers come from
    /// @return the share of x's own class in the target; the rest is the other's
    double mix(Pixels x, Pixels other, Draw draw);

    /// One of two, each for half of the pictures.
    ///
    /// @param second for the other half
    /// @return both by chance
    default Mixing or(Mixing second) {
        return (x, other, draw) -> (draw.happens(0.5) ? this : second).mix(x, other, draw);
    }

    /// λ x + (1 - λ) x' with λ from the beta distribution B(α, α) (Zhang et al. 2017).
    ///
    /// @param alpha 0.2 in the paper for ImageNet, 1 for CIFAR
    record Mixup(double alpha) implements Mixing {
        /// Checks α.
        ///
        /// @throws IllegalArgumentException if alpha is not positive
        public Mixup {
            requirePositive(alpha);
        }

        @Override
        public double mix(Pixels x, Pixels other, Draw draw) {
            float share = (float) draw.beta(alpha);
            int at = x.at(0, 0);
            int from = other.at(0, 0);
            for (int i = 0; i < x.channels() * x.plane(); i++) {
                x.data()[at + i] = share * x.data()[at + i] + (1 - share) * other.data()[from + i];
            }
            return share;
        }
    }

    /// A rectangle of x is that of x'; the classes share by area (Yun et al. 2019).
    ///
    /// @param alpha of the beta distribution of the area that stays; 1 in the paper
    record CutMix(double alpha) implements Mixing {
        /// Checks α.
        ///
        /// @throws IllegalArgumentException if alpha is not positive
        public CutMix {
            requirePositive(alpha);
        }

        @Override
        public double mix(Pixels x, Pixels other, Draw draw) {
            double side = StrictMath.sqrt(1 - draw.beta(alpha));
            int height = (int) (side * x.height());
            int width = (int) (side * x.width());
            int middle = draw.below(x.height());
            int center = draw.below(x.width());
            int top = Math.max(0, middle - height / 2);
            int left = Math.max(0, center - width / 2);
            int bottom = Math.min(x.height(), middle - height / 2 + height);
            int right = Math.min(x.width(), center - width / 2 + width);
            if (top >= bottom || left >= right) {
                return 1;
            }
            for (int c = 0; c < x.channels(); c++) {
                for (int row = top; row < bottom; row++) {
                    System.arraycopy(other.data(), other.at(c, row) + left, x.data(), x.at(c, row) + left, right - left);
                }
            }
            return 1 - (double) (bottom - top) * (right - left) / x.plane();
        }
    }

    private static void requirePositive(double alpha) {
        if (!(alpha > 0 && alpha < 1e3)) {
            throw new IllegalArgumentException("alpha of a mixture lies in (0, 1000), not at " + alpha);
        }
    }
}
