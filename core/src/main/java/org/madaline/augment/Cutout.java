package org.madaline.augment;

/// Blackens a square whose middle lies anywhere in the picture, so that it may be cut off (DeVries and Taylor 2017).
///
/// @param size the side of the square in pixels
public record Cutout(int size) implements Augmentation {
    /// Checks the size.
    ///
    /// @throws IllegalArgumentException if the size is not positive
    public Cutout {
        if (size < 1) {
            throw new IllegalArgumentException("a cutout has a side of at least 1 pixel, not " + size);
        }
    }

    @Override
    public void apply(Pixels x, Draw draw) {
        int top = draw.below(x.height()) - size / 2;
        int left = draw.below(x.width()) - size / 2;
        x.fill(top, left, top + size, left + size, 0);
    }
}
