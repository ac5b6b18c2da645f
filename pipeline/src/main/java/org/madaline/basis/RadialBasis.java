package org.madaline.basis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.madaline.data.Dataset;
import org.madaline.kernels.CounterRandom;

/// Gaussian bells around given centres: φⱼ(x) = exp(-γ |x - cⱼ|²).
public final class RadialBasis implements Basis {
    private final double[][] centres;
    private final double gamma;

    /// Bells of one width.
    ///
    /// @param centres one row each, all of length d
    /// @param gamma 1 / (2 width²), above 0
    /// @throws IllegalArgumentException if there is no centre, their lengths differ, or a number is not finite
    public RadialBasis(double[][] centres, double gamma) {
        if (centres.length == 0 || centres[0].length == 0) {
            throw new IllegalArgumentException("radial basis functions need at least one centre of at least one input");
        }
        if (!(gamma > 0) || Double.isInfinite(gamma)) {
            throw new IllegalArgumentException("radial basis functions need a finite gamma above 0, not " + gamma);
        }
        this.centres = Arrays.stream(centres).map(double[]::clone).toArray(double[][]::new);
        this.gamma = gamma;
        for (double[] c : this.centres) {
            if (c.length != centres[0].length || !Arrays.stream(c).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("the centres of radial basis functions are finite and of one "
                        + "length; one is " + Arrays.toString(c));
            }
        }
    }

    /// {@return bells around examples drawn at random, as wide as these lie apart} 1/γ is the mean of their squared distances.
    ///
    /// @param data read where an example is drawn
    /// @param count of centres; all examples where there are fewer
    /// @param seed the same seed draws the same examples
    public static RadialBasis of(Dataset data, int count, long seed) {
        int d = data.inputShape().size();
        int[] order = CounterRandom.permutation(CounterRandom.key(seed, "centres"), 0, data.size());
        double[][] centres = new double[Math.min(count, order.length)][d];
        float[] x = new float[d];
        float[] y = new float[data.targetShape().size()];
        for (int k = 0; k < centres.length; k++) {
            data.read(order[k], x, 0, y, 0);
            for (int j = 0; j < d; j++) {
                centres[k][j] = x[j];
            }
        }
        double sum = 0;
        for (double[] a : centres) {
            for (double[] b : centres) {
                sum += squaredDistance(a, b, 0);
            }
        }
        double mean = sum / Math.max(1, centres.length * (centres.length - 1.0));
        return new RadialBasis(centres, mean > 0 ? 1 / mean : 1);
    }

    private static double squaredDistance(double[] centre, double[] x, int from) {
        double square = 0;
        for (int j = 0; j < centre.length; j++) {
            double d = x[from + j] - centre[j];
            square = Math.fma(d, d, square);
        }
        return square;
    }

    @Override
    public int inputs() {
        return centres[0].length;
    }

    @Override
    public int size() {
        return centres.length;
    }

    @Override
    public void apply(double[] x, int from, double[] phi, int to) {
        for (int k = 0; k < centres.length; k++) {
            phi[to + k] = StrictMath.exp(-gamma * squaredDistance(centres[k], x, from));
        }
    }

    @Override
    public List<String> names() {
        return IntStream.range(0, size()).mapToObj(k -> "radial" + k).toList();
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", "radial");
        map.put("centres", Fields.lists(centres));
        map.put("gamma", gamma);
        return map;
    }

    static RadialBasis fromMap(Map<String, Object> map) {
        return new RadialBasis(Fields.table(map, "centres"), Fields.number(map, "gamma"));
    }
}
