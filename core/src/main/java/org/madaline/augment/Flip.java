package org.madaline.augment;

/// Mirrors half of the pictures.
///
/// @param vertical top to bottom; otherwise left to right
public record Flip(boolean vertical) implements Augmentation {
    /// Left to right.
    public static final Flip HORIZONTAL = new Flip(false);

    @Override
    public void apply(Pixels x, Draw draw) {
        if (!draw.happens(0.5)) {
            return;
        }
        float[] data = x.data();
        int step = vertical ? x.width() : 1;
        int lines = vertical ? x.width() : x.height();
        int length = vertical ? x.height() : x.width();
        for (int c = 0; c < x.channels(); c++) {
            for (int line = 0; line < lines; line++) {
                int i = vertical ? x.at(c, 0) + line : x.at(c, line);
                for (int j = i + (length - 1) * step; i < j; i += step, j -= step) {
                    float value = data[i];
                    data[i] = data[j];
                    data[j] = value;
                }
            }
        }
    }
}
