package org.madaline.basis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Linear features φₖ(x) = aₖᵀ(x - c), as of principal components.                          (book, section 2.6.3)
public final class Projection implements Basis {
    private final double[] centre;
    private final double[][] directions;

    /// The directions need not be orthogonal or of length 1.
    ///
    /// @param centre c, one value for each input
    /// @param directions aₖ, one row for each function
    /// @throws IllegalArgumentException if the lengths differ, or a number is not finite
    public Projection(double[] centre, double[][] directions) {
        if (centre.length == 0 || directions.length == 0) {
            throw new IllegalArgumentException("a projection needs at least one input and one direction");
        }
        for (double[] a : directions) {
            if (a.length != centre.length) {
                throw new IllegalArgumentException("the centre of a projection has " + centre.length
                        + " values and a direction " + a.length + "; both need one for each input");
            }
            requireFinite(a);
        }
        requireFinite(centre);
        this.centre = centre.clone();
        this.directions = Arrays.stream(directions).map(double[]::clone).toArray(double[][]::new);
    }

    private static void requireFinite(double[] values) {
        if (!Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("the centre and the directions of a projection are finite numbers");
        }
    }

    @Override
    public int inputs() {
        return centre.length;
    }

    @Override
    public int size() {
        return directions.length;
    }

    @Override
    public void apply(double[] x, int from, double[] phi, int to) {
        for (int k = 0; k < directions.length; k++) {
            double sum = 0;
            for (int j = 0; j < centre.length; j++) {
                sum = Math.fma(directions[k][j], x[from + j] - centre[j], sum);
            }
            phi[to + k] = sum;
        }
    }

    @Override
    public List<String> names() {
        return IntStream.range(0, size()).mapToObj(k -> "component" + k).toList();
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", "projection");
        map.put("centre", Fields.list(centre));
        map.put("directions", Fields.lists(directions));
        return map;
    }

    static Projection fromMap(Map<String, Object> map) {
        return new Projection(Fields.numbers(map, "centre"), Fields.table(map, "directions"));
    }
}
