package org.madaline.augment;

/// Changes of the values of pixels, from 0 to 1.
final class Colors {
    private static final int LEVELS = 256;

    private Colors() {}

    private static float cut(float value) {
        return Math.min(1, Math.max(0, value));
    }

    private static float grey(Pixels x, int i) {
        float[] d = x.data();
        return x.channels() == 3
                ? 0.299f * d[x.at(0, 0) + i] + 0.587f * d[x.at(1, 0) + i] + 0.114f * d[x.at(2, 0) + i]
                : d[x.at(0, 0) + i];
    }

    static void brightness(Pixels x, float factor) {
        linear(x, factor, 0);
    }

    /// Away from or towards the mean of the picture in grey.
    static void contrast(Pixels x, float factor) {
        double sum = 0;
        for (int i = 0; i < x.plane(); i++) {
            sum += grey(x, i);
        }
        linear(x, factor, (1 - factor) * (float) (sum / x.plane()));
    }

    private static void linear(Pixels x, float factor, float summand) {
        int start = x.at(0, 0);
        for (int i = start; i < start + x.channels() * x.plane(); i++) {
            x.data()[i] = cut(factor * x.data()[i] + summand);
        }
    }

    /// Away from or towards grey.
    static void saturation(Pixels x, float factor) {
        if (x.channels() != 3) {
            return;
        }
        for (int i = 0; i < x.plane(); i++) {
            float grey = grey(x, i);
            for (int c = 0; c < 3; c++) {
                int at = x.at(c, 0) + i;
                x.data()[at] = cut(factor * x.data()[at] + (1 - factor) * grey);
            }
        }
    }

    /// Turns the colour circle by a share of a full turn.
    static void hue(Pixels x, float turn) {
        if (x.channels() != 3 || turn == 0) {
            return;
        }
        float[] d = x.data();
        for (int i = 0; i < x.plane(); i++) {
            int r = x.at(0, 0) + i;
            int g = x.at(1, 0) + i;
            int b = x.at(2, 0) + i;
            float max = Math.max(d[r], Math.max(d[g], d[b]));
            float range = max - Math.min(d[r], Math.min(d[g], d[b]));
            if (range > 0) {
                float sector = max == d[r] ? (d[g] - d[b]) / range : max == d[g] ? (d[b] - d[r]) / range + 2 : (d[r] - d[g]) / range + 4;
                float turned = sector + 6 * turn;
                d[r] = channel(max, range, turned + 5);
                d[g] = channel(max, range, turned + 3);
                d[b] = channel(max, range, turned + 1);
            }
        }
    }

    /// The share of a channel at an angle of the circle, in sixths of it: a trapezoid.
    private static float channel(float max, float range, float sixths) {
        float k = sixths - 6 * (float) Math.floor(sixths / 6);
        return max - range * Math.max(0, Math.min(1, Math.min(k, 4 - k)));
    }

    /// Stretches each channel to the whole range.
    static void autoContrast(Pixels x) {
        for (int c = 0; c < x.channels(); c++) {
            int start = x.at(c, 0);
            float low = 1;
            float high = 0;
            for (int i = start; i < start + x.plane(); i++) {
                low = Math.min(low, x.data()[i]);
                high = Math.max(high, x.data()[i]);
            }
            for (int i = start; i < start + x.plane() && high > low; i++) {
                x.data()[i] = (x.data()[i] - low) / (high - low);
            }
        }
    }

    /// Makes all levels of brightness about equally frequent, in each channel.
    static void equalize(Pixels x) {
        for (int c = 0; c < x.channels(); c++) {
            int start = x.at(c, 0);
            int[] below = new int[LEVELS + 1];
            for (int i = start; i < start + x.plane(); i++) {
                below[level(x.data()[i]) + 1]++;
            }
            for (int l = 0; l < LEVELS; l++) {
                below[l + 1] += below[l];
            }
            int first = 0;
            while (below[first + 1] == 0) {
                first++;
            }
            int range = x.plane() - below[first + 1];
            for (int i = start; i < start + x.plane() && range > 0; i++) {
                int count = below[level(x.data()[i]) + 1] - below[first + 1];
                x.data()[i] = (float) count / range;
            }
        }
    }

    private static int level(float value) {
        return (int) (cut(value) * (LEVELS - 1) + 0.5f);
    }

    /// Inverts what is at least as bright as the threshold.
    static void solarize(Pixels x, float threshold) {
        int start = x.at(0, 0);
        for (int i = start; i < start + x.channels() * x.plane(); i++) {
            float v = x.data()[i];
            x.data()[i] = v >= threshold ? 1 - v : v;
        }
    }

    /// Keeps the given number of bits of eight.
    static void posterize(Pixels x, int bits) {
        int mask = -(1 << 8 - bits);
        int start = x.at(0, 0);
        for (int i = start; i < start + x.channels() * x.plane(); i++) {
            x.data()[i] = (level(x.data()[i]) & mask) * (1f / (LEVELS - 1));
        }
    }

    /// Away from or towards the picture smoothed by (1 1 1; 1 5 1; 1 1 1) / 13; the rim stays.
    static void sharpness(Pixels x, float factor) {
        float[] v = x.snapshot();
        int width = x.width();
        for (int c = 0; c < x.channels(); c++) {
            for (int i = 1; i < x.height() - 1; i++) {
                for (int j = 1; j < width - 1; j++) {
                    int at = c * x.plane() + i * width + j;
                    float ring = v[at - width - 1] + v[at - width] + v[at - width + 1] + v[at - 1] + v[at + 1]
                            + v[at + width - 1] + v[at + width] + v[at + width + 1];
                    float smooth = (ring + 5 * v[at]) / 13;
                    x.data()[x.at(c, i) + j] = cut(smooth + factor * (v[at] - smooth));
                }
            }
        }
    }
}
