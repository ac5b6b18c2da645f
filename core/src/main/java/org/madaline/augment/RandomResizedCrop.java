package org.madaline.augment;

/// A part of random area and proportions, scaled to the picture's size (Szegedy et al. 2015, section 6).
///
/// @param minArea the smallest share of the picture's area
/// @param maxRatio the largest ratio of the sides, either way
public record RandomResizedCrop(double minArea, double maxRatio) implements Augmentation {
    /// As for ImageNet, but for the smallest part: a quarter, since the picture has been cut to its middle already.
    public static final RandomResizedCrop PHOTOGRAPHS = new RandomResizedCrop(0.25, 4.0 / 3);

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the area does not lie in (0, 1] or the ratio is below 1
    public RandomResizedCrop {
        if (!(minArea > 0 && minArea <= 1) || !(maxRatio >= 1 && maxRatio < 100)) {
            throw new IllegalArgumentException("the smallest area of a crop lies in (0, 1] and the largest ratio in [1, 100), not at "
                    + minArea + " and " + maxRatio);
        }
    }

    @Override
    public void apply(Pixels x, Draw draw) {
        double area = draw.uniform(minArea, 1);
        double ratio = StrictMath.exp(draw.uniform(-1, 1) * StrictMath.log(maxRatio));
        double height = Math.min(1, StrictMath.sqrt(area / ratio));
        double width = Math.min(1, StrictMath.sqrt(area * ratio));
        double top = draw.uniform(0, 1 - height) * x.height();
        double left = draw.uniform(0, 1 - width) * x.width();
        double[] rows = line(top, height, x.height());
        double[] columns = line(left, width, x.width());
        Warp.affine(x, new double[] {rows[0], rows[1], 0}, new double[] {columns[0], 0, columns[1]}, 0);
    }

    /// The first place and the distance of the places that a line is taken from; they stay between the centres of the
    /// outermost pixels.
    private static double[] line(double start, double share, int size) {
        double first = Math.max(0, start + 0.5 * share - 0.5);
        double last = Math.min(size - 1.0, start + (size - 0.5) * share - 0.5);
        return new double[] {first, size == 1 ? 0 : (last - first) / (size - 1)};
    }
}
