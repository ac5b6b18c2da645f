package org.madaline.cli;

import java.util.ArrayList;
import java.util.List;
import org.madaline.formats.VisibleText;

/// A table of aligned columns in plain text: a header, a rule, rows; columns of numbers stand to the right.
final class Table {
    private final List<String> header;
    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();

    /// @param header a name for each column; one that begins with `>` aligns its column to the right
    Table(String... header) {
        this.right = new boolean[header.length];
        var names = new ArrayList<String>();
        for (int i = 0; i < header.length; i++) {
            right[i] = header[i].startsWith(">");
            names.add(VisibleText.of(right[i] ? header[i].substring(1) : header[i]));
        }
        this.header = List.copyOf(names);
    }

    /// Adds a row; each cell is shown by its `toString`.
    Table row(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " in a table of " + header.size() + " columns");
        }
        var row = new ArrayList<String>();
        for (Object cell : cells) {
            row.add(VisibleText.of(String.valueOf(cell)));
        }
        rows.add(row);
        return this;
    }

    /// Adds a rule across all columns.
    Table rule() {
        rows.add(List.of());
        return this;
    }

    void print(Terminal terminal) {
        int[] width = new int[header.size()];
        measure(header, width);
        rows.forEach(row -> measure(row, width));
        terminal.line("%s", terminal.bold(line(header, width)));
        terminal.line("%s", rule(width));
        for (List<String> row : rows) {
            terminal.line("%s", row.isEmpty() ? rule(width) : line(row, width));
        }
    }

    private static void measure(List<String> row, int[] width) {
        for (int i = 0; i < row.size(); i++) {
            width[i] = Math.max(width[i], VisibleText.width(row.get(i)));
        }
    }

    private String line(List<String> row, int[] width) {
        var line = new StringBuilder();
        for (int i = 0; i < width.length; i++) {
            String gap = " ".repeat(width[i] - VisibleText.width(row.get(i)));
            line.append(i == 0 ? "" : "  ").append(right[i] ? gap + row.get(i) : row.get(i) + gap);
        }
        return line.toString().stripTrailing();
    }

    private static String rule(int[] width) {
        int total = 2 * (width.length - 1);
        for (int w : width) {
            total += w;
        }
        return "-".repeat(total);
    }
}
