package org.madaline.graph;

/// Functions that [Math] lacks, in double precision.
final class DoubleMath {
    private DoubleMath() {}

    static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : x < 0 ? e / (1 + e) : Double.NaN;
    }

    /// By the rules of C, which are Java's but for 1 to any power and -1 to an infinite one.
    static double pow(double x, double y) {
        return x == 1 || x == -1 && Double.isInfinite(y) ? 1 : StrictMath.pow(x, y);
    }

    static double sign(double x) {
        return x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x;
    }

    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /// The error function, to about 1e-16: its Maclaurin series near 0, and 1 minus Lentz's continued fraction beyond
    /// (Abramowitz and Stegun, eq. 7.1.6 and 7.1.14).
    static double erf(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        double z = Math.abs(x);
        if (z > 6) {
            return Math.signum(x);
        }
        double value = z < 2.5 ? series(z) : 1 - Math.exp(-z * z) / (Math.sqrt(Math.PI) * fraction(z));
        return Math.copySign(value, x);
    }

    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int n = 1; term > 1e-17 * sum; n++) {
            term *= 2 * z * z / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-z * z) * sum;
    }

    private static double fraction(double z) {
        double tail = z;
        for (int n = 120; n >= 1; n--) {
            tail = z + 0.5 * n / tail;
        }
        return tail;
    }
}
