package org.madaline.formats.image;

/// How a picture gets another size. Each new pixel is a weighted mean of old ones; where the picture shrinks the weights
/// spread over all the pixels that a new one covers, so that fine patterns do not alias. The same as Pillow's `resize`
/// and torchvision's with `antialias=True`, without their rounding to bytes.
public enum Interpolation {
    /// Weights that fall linearly, a triangle: what most networks were trained with.
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            return Math.max(0, 1 - distance);
        }
    },
    /// Keys's cubic with a = -1/2, which keeps edges sharper: what EfficientNet was trained with. Beside edges it may
    /// leave the range of the old values by a little.
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double a = -0.5;
            if (distance < 1) {
                return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
            }
            return distance < 2 ? (((distance - 5) * distance + 8) * distance - 4) * a : 0;
        }
    };

    private final int radius;

    Interpolation(int radius) {
        this.radius = radius;
    }

    /// Beyond this distance, in pixels, all weights are 0.
    int radius() {
        return radius;
    }

    /// The weight of a pixel at a distance of 0 or more, before all are divided by their sum.
    abstract double weight(double distance);
}
