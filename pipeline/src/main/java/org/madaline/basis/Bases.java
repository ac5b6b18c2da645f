package org.madaline.basis;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes bases, from settings and from data, and guards against those too large.
public final class Bases {
    /// A description of more functions than this is not read: a row of as many takes 128 MiB.
    public static final int MOST_DESCRIBED = 1 << 24;

    private static final Pattern INPUT = Pattern.compile("\\bx(\\d+)\\b");

    private Bases() {}

    /// {@return all monomials of degree at most 2 but 1, which the intercept stands for}     (book, example 2.7.1)
    ///
    /// @param inputs their number d
    public static Basis quadratic(int inputs) {
        return new PolynomialBasis(inputs, 2);
    }

    /// {@return the basis that [Basis#toMap] described}
    ///
    /// @param map as [Basis#toMap] returned it
    /// @throws IllegalArgumentException if the map does not describe a basis, or one with user-given functions
    public static Basis fromMap(Map<String, Object> map) {
        return fromMap(map, Map.of());
    }

    /// {@return the basis that [Basis#toMap] described, whose user-given functions are found in `functions` by name}
    ///
    /// @param map       as [Basis#toMap] returned it
    /// @param functions may hold more than are asked for
    /// @throws IllegalArgumentException if the map does not describe a basis, lacks a function, or describes a basis of
    ///         more functions than [#MOST_DESCRIBED], its parts counted
    public static Basis fromMap(Map<String, Object> map, Map<String, ToDoubleFunction<double[]>> functions) {
        return new Reader(functions).read(map);
    }

    /// Makes bases of descriptions, counting their functions before they are allocated.
    private static final class Reader {
        private final Map<String, ToDoubleFunction<double[]>> functions;
        private long left = MOST_DESCRIBED;

        Reader(Map<String, ToDoubleFunction<double[]>> functions) {
            this.functions = functions;
        }

        Basis read(Map<String, Object> map) {
            Object type = map.get("type");
            return switch (type instanceof String name ? name : "") {
                case "polynomial" -> {
                    take(PolynomialBasis.described(map));
                    yield PolynomialBasis.fromMap(map);
                }
                case "squares" -> {
                    take(BigInteger.valueOf(Fields.integer(map, "inputs")));
                    yield new Squares(Fields.integer(map, "inputs"));
                }
                case "radial" -> RadialBasis.fromMap(map);
                case "bspline" -> BSplines.fromMap(map);
                case "scaling" -> ScalingBasis.fromMap(map);
                case "projection" -> Projection.fromMap(map);
                case "functions" -> Functions.fromMap(map, functions);
                case "union" -> new Union(Fields.maps(map, "parts").stream().map(this::read).toList());
                case "chain" -> new Chain(read(Fields.map(map, "first")), read(Fields.map(map, "second")));
                default -> throw new IllegalArgumentException("the type of a basis is one of polynomial, squares, radial, "
                        + "bspline, scaling, projection, functions, union, chain; this one is " + type);
            };
        }

        private void take(BigInteger count) {
            if (count.bitLength() > 62 || count.longValue() > left) {
                throw new IllegalArgumentException("the description is of a basis of " + count + " functions; all parts "
                        + "together may have at most " + MOST_DESCRIBED);
            }
            left -= Math.max(0, count.longValue());
        }
    }

    /// {@return one readable name for each function, made of the names of the inputs: `width^2`, `width length`}
    ///
    /// @param basis  any
    /// @param inputs a name for each of its inputs
    public static List<String> names(Basis basis, List<String> inputs) {
        return switch (basis) {
            case Functions own -> own.names();
            case Union(List<Basis> parts) -> parts.stream().flatMap(part -> names(part, inputs).stream()).toList();
            case Chain(Basis first, Basis second) -> names(second, names(first, inputs));
            default -> basis.names().stream()
                    .map(name -> INPUT.matcher(name).replaceAll(input -> Matcher.quoteReplacement(
                            inputs.get(Integer.parseInt(input.group(1))))))
                    .toList();
        };
    }

    /// Checks that `count` functions can be numbered and named, before anything is allocated for them.
    ///
    /// @param count to be checked
    /// @param what  such as "the union", for the message
    /// @return the count
    /// @throws IllegalArgumentException if an array cannot hold so many
    public static int requireCount(long count, String what) {
        if (count < 0 || count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(what + " would have " + count
                    + " basis functions, more than an array can hold; use a smaller degree or fewer inputs");
        }
        return (int) count;
    }

    /// Checks that `rows` feature vectors of `size` doubles fit into the memory that is left.
    ///
    /// @param rows to be held at the same time
    /// @param size numbers in each
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
