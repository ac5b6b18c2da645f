package org.madaline.data;

import java.util.Arrays;

/// A map of each feature to a common scale: (x - offset) / scale, feature by feature. To be fitted on the training part
/// alone, and stored with the model.
///
/// @param offset what is subtracted: the mean, or the least value
/// @param scale  what is divided by: the deviation, or the range; 1 for a feature that is constant
public record Scaler(double[] offset, double[] scale) {
    /// The distance between 1 and the next double.
    private static final double EPSILON = Math.ulp(1.0);

    /// Checks and copies the arrays.
    ///
    /// @throws IllegalArgumentException if the lengths differ or a scale is not a positive number
    public Scaler {
        if (offset.length != scale.length) {
            throw new IllegalArgumentException(offset.length + " offsets, but " + scale.length + " scales");
        }
        for (int i = 0; i < scale.length; i++) {
            if (!(scale[i] > 0) || !Double.isFinite(scale[i]) || !Double.isFinite(offset[i])) {
                throw new IllegalArgumentException("feature " + i + " has the offset " + offset[i] + " and the scale "
                        + scale[i] + "; the scale must be positive, both finite");
            }
        }
        offset = offset.clone();
        scale = scale.clone();
    }

    private interface Rows {
        void read(int row, double[] values);
    }

    /// Standardization: mean 0 and deviation 1 (the biased one, divided by m) on the given examples.
    ///
    /// @param dataset the training part
    /// @return offset: the means; scale: the deviations, 1 where a feature is constant
    /// @throws IllegalArgumentException if there is no example or a value is not finite
    public static Scaler standard(Dataset dataset) {
        return standard(dataset.size(), dataset.inputShape().size(), rows(dataset));
    }

    /// The same for rows of features.
    ///
    /// @param rows one for each example, of equal length
    /// @return offset: the means; scale: the deviations, 1 where a feature is constant
    public static Scaler standard(double[][] rows) {
        return standard(rows.length, width(rows), rows(rows));
    }

    /// The least value becomes 0, the greatest 1.
    ///
    /// @param dataset the training part
    /// @return offset: the least values; scale: the ranges, 1 where a feature is constant
    /// @throws IllegalArgumentException if there is no example or a value is not finite
    public static Scaler minMax(Dataset dataset) {
        return minMax(dataset.size(), dataset.inputShape().size(), rows(dataset));
    }

    /// The same for rows of features.
    ///
    /// @param rows one for each example, of equal length
    /// @return offset: the least values; scale: the ranges, 1 where a feature is constant
    public static Scaler minMax(double[][] rows) {
        return minMax(rows.length, width(rows), rows(rows));
    }

    /// The median becomes 0, the distance of the quartiles 1; where that is 0, the distance of the quartiles of the other values,
    /// where that is 0 half the range; what is constant becomes 0, whatever comes later. Quantiles between two values are
    /// interpolated.
    ///
    /// @param rows of features, all of one length
    /// @return the scaler
    /// @throws IllegalArgumentException if there is no row or a value is not finite
    public static Scaler robust(double[][] rows) {
        checkSize(rows.length);
        int width = width(rows);
        double[] row = new double[width];
        for (int i = 0; i < rows.length; i++) {
            readFinite(rows(rows), i, row);
        }
        double[] median = new double[width];
        double[] distance = new double[width];
        double[] column = new double[rows.length];
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < rows.length; i++) {
                column[i] = rows[i][j];
            }
            Arrays.sort(column);
            median[j] = quantile(column, 0.5);
            double middle = median[j];
            double spread = quartiles(column);
            spread = spread > 0 ? spread : quartiles(Arrays.stream(column).filter(v -> v != middle).toArray());
            spread = spread > 0 ? spread : column[column.length - 1] / 2 - column[0] / 2;
            spread = spread > 0 ? spread : Double.MAX_VALUE;
            distance[j] = Math.min(spread, Double.MAX_VALUE);
        }
        return new Scaler(median, distance);
    }

    private static double quartiles(double[] sorted) {
        return sorted.length == 0 ? 0 : quantile(sorted, 0.75) - quantile(sorted, 0.25);
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        double part = place - below;
        return sorted[below] * (1 - part) + sorted[above] * part;
    }

    private static int width(double[][] rows) {
        return rows.length == 0 ? 0 : rows[0].length;
    }

    private static Rows rows(double[][] rows) {
        return (i, values) -> {
            if (rows[i].length != values.length) {
                throw new IllegalArgumentException("row " + i + " has " + rows[i].length + " values, row 0 has " + values.length);
            }
            System.arraycopy(rows[i], 0, values, 0, values.length);
        };
    }

    private static Rows rows(Dataset dataset) {
        float[] x = new float[dataset.inputShape().size()];
        float[] y = new float[dataset.targetShape().size()];
        return (i, values) -> {
            dataset.read(i, x, 0, y, 0);
            for (int j = 0; j < x.length; j++) {
                values[j] = x[j];
            }
        };
    }

    private static void readFinite(Rows rows, int row, double[] values) {
        rows.read(row, values);
        for (int j = 0; j < values.length; j++) {
            if (!Double.isFinite(values[j])) {
                throw new IllegalArgumentException("example " + row + " has the value " + values[j] + " in feature " + j
                        + "; a scale needs finite numbers");
            }
        }
    }

    private static void checkSize(int size) {
        if (size == 0) {
            throw new IllegalArgumentException("a scale cannot be fitted to no examples");
        }
    }

    private static Scaler standard(int size, int width, Rows rows) {
        checkSize(size);
        double[] row = new double[width];
        double[] mean = new double[width];
        for (int i = 0; i < size; i++) {
            readFinite(rows, i, row);
            for (int j = 0; j < width; j++) {
                mean[j] += row[j];
            }
        }
        for (int j = 0; j < width; j++) {
            mean[j] /= size;
        }
        // A second pass over the differences: the mean of squares minus the square of the mean would cancel.
        double[] variance = new double[width];
        for (int i = 0; i < size; i++) {
            rows.read(i, row);
            for (int j = 0; j < width; j++) {
                variance[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / size;
            }
        }
        double[] deviation = new double[width];
        for (int j = 0; j < width; j++) {
            // What rounding alone makes of a constant is no variance (the bound that scikit-learn uses).
            double rounding = size * EPSILON * variance[j] + Math.pow(size * mean[j] * EPSILON, 2);
            deviation[j] = variance[j] <= rounding ? 1 : Math.sqrt(variance[j]);
        }
        return new Scaler(mean, deviation);
    }

    private static Scaler minMax(int size, int width, Rows rows) {
        checkSize(size);
        double[] row = new double[width];
        double[] min = new double[width];
        double[] max = new double[width];
        for (int i = 0; i < size; i++) {
            readFinite(rows, i, row);
            for (int j = 0; j < width; j++) {
                min[j] = i == 0 ? row[j] : Math.min(min[j], row[j]);
                max[j] = i == 0 ? row[j] : Math.max(max[j], row[j]);
            }
        }
        double[] range = new double[width];
        for (int j = 0; j < width; j++) {
            range[j] = max[j] - min[j] < 10 * EPSILON ? 1 : max[j] - min[j];
        }
        return new Scaler(min, range);
    }

    /// The number of features.
    ///
    /// @return the length of the rows that it takes
    public int width() {
        return offset.length;
    }

    /// The scaled features of one example.
    ///
    /// @param x one number for each feature
    /// @return (x - offset) / scale
    /// @throws IllegalArgumentException if their number is not the scaler's
    public double[] apply(double... x) {
        checkLength(x.length);
        double[] scaled = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            scaled[j] = (x[j] - offset[j]) / scale[j];
        }
        return scaled;
    }

    /// The scaled features of one example, computed in double and rounded once.
    ///
    /// @param x one number for each feature
    /// @return (x - offset) / scale
    /// @throws IllegalArgumentException if their number is not the scaler's
    public float[] apply(float[] x) {
        checkLength(x.length);
        float[] scaled = new float[x.length];
        for (int j = 0; j < x.length; j++) {
            scaled[j] = (float) ((x[j] - offset[j]) / scale[j]);
        }
        return scaled;
    }

    private void checkLength(int length) {
        if (length != offset.length) {
            throw new IllegalArgumentException("the scaler was fitted to " + offset.length + " features, x has " + length);
        }
    }

    /// The data set with scaled x.
    ///
    /// @param dataset whose x has as many values as the scaler has features
    /// @return a view that scales at each reading
    /// @throws IllegalArgumentException if x has another number of values
    public Dataset apply(Dataset dataset) {
        checkLength(dataset.inputShape().size());
        return dataset.mapInput(dataset.inputShape(), x -> apply(x));
    }

    /// What is subtracted.
    ///
    /// @return a copy
    @Override
    public double[] offset() {
        return offset.clone();
    }

    /// What is divided by.
    ///
    /// @return a copy
    @Override
    public double[] scale() {
        return scale.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scaler scaler
                && Arrays.equals(offset, scaler.offset)
                && Arrays.equals(scale, scaler.scale);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(offset) + Arrays.hashCode(scale);
    }
}
