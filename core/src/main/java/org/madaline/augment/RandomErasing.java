package org.madaline.augment;

import org.madaline.check.Require;

/// Fills a rectangle within half of the pictures with noise (Zhong et al. 2017, algorithm 1).
///
/// @param probability the share of the pictures; 0.5 in the paper
/// @param minArea the smallest share of the area; 0.02 in the paper
/// @param maxArea the largest share of the area; 0.4 in the paper
/// @param maxRatio the largest ratio of the sides, either way; 10 / 3 in the paper
public record RandomErasing(double probability, double minArea, double maxArea, double maxRatio) implements Augmentation {
    private static final int TRIES = 10;

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting cannot be
    public RandomErasing {
        Require.share("the probability of erasing", probability);
        Require.share("the largest area to erase", maxArea);
        if (!(minArea > 0 && minArea <= maxArea) || !(maxRatio >= 1 && maxRatio < 100)) {
            throw new IllegalArgumentException("erasing needs 0 < minArea <= maxArea and 1 <= maxRatio < 100, not " + minArea + ", "
                    + maxArea + " and " + maxRatio);
        }
    }

    /// With the paper's settings.
    public RandomErasing() {
        this(0.5, 0.02, 0.4, 10.0 / 3);
    }

    @Override
    public void apply(Pixels x, Draw draw) {
        if (!draw.happens(probability)) {
            return;
        }
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double area = draw.uniform(minArea, maxArea) * x.plane();
            double ratio = StrictMath.exp(draw.uniform(-1, 1) * StrictMath.log(maxRatio));
            int height = (int) Math.round(StrictMath.sqrt(area * ratio));
            int width = (int) Math.round(StrictMath.sqrt(area / ratio));
            if (height < x.height() && width < x.width()) {
                erase(x, draw, draw.below(x.height() - height), draw.below(x.width() - width), height, width);
                return;
            }
        }
    }

    private static void erase(Pixels x, Draw draw, int top, int left, int height, int width) {
        for (int c = 0; c < x.channels(); c++) {
            for (int i = 0; i < height; i++) {
                for (int j = 0; j < width; j++) {
                    x.data()[x.at(c, top + i) + left + j] = draw.uniform();
                }
            }
        }
    }
}
