package org.madaline.models.basis;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Makes bases, from settings and from data, and guards against those too large.
public final class Bases {
    private Bases() {}

    /// All monomials of degree at most 2 but 1, which the intercept stands for.                (book, example 2.7.1)
    public static Basis quadratic(int inputs) {
        return new Polynomial(inputs, 2);
    }

    /// The basis that [Basis#toMap] described.
    ///
    /// @throws IllegalArgumentException if the map does not describe a basis, or one with user-given functions
    public static Basis fromMap(Map<String, Object> map) {
        return fromMap(map, Map.of());
    }

    /// The basis that [Basis#toMap] described, whose user-given functions are found in `functions` by name.
    public static Basis fromMap(Map<String, Object> map, Map<String, ToDoubleFunction<double[]>> functions) {
        Object type = map.get("type");
        return switch (type instanceof String name ? name : "") {
            case "polynomial" -> Polynomial.fromMap(map);
            case "squares" -> new Squares(Fields.integer(map, "inputs"));
            case "radial" -> RadialBasis.fromMap(map);
            case "bspline" -> BSplines.fromMap(map);
            case "scaling" -> Scaling.fromMap(map);
            case "projection" -> Projection.fromMap(map);
            case "functions" -> Functions.fromMap(map, functions);
            case "union" -> new Union(Fields.maps(map, "parts").stream()
                    .map(m -> fromMap(m, functions))
                    .toList());
            case "chain" -> new Chain(
                    fromMap(Fields.map(map, "first"), functions), fromMap(Fields.map(map, "second"), functions));
            default -> throw new IllegalArgumentException("the type of a basis is one of polynomial, squares, radial, "
                    + "bspline, scaling, projection, functions, union, chain; this one is " + type);
        };
    }

    /// Checks that `count` functions can be numbered and named, before anything is allocated for them.
    public static int requireCount(long count, String what) {
        if (count < 0 || count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(what + " would have " + count
                    + " basis functions, more than an array can hold; use a smaller degree or fewer inputs");
        }
        return (int) count;
    }

    /// Checks that `rows` feature vectors of `size` doubles fit into the memory that is left.
    ///
    /// @throws IllegalArgumentException with the bytes needed and the bytes there are
    public static void requireMemory(long rows, long size) {
        Runtime runtime = Runtime.getRuntime();
        long left = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        double needed = 8.0 * rows * size;
        if (needed > left) {
            throw new IllegalArgumentException(String.format(
                    java.util.Locale.ROOT,
                    "%d feature vectors of %d basis functions need %.1f MiB and %.1f MiB are left; use a smaller "
                            + "basis, fewer rows, or more memory (-Xmx)",
                    rows, size, needed / (1 << 20), left / (double) (1 << 20)));
        }
    }

    /// The names x0, x1, ... of d inputs.
    static List<String> inputNames(int inputs) {
        return java.util.stream.IntStream.range(0, inputs).mapToObj(j -> "x" + j).toList();
    }
}
