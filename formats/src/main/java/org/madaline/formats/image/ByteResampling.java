package org.madaline.formats.image;

import java.util.Arrays;

/// [Resampling] as Pillow computes it for pictures of bytes: in whole numbers, and rounded to bytes.
///
/// @param first   the first old position that takes part in each new one
/// @param weights their weights in units of 2⁻²²
record ByteResampling(int length, int[] first, int[][] weights) {
    /// Products of bytes and weights, and their sums, stay within 32 bits.
    private static final int BITS = 32 - 8 - 2;

    /// The weights of the new positions `from` to before `from + count` of `newLength`.
    static ByteResampling of(int length, int newLength, int from, int count, Interpolation interpolation) {
        double scale = (double) length / newLength;
        double unit = Math.max(scale, 1);
        double radius = interpolation.radius() * unit;
        // Pillow multiplies by the inverse; a division would round otherwise.
        double inverse = 1 / unit;
        int[] first = new int[count];
        int[][] weights = new int[count][];
        for (int i = 0; i < count; i++) {
            double center = (from + i + 0.5) * scale;
            int begin = Math.max((int) (center - radius + 0.5), 0);
            int end = Math.min((int) (center + radius + 0.5), length);
            double[] own = new double[end - begin];
            double sum = 0;
            for (int k = 0; k < own.length; k++) {
                own[k] = interpolation.weight(Math.abs((k + begin - center + 0.5) * inverse));
                sum += own[k];
            }
            first[i] = begin;
            weights[i] = new int[own.length];
            for (int k = 0; k < own.length; k++) {
                double share = sum == 0 ? own[k] : own[k] / sum;
                weights[i][k] = (int) ((share < 0 ? -0.5 : 0.5) + share * (1 << BITS));
            }
        }
        return new ByteResampling(length, first, weights);
    }

    /// Resamples `lines` blocks, each of `length` positions that lie `step` values apart and hold `step` values.
    byte[] apply(byte[] data, int lines, int step) {
        int newLength = first.length;
        byte[] result = new byte[lines * newLength * step];
        int[] sums = new int[step];
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < newLength; i++) {
                Arrays.fill(sums, 1 << (BITS - 1));
                for (int k = 0; k < weights[i].length; k++) {
                    int weight = weights[i][k];
                    int from = (line * length + first[i] + k) * step;
                    for (int s = 0; s < step; s++) {
                        sums[s] += weight * (data[from + s] & 0xFF);
                    }
                }
                int to = (line * newLength + i) * step;
                for (int s = 0; s < step; s++) {
                    result[to + s] = (byte) Math.clamp(sums[s] >> BITS, 0, 255);
                }
            }
        }
        return result;
    }
}
