package org.madaline.models.basis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Gaussian bells around given centres: φⱼ(x) = exp(-γ |x - cⱼ|²).
public final class RadialBasis implements Basis {
    private final double[][] centres;
    private final double gamma;

    /// @param centres one row each, all of length d
    /// @param gamma 1 / (2 width²), above 0
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
            double square = 0;
            for (int j = 0; j < centres[k].length; j++) {
                double d = x[from + j] - centres[k][j];
                square = Math.fma(d, d, square);
            }
            phi[to + k] = StrictMath.exp(-gamma * square);
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
