package org.madaline.schedule;

import org.madaline.check.Require;

/// One rise to `top` and one long fall (Smith and Topin 2018), over `steps` steps t = 0 ... steps - 1. The base rate
/// plays no part.
///
/// @param top the highest rate
/// @param steps how many steps the training takes
/// @param rise the share of the steps in the rise; default 0.3
/// @param start the first rate is top / start; default 25
/// @param end the last rate is top / start / end; default 10,000
/// @param shape of rise and fall; default COSINE
/// @param symmetric whether the fall to the first rate takes as long as the rise, and the rest leads to the last rate
///     (three phases); default false
public record OneCycle(double top, double steps, double rise, double start, double end, Curve shape, boolean symmetric)
        implements Schedule {
    /// How two rates are joined.
    public enum Curve {
        /// By a straight line
        LINEAR,
        /// By half a cosine
        COSINE
    }

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a setting is impossible
    public OneCycle {
        Require.positive("the highest rate of one cycle", top);
        Require.within("the number of steps of one cycle", steps, 2, Double.MAX_VALUE);
        Require.within("the share of the rise", rise, 0, symmetric ? 0.5 : 1);
        Require.positive("the divisor of the first rate", start);
        Require.positive("the divisor of the last rate", end);
    }

    /// PyTorch's defaults: 30% of the steps in the rise, from a 25th of `top`, along cosines.
    ///
    /// @param top the highest rate
    /// @param steps how many steps the training takes, at least 2
    public OneCycle(double top, double steps) {
        this(top, steps, 0.3, 25, 1e4, Curve.COSINE, false);
    }

    @Override
    public double rate(double base, double t) {
        double first = top / start;
        double peak = rise * steps - 1;
        double last = steps - 1;
        if (t <= peak && peak > 0) {
            return between(first, top, t / peak);
        }
        if (!symmetric) {
            return between(top, first / end, share(t, peak, last));
        }
        double back = 2 * rise * steps - 2;
        return t <= back && back > peak ? between(top, first, share(t, peak, back)) : between(first, first / end, share(t, back, last));
    }

    private static double share(double t, double from, double to) {
        return Math.min(1, (t - from) / (to - from));
    }

    private double between(double from, double to, double share) {
        return switch (shape) {
            case LINEAR -> from + (to - from) * share;
            case COSINE -> Cosine.between(to, from, share);
        };
    }
}
