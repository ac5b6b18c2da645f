package org.madaline.augment;

/// Takes each pixel from another place, with linear interpolation between the four pixels around it.
final class Warp {
    private Warp() {}

    /// Pixel (i, j) is taken from row r[0] + r[1] i + r[2] j and column c[0] + c[1] i + c[2] j.
    static void affine(Pixels x, double[] r, double[] c, float fill) {
        float[] before = x.snapshot();
        for (int i = 0; i < x.height(); i++) {
            float row = (float) (r[0] + r[1] * i);
            float column = (float) (c[0] + c[1] * i);
            for (int j = 0; j < x.width(); j++) {
                sample(x, before, i, j, row + (float) r[2] * j, column + (float) c[2] * j, fill);
            }
        }
    }

    /// Around the middle: pixel p is taken from A (p - m) + m + t.
    ///
    /// @param a the matrix A by rows, (row, column)
    static void around(Pixels x, double[] a, double down, double right, float fill) {
        double i = (x.height() - 1) / 2.0;
        double j = (x.width() - 1) / 2.0;
        affine(x, new double[] {i + down - a[0] * i - a[1] * j, a[0], a[1]},
                new double[] {j + right - a[2] * i - a[3] * j, a[2], a[3]}, fill);
    }

    /// Pixel (i, j) is taken from as far as the displacements at i * width + j say.
    static void displace(Pixels x, float[] down, float[] right, float fill) {
        float[] before = x.snapshot();
        for (int i = 0; i < x.height(); i++) {
            for (int j = 0; j < x.width(); j++) {
                int at = i * x.width() + j;
                sample(x, before, i, j, i + down[at], j + right[at], fill);
            }
        }
    }

    private static void sample(Pixels x, float[] before, int i, int j, float row, float column, float fill) {
        int height = x.height();
        int width = x.width();
        int top = (int) Math.floor(row);
        int left = (int) Math.floor(column);
        float v = row - top;
        float h = column - left;
        boolean inside = top >= 0 && left >= 0 && top < height - 1 && left < width - 1;
        for (int c = 0; c < x.channels(); c++) {
            int plane = c * height * width;
            float value;
            if (inside) {
                int at = plane + top * width + left;
                float upper = before[at] + h * (before[at + 1] - before[at]);
                float lower = before[at + width] + h * (before[at + width + 1] - before[at + width]);
                value = upper + v * (lower - upper);
            } else {
                float upper = mix(before, plane, height, width, top, left, h, fill);
                float lower = mix(before, plane, height, width, top + 1, left, h, fill);
                value = upper + v * (lower - upper);
            }
            x.data()[x.at(c, i) + j] = value;
        }
    }

    private static float mix(float[] values, int plane, int height, int width, int row, int left, float h, float fill) {
        if (row < 0 || row >= height) {
            return fill;
        }
        int at = plane + row * width + left;
        float a = left >= 0 && left < width ? values[at] : fill;
        float b = left >= -1 && left < width - 1 ? values[at + 1] : fill;
        return a + h * (b - a);
    }
}
