package org.madaline.runs;

import java.util.Locale;

/// Numbers and durations as people read them, the same in every locale.
public final class Text {
    private Text() {}

    /// {@return as [String#format(String, Object...)], the same in every locale}
    ///
    /// @param format as of [java.util.Formatter]
    /// @param values one for each place in it
    public static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /// {@return a count with marks between thousands: `60,000`}
    ///
    /// @param n any
    public static String count(long n) {
        return format("%,d", n);
    }

    /// {@return a count with what is counted: `1 input`, `60,000 inputs`}
    ///
    /// @param n    any
    /// @param noun in the singular; the plural ends in s
    public static String count(long n, String noun) {
        return count(n) + " " + noun + (n == 1 ? "" : "s");
    }

    /// {@return a percentage, from a fraction: `98.38 %`; `-` where there is none}
    ///
    /// @param fraction from 0 to 1; NaN for none
    public static String percent(double fraction) {
        return Double.isNaN(fraction) ? "-" : format("%.2f %%", 100 * fraction);
    }

    /// {@return a loss with four significant digits at least; `-` where there is none}
    ///
    /// @param x NaN for none
    public static String number(double x) {
        if (Double.isNaN(x)) {
            return "-";
        }
        double size = Math.abs(x);
        return size != 0 && (size < 0.001 || size >= 100_000) ? format("%.3e", x) : format("%.4f", x);
    }

    /// {@return a value of the data with six significant digits, never fewer than its whole part has: `185000`, `12.3457`; `-`
    /// where there is none}
    ///
    /// @param x NaN for none
    public static String value(double x) {
        double size = Math.abs(x);
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? "-" : Double.toString(x);
        }
        if (size != 0 && (size < 1e-4 || size >= 1e15)) {
            return format("%.5e", x);
        }
        int whole = size < 1 ? 0 : (int) Math.floor(StrictMath.log10(size)) + 1;
        String digits = format("%." + Math.max(0, 6 - Math.max(1, whole)) + "f", x);
        String plain = digits.contains(".") ? digits.replaceFirst("0+$", "").replaceFirst("\\.$", "") : digits;
        return plain.equals("-0") ? "0" : plain;
    }

    /// {@return a duration: `0.4 s`, `12 s`, `3:05`, `1:02:03`}
    ///
    /// @param seconds at least 0
    public static String duration(double seconds) {
        if (seconds < 10) {
            return format("%.1f s", seconds);
        }
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        return s < 3600
                ? format("%d:%02d", s / 60, s % 60)
                : format("%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }

    /// {@return a size in powers of 1000: `512 B`, `1.4 MB`}
    ///
    /// @param n bytes
    public static String bytes(long n) {
        if (n < 1000) {
            return n + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double x = n / 1000.0;
        int unit = 0;
        while (x >= 999.5 && unit < units.length - 1) {
            x /= 1000;
            unit++;
        }
        return format(x < 10 ? "%.1f %s" : "%.0f %s", x, units[unit]);
    }

    /// {@return the known word nearest to `typed`, within two edits or a third of its length, or null}
    ///
    /// @param typed a word that is not known
    /// @param known all that are
    public static String nearest(String typed, Iterable<String> known) {
        String best = null;
        int bound = Math.max(2, typed.length() / 3) + 1;
        for (String word : known) {
            int distance = edits(typed.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (distance < bound) {
                bound = distance;
                best = word;
            }
        }
        return best;
    }

    /// Levenshtein's distance: insertions, deletions and substitutions that make `b` from `a`.
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
