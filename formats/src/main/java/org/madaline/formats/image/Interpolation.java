package org.madaline.formats.image;

/// How a picture gets another size. Each new pixel is a weighted mean of old ones; where the picture shrinks the weights
/// spread over all the pixels that a new one covers, so that fine patterns do not alias.
///
/// There are two ways to round. [#BILINEAR] and [#BICUBIC] do not round at all: this is torchvision's `resize` of float
/// tensors with `antialias=True`, and Pillow's of float pictures (mode F). The others are Pillow's `resize` of pictures of
/// bytes, byte for byte: weights in whole numbers of 2⁻²², and values rounded to bytes twice, after the rows and after the
/// columns. That is what torchvision does with PIL pictures, in most training recipes. The two differ by up to 1 of 255 levels
/// (bilinear) and 6.5 (bicubic, whose values beyond 0 and 255 are cut off between the passes in Pillow).
public enum Interpolation {
    /// Weights that fall linearly, a triangle: what most networks were trained with. Not rounded.
    BILINEAR(Filter.TRIANGLE, false),
    /// Keys's cubic with a = -1/2, which keeps edges sharper: what EfficientNet was trained with. Beside edges it may
    /// leave the range of the old values by a little. Not rounded.
    BICUBIC(Filter.CUBIC, false),
    /// Pillow's `BILINEAR` of bytes.
    PILLOW_BILINEAR(Filter.TRIANGLE, true),
    /// Pillow's `BICUBIC` of bytes.
    PILLOW_BICUBIC(Filter.CUBIC, true),
    /// Pillow's `LANCZOS` of bytes: a sinc under the middle of another, three times as wide.
    PILLOW_LANCZOS(Filter.LANCZOS, true);

    private enum Filter {
        TRIANGLE(1) {
            @Override
            double weight(double distance) {
                return Math.max(0, 1 - distance);
            }
        },
        CUBIC(2) {
            @Override
            double weight(double distance) {
                double a = -0.5;
                if (distance < 1) {
                    return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
                }
                return distance < 2 ? (((distance - 5) * distance + 8) * distance - 4) * a : 0;
            }
        },
        LANCZOS(3) {
            @Override
            double weight(double distance) {
                return distance < 3 ? sinc(distance) * sinc(distance / 3) : 0;
            }
        };

        private final int radius;

        Filter(int radius) {
            this.radius = radius;
        }

        abstract double weight(double distance);

        private static double sinc(double x) {
            return x == 0 ? 1 : StrictMath.sin(x * Math.PI) / (x * Math.PI);
        }
    }

    private final Filter filter;
    private final boolean bytes;

    Interpolation(Filter filter, boolean bytes) {
        this.filter = filter;
        this.bytes = bytes;
    }

    /// Beyond this distance, in pixels, all weights are 0.
    int radius() {
        return filter.radius;
    }

    /// The weight of a pixel at a distance of 0 or more, before all are divided by their sum.
    double weight(double distance) {
        return filter.weight(distance);
    }

    /// Whether values are rounded to bytes after each pass, as in Pillow.
    boolean bytes() {
        return bytes;
    }
}
