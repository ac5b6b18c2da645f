package org.madaline.augment;

/// A few operations, chosen at random, of one common strength (Cubuk et al. 2019), with torchvision's operations and
/// ranges.
///
/// @param count how many operations follow each other; 2 by default
/// @param magnitude their strength from 0 to 30; 9 by default
public record RandAugment(int count, int magnitude) implements Augmentation {
    private static final int STRONGEST = 30;

    private enum Operation {
        IDENTITY, AUTO_CONTRAST, EQUALIZE, ROTATE, SOLARIZE, COLOR, POSTERIZE, CONTRAST, BRIGHTNESS, SHARPNESS,
        SHEAR_X, SHEAR_Y, TRANSLATE_X, TRANSLATE_Y;

        private static final Operation[] ALL = values();
    }

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting cannot be
    public RandAugment {
        if (count < 1 || magnitude < 0 || magnitude > STRONGEST) {
            throw new IllegalArgumentException("RandAugment takes at least 1 operation of a magnitude from 0 to " + STRONGEST
                    + ", not " + count + " of " + magnitude);
        }
    }

    /// Two operations of magnitude 9.
    public RandAugment() {
        this(2, 9);
    }

    @Override
    public void apply(Pixels x, Draw draw) {
        for (int i = 0; i < count; i++) {
            apply(Operation.ALL[draw.below(Operation.ALL.length)], x, draw.happens(0.5) ? 1 : -1);
        }
    }

    private void apply(Operation operation, Pixels x, int sign) {
        double strength = (double) magnitude / STRONGEST;
        double signed = sign * strength;
        float factor = (float) (1 + 0.9 * signed);
        double far = 150.0 / 331;
        switch (operation) {
            case IDENTITY -> {}
            case AUTO_CONTRAST -> Colors.autoContrast(x);
            case EQUALIZE -> Colors.equalize(x);
            case ROTATE -> rotate(x, StrictMath.toRadians(30 * signed));
            case SOLARIZE -> Colors.solarize(x, (float) (1 - strength));
            case COLOR -> Colors.saturation(x, factor);
            case POSTERIZE -> Colors.posterize(x, 8 - (int) Math.round(4 * strength));
            case CONTRAST -> Colors.contrast(x, factor);
            case BRIGHTNESS -> Colors.brightness(x, factor);
            case SHARPNESS -> Colors.sharpness(x, factor);
            case SHEAR_X -> Warp.around(x, new double[] {1, 0, 0.3 * signed, 1}, 0, 0, 0);
            case SHEAR_Y -> Warp.around(x, new double[] {1, 0.3 * signed, 0, 1}, 0, 0, 0);
            case TRANSLATE_X -> Warp.around(x, new double[] {1, 0, 0, 1}, 0, far * signed * x.width(), 0);
            case TRANSLATE_Y -> Warp.around(x, new double[] {1, 0, 0, 1}, far * signed * x.height(), 0, 0);
        }
    }

    private static void rotate(Pixels x, double angle) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        Warp.around(x, new double[] {cos, sin, -sin, cos}, 0, 0, 0);
    }
}
