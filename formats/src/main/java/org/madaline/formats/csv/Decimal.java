package org.madaline.formats.csv;

/// A text such as `-12.50` as one long number, from which it is got back letter by letter: the digits as a whole number of at
/// most 17 places, and how many of them stand behind the point, at most 30. Not every number is written so: `1e5`, `.5`, `007`,
/// `+1` and `-0` are not.
///
/// The whole number makes up the low 59 bits, moved by 2^58; the decimals, less 16, stand above. So equal decimals and near
/// numbers give near codes. The greatest of the upper parts is left to [CellColumn] for what is no such text.
final class Decimal {
    /// No code of a number.
    static final long NONE = Long.MIN_VALUE;

    /// The first of the codes that are no numbers.
    static final long TEXTS = 15L << 59;

    private static final int MAX_DIGITS = 17;
    private static final int MAX_DECIMALS = 30;
    private static final int MAX_LENGTH = 1 + MAX_DIGITS + 1 + MAX_DECIMALS;
    private static final long HALF = 1L << 58;
    private static final long LOW = (1L << 59) - 1;
    private static final long EXACT = 1L << 53;
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };

    private Decimal() {}

    /// The code of a text, [#NONE] if it has none.
    static long code(CharSequence text, int from, int to) {
        if (to - from > MAX_LENGTH) {
            return NONE;
        }
        boolean negative = from < to && text.charAt(from) == '-';
        int first = negative ? from + 1 : from;
        long digits = 0;
        int significant = 0;
        int point = -1;
        for (int i = first; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                significant += significant > 0 || digit > 0 ? 1 : 0;
                digits = 10 * digits + digit;
            } else if (digit == '.' - '0' && point < 0) {
                point = i;
            } else {
                return NONE;
            }
            if (significant > MAX_DIGITS) {
                return NONE;
            }
        }
        int whole = (point < 0 ? to : point) - first;
        int decimals = point < 0 ? 0 : to - point - 1;
        boolean readable = whole > 0 && (point < 0 || decimals > 0) && decimals <= MAX_DECIMALS;
        if (!readable || whole > 1 && text.charAt(first) == '0' || negative && digits == 0) {
            return NONE;
        }
        return ((long) (decimals - 16) << 59) + HALF + (negative ? -digits : digits);
    }

    private static long digits(long code) {
        return (code & LOW) - HALF;
    }

    /// How many digits stand behind the point.
    static int decimals(long code) {
        return (int) (code >> 59) + 16;
    }

    /// The text of a code.
    static String text(long code) {
        long digits = digits(code);
        int decimals = decimals(code);
        String text = Long.toString(Math.abs(digits));
        if (decimals > 0) {
            String padded = "0".repeat(Math.max(0, decimals + 1 - text.length())) + text;
            int point = padded.length() - decimals;
            text = padded.substring(0, point) + "." + padded.substring(point);
        }
        return digits < 0 ? "-" + text : text;
    }

    /// The number of a code: the double nearest to its text.
    static double value(long code) {
        long digits = digits(code);
        int decimals = decimals(code);
        // Both are exact, so that the quotient is rounded once.
        return Math.abs(digits) <= EXACT && decimals < POWERS.length ? digits / POWERS[decimals] : Double.parseDouble(text(code));
    }
}
