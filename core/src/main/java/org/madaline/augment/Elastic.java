package org.madaline.augment;

import org.madaline.check.Require;

/// Elastic distortion: every pixel moves by a smooth random field (Simard, Steinkraus and Platt 2003, section 3).
///
/// @param alpha the strength: the field is uniform noise in [-1, 1], smoothed and multiplied by this; 34 in the paper
/// @param sigma the standard deviation of the Gaussian that smooths it, in pixels; 4 in the paper
/// @param fill the value outside of the picture
public record Elastic(double alpha, double sigma, float fill) implements Augmentation {
    /// The paper's for handwritten digits of 28x28 pixels, on black.
    public static final Elastic DIGITS = new Elastic(34, 4, 0);

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the strength is negative or sigma not in (0, 100]
    public Elastic {
        Require.atLeastZero("the strength of an elastic distortion", alpha);
        if (!(sigma > 0 && sigma <= 100)) {
            throw new IllegalArgumentException("sigma of an elastic distortion lies in (0, 100], not at " + sigma);
        }
    }

    @Override
    public void apply(Pixels x, Draw draw) {
        float[] down = field(x, draw);
        float[] right = field(x, draw);
        Warp.displace(x, down, right, fill);
    }

    /// Smoothed noise; beyond the rim there is none.
    private float[] field(Pixels x, Draw draw) {
        float[] field = new float[x.plane()];
        for (int i = 0; i < field.length; i++) {
            field[i] = (float) alpha * (2 * draw.uniform() - 1);
        }
        Blur rows = new Blur(sigma, x.width());
        for (int i = 0; i < x.height(); i++) {
            rows.apply(field, i * x.width(), 1);
        }
        Blur columns = new Blur(sigma, x.height());
        for (int j = 0; j < x.width(); j++) {
            columns.apply(field, j, x.width());
        }
        return field;
    }

    /// A Gaussian as three means over a window that follow each other: the window's width w with (w² - 1) / 4 = σ² gives
    /// them the Gaussian's variance, and a running sum makes the cost independent of σ. The window has whole pixels up to
    /// `radius` to both sides and a part of the next ones.
    private static final class Blur {
        private final int length;
        private final int radius;
        private final float part;
        private final float scale;
        private float[] from;
        private float[] to;

        Blur(double sigma, int length) {
            double width = Math.sqrt(4 * sigma * sigma + 1);
            this.length = length;
            this.radius = (int) ((width - 1) / 2);
            this.part = (float) ((width - 1) / 2 - radius);
            this.scale = (float) (1 / width);
            // The means reach over the rim, and come back with the next one.
            this.from = new float[length + 6 * (radius + 1)];
            this.to = new float[from.length];
        }

        void apply(float[] values, int start, int step) {
            int margin = 3 * (radius + 1);
            java.util.Arrays.fill(from, 0);
            for (int i = 0; i < length; i++) {
                from[margin + i] = values[start + i * step];
            }
            for (int pass = 0; pass < 3; pass++) {
                mean();
            }
            for (int i = 0; i < length; i++) {
                values[start + i * step] = from[margin + i];
            }
        }

        private void mean() {
            float sum = 0;
            for (int i = 0; i <= 2 * radius; i++) {
                sum += from[i];
            }
            java.util.Arrays.fill(to, 0);
            for (int i = radius + 1; i < to.length - radius - 1; i++) {
                sum += from[i + radius] - from[i - radius - 1];
                to[i] = scale * (sum + part * (from[i - radius - 1] + from[i + radius + 1]));
            }
            float[] done = from;
            from = to;
            to = done;
        }
    }
}
