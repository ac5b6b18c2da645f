package org.madaline.augment;

import org.madaline.check.Require;

/// Rotates, shifts, scales and shears around the middle, with linear interpolation.
///
/// @param degrees the largest rotation either way
/// @param shift the largest shift either way, along each axis, as a share of the side
/// @param scale the largest change of the size: the factor lies between 1 / (1 + scale) and 1 + scale
/// @param shear the largest shear either way, in degrees
/// @param fill the value outside of the picture
public record Affine(double degrees, double shift, double scale, double shear, float fill) implements Augmentation {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is negative or a shear not below 90 degrees
    public Affine {
        Require.atLeastZero("a rotation's range", degrees);
        Require.atLeastZero("a shift's range", shift);
        Require.atLeastZero("a scale's range", scale);
        Require.atLeastZero("a shear's range", shear);
        if (shear >= 90) {
            throw new IllegalArgumentException("a shear lies below 90 degrees, not at " + shear);
        }
    }

    /// On black.
    ///
    /// @param degrees the largest rotation either way
    /// @param shift the largest shift either way, along each axis, as a share of the side
    /// @param scale the largest change of the size
    /// @param shear the largest shear either way, in degrees, below 90
    public Affine(double degrees, double shift, double scale, double shear) {
        this(degrees, shift, scale, shear, 0);
    }

    @Override
    public void apply(Pixels x, Draw draw) {
        double angle = StrictMath.toRadians(draw.uniform(-degrees, degrees));
        double slant = StrictMath.tan(StrictMath.toRadians(draw.uniform(-shear, shear)));
        double zoom = StrictMath.exp(draw.uniform(-1, 1) * StrictMath.log1p(scale));
        double down = draw.uniform(-shift, shift) * x.height();
        double right = draw.uniform(-shift, shift) * x.width();
        double cos = StrictMath.cos(angle) / zoom;
        double sin = StrictMath.sin(angle) / zoom;
        Warp.around(x, new double[] {cos, cos * slant + sin, -sin, cos - sin * slant}, down, right, fill);
    }
}
