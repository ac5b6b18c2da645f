package org.madaline.analysis;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.madaline.basis.Bases;
import org.madaline.basis.Projection;
import org.madaline.linear.DesignMatrix;

/// Principal components: the orthogonal directions along which data vary most, for data of many dimensions.
///                                                                                        (book, section 2.6.3)
/// The sign of a component is free; here its entry of largest magnitude is positive.
///
/// @param mean of each feature, subtracted first
/// @param components rows of length 1, orthogonal to each other, by falling variance
/// @param variances of the data along each component, divided by m - 1
/// @param totalVariance the sum of the variances of all features
public record PrincipalComponents(double[] mean, double[][] components, double[] variances, double totalVariance) {
    /// Up to this many multiply-adds the singular values of the data are taken, which lose no digits; beyond, the
    /// eigenvalues of the covariance, whose errors are 10⁻¹⁶ of the largest one.
    private static final double MOST_WORK = 5e8;

    /// {@return all min(m, d) components of the rows of `x`}
    ///
    /// @param x m rows of d features
    /// @throws IllegalArgumentException if there are fewer than two rows or values that are not finite
    public static PrincipalComponents of(DesignMatrix x) {
        if (x.rows() < 2 || x.columns() == 0) {
            throw new IllegalArgumentException("principal components need at least two rows and one feature; here are "
                    + x.rows() + " and " + x.columns());
        }
        x.requireFinite();
        double[] mean = mean(x);
        double smaller = Math.min(x.rows(), x.columns());
        boolean direct = smaller * x.rows() * x.columns() <= MOST_WORK;
        return direct ? ofSingularValues(x, mean) : ofCovariance(x, mean);
    }

    private static double[] mean(DesignMatrix x) {
        double[] ones = new double[x.rows()];
        Arrays.fill(ones, 1.0 / x.rows());
        double[] mean = new double[x.columns()];
        x.addGradient(0, x.rows(), ones, 1, mean);
        return mean;
    }

    private static PrincipalComponents ofSingularValues(DesignMatrix x, double[] mean) {
        Bases.requireMemory(4L * x.rows(), x.columns());
        double[][] centred = new double[x.rows()][x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < mean.length; j++) {
                centred[i][j] = x.get(i, j) - mean[j];
            }
        }
        SingularValueDecomposition svd =
                new SingularValueDecomposition(new Array2DRowRealMatrix(centred, false));
        double[] variances = svd.getSingularValues();
        for (int k = 0; k < variances.length; k++) {
            variances[k] *= variances[k] / (x.rows() - 1);
        }
        return of(mean, svd.getVT(), variances, Arrays.stream(variances).sum());
    }

    private static PrincipalComponents ofCovariance(DesignMatrix x, double[] mean) {
        int d = x.columns();
        double[] ones = new double[x.rows()];
        Arrays.fill(ones, 1);
        double[][] covariance = x.gram(ones);
        for (int j = 0; j < d; j++) {
            covariance[j] = Arrays.copyOf(covariance[j], d);
        }
        double total = 0;
        for (int j = 0; j < d; j++) {
            for (int l = 0; l <= j; l++) {
                double c = (covariance[j][l] - x.rows() * mean[j] * mean[l]) / (x.rows() - 1);
                covariance[j][l] = c;
                covariance[l][j] = c;
            }
            total += covariance[j][j];
        }
        EigenDecompositionSymmetric eigen =
                new EigenDecompositionSymmetric(new Array2DRowRealMatrix(covariance, false));
        int count = Math.min(x.rows(), d);
        double[] variances = Arrays.copyOf(eigen.getEigenvalues(), count);
        for (int k = 0; k < count; k++) {
            variances[k] = Math.max(0, variances[k]);
        }
        return of(mean, eigen.getVT(), variances, total);
    }

    private static PrincipalComponents of(double[] mean, RealMatrix rows, double[] variances, double total) {
        double[][] components = new double[variances.length][];
        for (int k = 0; k < components.length; k++) {
            double[] a = rows.getRow(k);
            double largest = 0;
            for (double v : a) {
                largest = Math.abs(v) > Math.abs(largest) ? v : largest;
            }
            for (int j = 0; j < a.length && largest < 0; j++) {
                a[j] = -a[j];
            }
            components[k] = a;
        }
        return new PrincipalComponents(mean, components, variances, total);
    }

    /// {@return the share of the total variance along each component}
    public double[] varianceRatios() {
        return Arrays.stream(variances).map(v -> totalVariance > 0 ? v / totalVariance : 0).toArray();
    }

    /// {@return the smallest number of components that hold at least `share` of the variance, 0 < share ≤ 1}
    ///
    /// @param share 0.95 keeps all but a twentieth
    /// @throws IllegalArgumentException if it lies elsewhere
    public int countFor(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of the variance lies in (0, 1]; this one is " + share);
        }
        double sum = 0;
        for (int k = 0; k < variances.length; k++) {
            sum += variances[k];
            if (sum >= share * totalVariance) {
                return k + 1;
            }
        }
        return variances.length;
    }

    /// The mean variance of all but the first `count` components: what a model of that many takes for noise.
    ///
    /// @param count from 0 to their number
    /// @return 0 where none is left
    public double noiseVariance(int count) {
        return Arrays.stream(variances, count, variances.length).average().orElse(0);
    }

    /// {@return the scores on the first `count` components, as a basis to be put before any model}
    ///
    /// @param count from 1 to their number
    /// @throws IllegalArgumentException if it lies elsewhere
    public Projection basis(int count) {
        return new Projection(mean, Arrays.copyOf(components, checked(count)));
    }

    /// {@return scores of variance 1, as a basis: each divided by its standard deviation}
    ///
    /// @param count from 1 to their number
    /// @throws IllegalArgumentException if one of the components has no variance
    public Projection whitening(int count) {
        double[][] rows = new double[checked(count)][];
        for (int k = 0; k < count; k++) {
            double deviation = Math.sqrt(variances[k]);
            if (!(deviation > 1e-15 * Math.sqrt(totalVariance))) {
                throw new IllegalArgumentException("component " + k + " has no variance and cannot be whitened; keep "
                        + "at most " + k + " components");
            }
            rows[k] = Arrays.stream(components[k]).map(v -> v / deviation).toArray();
        }
        return new Projection(mean, rows);
    }

    private int checked(int count) {
        if (count < 1 || count > components.length) {
            throw new IllegalArgumentException("there are " + components.length + " components; " + count
                    + " of them cannot be kept");
        }
        return count;
    }
}
