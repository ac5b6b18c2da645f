package org.madaline.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A page of plain text with numbers: names, vectors, matrices and tables, aligned.
public final class Sheet {
    private final StringBuilder out = new StringBuilder();

    /// An empty page.
    public Sheet() {}

    /// Adds lines of text.
    ///
    /// @param lines blanks at their ends are left out
    /// @return this page
    public Sheet text(String... lines) {
        for (String line : lines) {
            out.append(line.stripTrailing()).append('\n');
        }
        return this;
    }

    /// Adds `name = value`.
    ///
    /// @param name  before the sign
    /// @param value written as [#number] does
    /// @return this page
    public Sheet value(String name, double value) {
        return text("  " + name + " = " + number(value));
    }

    /// Adds `name = (v1, v2, ...)`.
    ///
    /// @param name   before the sign
    /// @param values written as [#number] does
    /// @return this page
    public Sheet vector(String name, double... values) {
        List<String> parts = new ArrayList<>();
        for (double v : values) {
            parts.add(number(v));
        }
        return text("  " + name + " = (" + String.join(", ", parts) + ")");
    }

    /// Adds a matrix, one row a line.
    ///
    /// @param name before its middle row
    /// @param rows of one length
    /// @return this page
    public Sheet matrix(String name, double[][] rows) {
        List<List<String>> cells = new ArrayList<>();
        for (double[] row : rows) {
            List<String> line = new ArrayList<>();
            for (double v : row) {
                line.add(number(v));
            }
            cells.add(line);
        }
        int[] widths = widths(cells);
        for (int j = 0; j < cells.size(); j++) {
            String begin = j == cells.size() / 2 ? "  " + name + " = " : " ".repeat(name.length() + 5);
            text(begin + "[ " + aligned(cells.get(j), widths) + " ]");
        }
        return this;
    }

    /// Adds a table with a head.
    ///
    /// @param head the names of the columns
    /// @param rows of numbers or texts, as many as there are names
    /// @return this page
    public Sheet table(List<String> head, List<List<Object>> rows) {
        List<List<String>> cells = new ArrayList<>(List.of(head));
        for (List<Object> row : rows) {
            cells.add(row.stream()
                    .map(c -> c instanceof Double d ? number(d) : String.valueOf(c))
                    .toList());
        }
        int[] widths = widths(cells);
        for (int i = 0; i < cells.size(); i++) {
            text("  " + aligned(cells.get(i), widths));
            if (i == 0) {
                text("  " + "-".repeat(java.util.Arrays.stream(widths).sum() + 2 * (widths.length - 1)));
            }
        }
        return this;
    }

    private static int[] widths(List<List<String>> cells) {
        int[] widths = new int[cells.getFirst().size()];
        for (List<String> row : cells) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        return widths;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String aligned(List<String> row, int[] widths) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            padded.add(" ".repeat(widths[i] - length(row.get(i))) + row.get(i));
        }
        return String.join("  ", padded);
    }

    /// {@return a number with six significant digits, no trailing zeros, exponents only where they are shorter}
    ///
    /// @param value any; NaN and infinity have a sign of their own
    public static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
        }
        double size = Math.abs(value);
        if (size >= 1e9 || size < 1e-4) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        int decimals = Math.clamp(5 - (long) Math.floor(Math.log10(size)), 0, 8);
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
