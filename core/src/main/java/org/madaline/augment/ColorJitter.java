package org.madaline.augment;

import org.madaline.check.Require;

/// Changes brightness, contrast, saturation and hue, in random order, as torchvision's transform of that name.
///
/// @param brightness the factor lies between 1 - brightness and 1 + brightness
/// @param contrast likewise
/// @param saturation likewise; without effect in grey
/// @param hue the largest turn of the colour circle either way, at most 0.5; without effect in grey
public record ColorJitter(double brightness, double contrast, double saturation, double hue) implements Augmentation {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting cannot be
    public ColorJitter {
        Require.share("the range of brightness", brightness);
        Require.share("the range of contrast", contrast);
        Require.share("the range of saturation", saturation);
        if (!(hue >= 0 && hue <= 0.5)) {
            throw new IllegalArgumentException("the range of hue lies in [0, 0.5], not at " + hue);
        }
    }

    @Override
    public void apply(Pixels x, Draw draw) {
        int[] order = {0, 1, 2, 3};
        for (int left = 4; left > 0; left--) {
            int i = draw.below(left);
            int next = order[i];
            order[i] = order[left - 1];
            switch (next) {
                case 0 -> Colors.brightness(x, around(draw, brightness));
                case 1 -> Colors.contrast(x, around(draw, contrast));
                case 2 -> Colors.saturation(x, around(draw, saturation));
                default -> Colors.hue(x, (float) draw.uniform(-hue, hue));
            }
        }
    }

    private static float around(Draw draw, double range) {
        return (float) draw.uniform(1 - range, 1 + range);
    }
}
