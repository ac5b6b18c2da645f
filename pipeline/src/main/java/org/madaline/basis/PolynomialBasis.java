package org.madaline.basis;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All monomials in d variables of total degree at most κ.                             (book, eq. 2.27, example 2.7.2)
///
/// Order: by degree, within a degree x0 x0, x0 x1, ..., x1 x1, ...; that is, 1, x0, x1, x0², x0 x1, x1² for d = κ = 2.
public final class PolynomialBasis implements Basis {
    private final int inputs;
    private final int degree;
    private final boolean interactionsOnly;
    private final boolean constant;
    /// Monomial k is monomial parent\[k] times variable\[k]; the constant, where it is one, has the parent -1, and
    /// so have the variables themselves.
    private final int[] parent;
    private final int[] variable;

    /// Without the monomial 1, which the intercept of a model stands for.
    ///
    /// @param inputs the number d of variables
    /// @param degree κ, the highest total degree; at least 1
    /// @throws IllegalArgumentException if there would be no monomial, or more than memory can hold
    public PolynomialBasis(int inputs, int degree) {
        this(inputs, degree, false, false);
    }

    /// Some or all of the monomials.
    ///
    /// @param inputs the number d of variables
    /// @param degree κ, the highest total degree; at least 0
    /// @param interactionsOnly only products of different variables, no powers
    /// @param constant whether the monomial 1 is the first
    /// @throws IllegalArgumentException if there would be no monomial, or more than memory can hold
    public PolynomialBasis(int inputs, int degree, boolean interactionsOnly, boolean constant) {
        if (inputs < 1 || degree < 0) {
            throw new IllegalArgumentException("a polynomial basis needs an input and a degree of at least 0, "
                    + "not " + inputs + " and " + degree);
        }
        BigInteger exact = count(inputs, degree, interactionsOnly).subtract(constant ? BigInteger.ZERO : BigInteger.ONE);
        if (exact.signum() == 0) {
            throw new IllegalArgumentException("a polynomial basis of degree 0 without the constant is empty");
        }
        if (exact.bitLength() > 31) {
            throw new IllegalArgumentException("a polynomial basis of degree " + degree + " in " + inputs
                    + " variables would have " + exact + " functions, more than an array can hold; use a smaller "
                    + "degree or fewer inputs");
        }
        int size = Bases.requireCount(exact.longValue(), "a polynomial basis");
        Bases.requireMemory(2, size);
        this.inputs = inputs;
        this.degree = degree;
        this.interactionsOnly = interactionsOnly;
        this.constant = constant;
        this.parent = new int[size];
        this.variable = new int[size];
        enumerate();
    }

    /// {@return the number of monomials in d variables of total degree at most κ, the constant included: (d + κ over d)}
    ///                                                                                             (book, eq. 2.28)
    /// 80,601 for d = 400 and κ = 2.
    ///
    /// @param inputs d
    /// @param degree κ
    public static BigInteger count(int inputs, int degree) {
        return count(inputs, degree, false);
    }

    /// {@return as [#count(int, int)]; of products of different variables only there are Σₖ (d over k), k = 0 ... κ}
    ///
    /// @param inputs           d
    /// @param degree           κ
    /// @param interactionsOnly only products of different variables
    /// @throws IllegalArgumentException if they are more than 2^65536
    public static BigInteger count(int inputs, int degree, boolean interactionsOnly) {
        // (d + κ over d) = (d + κ over κ): the smaller one bounds the steps, whatever a file says.
        int steps = Math.min(inputs, degree);
        BigInteger term = BigInteger.ONE;
        BigInteger sum = BigInteger.ONE;
        for (int k = 1; k <= steps; k++) {
            long factor = interactionsOnly ? inputs - k + 1 : (long) inputs + degree - k + 1;
            term = term.multiply(BigInteger.valueOf(factor)).divide(BigInteger.valueOf(k));
            sum = sum.add(term);
            if (sum.bitLength() > 1 << 16) {
                throw new IllegalArgumentException("a polynomial basis of degree " + degree + " in " + inputs
                        + " variables has more than 2^65536 functions");
            }
        }
        return interactionsOnly ? sum : term;
    }

    private void enumerate() {
        int at = 0;
        if (constant) {
            parent[at] = -1;
            variable[at++] = -1;
        }
        int from = at;
        for (int j = 0; j < inputs && degree > 0; j++) {
            parent[at] = -1;
            variable[at++] = j;
        }
        for (int g = 2; g <= degree; g++) {
            int to = at;
            for (int k = from; k < to; k++) {
                for (int j = variable[k] + (interactionsOnly ? 1 : 0); j < inputs; j++) {
                    parent[at] = k;
                    variable[at++] = j;
                }
            }
            from = to;
            if (from == at) {
                break;
            }
        }
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int size() {
        return parent.length;
    }

    @Override
    public void apply(double[] x, int from, double[] phi, int to) {
        for (int k = 0; k < parent.length; k++) {
            double factor = variable[k] < 0 ? 1 : x[from + variable[k]];
            phi[to + k] = parent[k] < 0 ? factor : phi[to + parent[k]] * factor;
        }
    }

    /// {@return the exponent of each variable in monomial k}
    ///
    /// @param k from 0
    public int[] powers(int k) {
        int[] powers = new int[inputs];
        for (int at = k; at >= 0 && variable[at] >= 0; at = parent[at]) {
            powers[variable[at]]++;
        }
        return powers;
    }

    @Override
    public List<String> names() {
        return java.util.stream.IntStream.range(0, size()).mapToObj(this::name).toList();
    }

    private String name(int k) {
        int[] powers = powers(k);
        StringBuilder name = new StringBuilder();
        for (int j = 0; j < inputs; j++) {
            if (powers[j] > 0) {
                name.append(name.isEmpty() ? "" : " ").append('x').append(j);
                name.append(powers[j] > 1 ? "^" + powers[j] : "");
            }
        }
        return name.isEmpty() ? "1" : name.toString();
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", "polynomial");
        map.put("inputs", inputs);
        map.put("degree", degree);
        map.put("interactions_only", interactionsOnly);
        map.put("constant", constant);
        return map;
    }

    /// How many functions a description is of.
    static BigInteger described(Map<String, Object> map) {
        return count(Fields.integer(map, "inputs"), Fields.integer(map, "degree"), Fields.flag(map, "interactions_only"));
    }

    static PolynomialBasis fromMap(Map<String, Object> map) {
        return new PolynomialBasis(
                Fields.integer(map, "inputs"), Fields.integer(map, "degree"),
                Fields.flag(map, "interactions_only"), Fields.flag(map, "constant"));
    }
}
