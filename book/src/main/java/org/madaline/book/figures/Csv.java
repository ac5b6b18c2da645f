package org.madaline.book.figures;

import java.util.ArrayList;
import java.util.List;

/// The numbers of a figure: a head and rows.
///
/// @param head the names of the columns
/// @param rows numbers or texts, as many as there are names
public record Csv(List<String> head, List<List<Object>> rows) {
    /// Both lists are copied.
    public Csv {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /// Columns of equal length.
    static Csv columns(List<String> head, double[]... columns) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < columns[0].length; i++) {
            List<Object> row = new ArrayList<>();
            for (double[] column : columns) {
                row.add(column[i]);
            }
            rows.add(row);
        }
        return new Csv(head, rows);
    }

    /// {@return the file's text; cells that hold a comma or quotation marks are quoted}
    public String text() {
        StringBuilder out = new StringBuilder(String.join(",", head)).append('\n');
        for (List<Object> row : rows) {
            out.append(String.join(",", row.stream().map(Csv::cell).toList())).append('\n');
        }
        return out.toString();
    }

    private static String cell(Object value) {
        String text = String.valueOf(value);
        return text.matches("(?s).*[,\"\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
