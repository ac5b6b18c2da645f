package org.madaline.augment;

import org.madaline.check.Require;

/// A part of the picture's own size, cut at random out of the picture with a border: a shift by whole pixels.
///
/// @param padding the width of the border, so the longest shift
/// @param fill the border's value
public record RandomCrop(int padding, float fill) implements Augmentation {
    /// Checks the padding.
    ///
    /// @throws IllegalArgumentException if the padding is negative
    public RandomCrop {
        Require.atLeastZero("the padding of a random crop", padding);
    }

    /// With a black border.
    ///
    /// @param padding the width of the border in pixels, at least 0
    public RandomCrop(int padding) {
        this(padding, 0);
    }

    @Override
    public void apply(Pixels x, Draw draw) {
        int down = draw.below(2 * padding + 1) - padding;
        int right = draw.below(2 * padding + 1) - padding;
        float[] before = x.snapshot();
        int width = x.width();
        int from = Math.clamp(right, 0, width);
        int to = Math.clamp(width + (long) right, 0, width);
        x.fill(0, 0, x.height(), width, fill);
        for (int c = 0; c < x.channels(); c++) {
            for (int row = Math.max(0, down); row < Math.min(x.height(), x.height() + down); row++) {
                if (from < to) {
                    int source = (c * x.height() + row - down) * width - right;
                    System.arraycopy(before, source + from, x.data(), x.at(c, row) + from, to - from);
                }
            }
        }
    }
}
