package org.madaline.basis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.madaline.data.Dataset;
import org.madaline.data.Scaler;

/// B-splines of each input by itself: piecewise polynomials of a degree p, smooth to the (p-1)-th derivative at the
/// knots. An input with the knots t₀ < ... < tₖ has k + p functions, which are not negative and add up to 1.
///
/// Outside \[t₀, tₖ] an input counts as the nearer end.
public final class BSplines implements Basis {
    private final double[][] knots;
    private final int degree;
    private final int size;

    /// Splines with knots of their own for each input.
    ///
    /// @param knots for each input at least two, ascending
    /// @param degree 0 steps, 1 tents, 3 cubic splines
    /// @throws IllegalArgumentException if the knots of an input do not ascend or are fewer than two, or the
    ///     degree is not from 0 to 20
    public BSplines(double[][] knots, int degree) {
        if (knots.length == 0 || degree < 0 || degree > 20) {
            throw new IllegalArgumentException("splines need knots of at least one input and a degree from 0 to 20, "
                    + "not " + knots.length + " and " + degree);
        }
        long count = 0;
        for (double[] t : knots) {
            for (int i = 0; i < t.length; i++) {
                if (!Double.isFinite(t[i]) || i > 0 && !(t[i] > t[i - 1])) {
                    throw new IllegalArgumentException("the knots of a spline are finite and ascend; these do not: "
                            + Arrays.toString(t));
                }
            }
            if (t.length < 2) {
                throw new IllegalArgumentException("a spline needs at least two knots, not " + t.length);
            }
            count += t.length - 1 + degree;
        }
        this.knots = Arrays.stream(knots).map(double[]::clone).toArray(double[][]::new);
        this.degree = degree;
        this.size = Bases.requireCount(count, "the spline basis");
    }

    /// {@return splines with evenly spaced knots: `intervals` pieces from `lowest[j]` to `highest[j]` for input j}
    ///
    /// @param lowest    first knot of each input
    /// @param highest   last knot of each input, above the first
    /// @param intervals at least 1
    /// @param degree    0 steps, 1 tents, 3 cubic splines
    public static BSplines uniform(double[] lowest, double[] highest, int intervals, int degree) {
        if (intervals < 1 || lowest.length != highest.length) {
            throw new IllegalArgumentException("splines need at least one interval and as many lower as upper ends");
        }
        Bases.requireCount((intervals + (long) degree) * lowest.length, "the spline basis");
        double[][] knots = new double[lowest.length][intervals + 1];
        for (int j = 0; j < knots.length; j++) {
            for (int i = 0; i <= intervals; i++) {
                knots[j][i] = lowest[j] + (highest[j] - lowest[j]) * i / intervals;
            }
        }
        return new BSplines(knots, degree);
    }

    /// {@return splines with evenly spaced knots over the range of each input in a data set}
    ///
    /// @param data      read once
    /// @param intervals at least 1
    /// @param degree    0 steps, 1 tents, 3 cubic splines
    public static BSplines of(Dataset data, int intervals, int degree) {
        Scaler range = Scaler.minMax(data);
        double[] lowest = range.offset();
        double[] highest = range.scale();
        for (int j = 0; j < highest.length; j++) {
            highest[j] += lowest[j];
        }
        return uniform(lowest, highest, intervals, degree);
    }

    @Override
    public int inputs() {
        return knots.length;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void apply(double[] x, int from, double[] phi, int to) {
        int at = to;
        for (int j = 0; j < knots.length; j++) {
            int functions = knots[j].length - 1 + degree;
            Arrays.fill(phi, at, at + functions, 0);
            evaluate(knots[j], x[from + j], phi, at);
            at += functions;
        }
    }

    /// The p + 1 functions that are not zero on x's interval, by the recursion of Cox and de Boor.
    private void evaluate(double[] t, double value, double[] phi, int at) {
        double x = Math.clamp(value, t[0], t[t.length - 1]);
        int interval = Arrays.binarySearch(t, x);
        interval = Math.min(interval < 0 ? -interval - 2 : interval, t.length - 2);
        double[] b = new double[degree + 1];
        b[0] = 1;
        for (int p = 1; p <= degree; p++) {
            double carried = 0;
            for (int r = 0; r < p; r++) {
                double right = knot(t, interval + r + 1);
                double left = knot(t, interval + r + 1 - p);
                double share = b[r] / (right - left);
                b[r] = carried + (right - x) * share;
                carried = (x - left) * share;
            }
            b[p] = carried;
        }
        System.arraycopy(b, 0, phi, at + interval, degree + 1);
    }

    /// Knot i, the ends repeated.
    private static double knot(double[] t, int i) {
        return t[Math.clamp(i, 0, t.length - 1)];
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int j = 0; j < knots.length; j++) {
            for (int i = 0; i < knots[j].length - 1 + degree; i++) {
                names.add("x" + j + " spline" + i);
            }
        }
        return names;
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", "bspline");
        map.put("knots", Fields.lists(knots));
        map.put("degree", degree);
        return map;
    }

    static BSplines fromMap(Map<String, Object> map) {
        return new BSplines(Fields.table(map, "knots"), Fields.integer(map, "degree"));
    }
}
