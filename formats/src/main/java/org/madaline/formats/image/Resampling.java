package org.madaline.formats.image;

/// The weights by which each position of a line of another length is a mean of positions of the old one.
///
/// @param first   the first old position that takes part in each new one
/// @param weights their weights, which add up to 1
record Resampling(int length, int[] first, float[][] weights) {
    /// The weights of an interpolation around each new position, in units of the distance of two old or of two new ones,
    /// whichever is larger, for the new positions `start` to before `start + count` of `newLength`.
    static Resampling of(int length, int newLength, int start, int count, Interpolation interpolation) {
        double scale = (double) length / newLength;
        double unit = Math.max(scale, 1);
        double radius = interpolation.radius() * unit;
        int[] first = new int[count];
        float[][] weights = new float[count][];
        for (int i = 0; i < count; i++) {
            double center = (start + i + 0.5) * scale;
            int from = Math.max((int) (center - radius + 0.5), 0);
            int to = Math.min((int) (center + radius + 0.5), length);
            double[] own = new double[to - from];
            double sum = 0;
            for (int k = 0; k < own.length; k++) {
                own[k] = interpolation.weight(Math.abs(from + k + 0.5 - center) / unit);
                sum += own[k];
            }
            first[i] = from;
            weights[i] = new float[own.length];
            for (int k = 0; k < own.length; k++) {
                weights[i][k] = (float) (own[k] / sum);
            }
        }
        return new Resampling(length, first, weights);
    }

    /// Resamples `lines` blocks, each of `length` positions that lie `step` values apart and hold `step` values.
    float[] apply(float[] data, int lines, int step) {
        int newLength = first.length;
        float[] result = new float[lines * newLength * step];
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < newLength; i++) {
                int to = (line * newLength + i) * step;
                for (int k = 0; k < weights[i].length; k++) {
                    float weight = weights[i][k];
                    int from = (line * length + first[i] + k) * step;
                    for (int s = 0; s < step; s++) {
                        result[to + s] += weight * data[from + s];
                    }
                }
            }
        }
        return result;
    }
}
