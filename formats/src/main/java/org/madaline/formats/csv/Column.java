package org.madaline.formats.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A column of a table: each cell is missing, a number or a text. Texts are kept once each.
final class Column {
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");
    private static final int MISSING_CODE = -1;
    private static final int NUMBER_CODE = -2;

    private final String name;
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> codeOf = new HashMap<>();
    private double[] numbers = new double[16];
    /// For each row the index of its text, or one of the codes above; null as long as all cells are numbers.
    private int[] codes;
    private int size;
    private int missing;
    private int textCells;

    Column(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void add(String cell) {
        String text = cell.strip();
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
            codes = codes == null ? null : Arrays.copyOf(codes, 2 * size);
        }
        double number = number(text);
        numbers[size] = number;
        if (Double.isNaN(number)) {
            if (codes == null) {
                codes = new int[numbers.length];
                Arrays.fill(codes, NUMBER_CODE);
            }
            codes[size] = code(text);
        } else if (codes != null) {
            codes[size] = NUMBER_CODE;
        }
        size++;
    }

    private int code(String text) {
        if (isMissing(text)) {
            missing++;
            return MISSING_CODE;
        }
        textCells++;
        return codeOf.computeIfAbsent(text, t -> {
            texts.add(t);
            return texts.size() - 1;
        });
    }

    static boolean isMissing(String text) {
        return text.length() <= 4 && MISSING.contains(text.toLowerCase(Locale.ROOT));
    }

    /// The number that a text is, or NaN: decimal, perhaps with an exponent, finite as a float. Java's own notations
    /// (`1f`, `0x1p3`, `Infinity`) are no numbers in a table.
    static double number(String text) {
        if (text.isEmpty() || text.length() > 64 || "0123456789+-.".indexOf(text.charAt(0)) < 0) {
            return Double.NaN;
        }
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                return Double.NaN;
            }
        }
        try {
            double number = Double.parseDouble(text);
            return Float.isFinite((float) number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    boolean isMissing(int row) {
        return codes != null && codes[row] == MISSING_CODE;
    }

    /// The number in a row, NaN if the cell is missing or a text.
    double number(int row) {
        return numbers[row];
    }

    /// The cell as a text, a number in its shortest form, so that equal numbers are equal texts.
    String text(int row) {
        if (isMissing(row)) {
            return "";
        }
        return codes != null && codes[row] >= 0 ? texts.get(codes[row]) : format(numbers[row]);
    }

    static String format(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    int missing() {
        return missing;
    }

    /// Whether the column is meant to hold numbers: at least four in five cells do.
    boolean isNumeric() {
        return textCells <= (size - missing) / 5 && size > missing;
    }

    /// The first row that holds a text, -1 if none does.
    int firstText() {
        for (int row = 0; codes != null && row < size; row++) {
            if (codes[row] >= 0) {
                return row;
            }
        }
        return -1;
    }
}
