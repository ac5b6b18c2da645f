package org.madaline.augment;

/// Elastic distortion: every pixel moves by a smooth random field (Simard, Steinkraus and Platt 2003, section 3).
///
/// @param alpha the strength: the field is uniform noise in [-1, 1], smoothed and multiplied by this; 34 in the paper
/// @param sigma the standard deviation of the Gaussian that smooths it, in pixels; 4 in the paper
/// @param fill the value outside of the picture
public record Elastic(double alpha, double sigma, float fill) implements Augmentation {
    /// The paper's for handwritten digits of 28x28 pixels, on black.
    public static final Elastic DIGITS = new Elastic(34, 4, 0);

    /// @throws IllegalArgumentException if the strength is negative or sigma not in (0, 100]
    public Elastic {
        Checks.requireNotNegative("the strength of an elastic distortion", alpha);
        if (!(sigma > 0 && sigma <= 100)) {
            throw new IllegalArgumentException("sigma of an elastic distortion lies in (0, 100], not at " + sigma);
        }
    }

    @Override
    public void apply(Pixels x, Draw draw) {
        float[] gaussian = gaussian();
        float[] down = field(x, gaussian, draw);
        float[] right = field(x, gaussian, draw);
        Warp.displace(x, down, right, fill);
    }

    private float[] gaussian() {
        int radius = (int) Math.ceil(2.5 * sigma);
        float[] weights = new float[2 * radius + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            sum += StrictMath.exp(-i * i / (2 * sigma * sigma));
        }
        for (int i = -radius; i <= radius; i++) {
            weights[i + radius] = (float) (StrictMath.exp(-i * i / (2 * sigma * sigma)) / sum);
        }
        return weights;
    }

    /// Noise, smoothed along the rows and then along the columns; beyond the rim there is none.
    private float[] field(Pixels x, float[] gaussian, Draw draw) {
        int height = x.height();
        int width = x.width();
        int radius = gaussian.length / 2;
        float strength = (float) alpha;
        float[] noise = new float[width + 2 * radius];
        float[] rows = new float[height * width];
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                noise[radius + j] = strength * (2 * draw.uniform() - 1);
            }
            for (int k = 0; k < gaussian.length; k++) {
                add(rows, i * width, noise, k, gaussian[k], width);
            }
        }
        float[] field = new float[height * width];
        for (int i = 0; i < height; i++) {
            for (int k = Math.max(0, radius - i); k < Math.min(gaussian.length, height + radius - i); k++) {
                add(field, i * width, rows, (i + k - radius) * width, gaussian[k], width);
            }
        }
        return field;
    }

    private static void add(float[] sum, int to, float[] values, int from, float weight, int count) {
        for (int j = 0; j < count; j++) {
            sum[to + j] += weight * values[from + j];
        }
    }
}
