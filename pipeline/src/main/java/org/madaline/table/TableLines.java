package org.madaline.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.madaline.formats.csv.RawTable;

/// What was found in a table and decided about it, a line each: how the file is written, what the label is and why, the rows and
/// columns left out.
final class TableLines {
    private TableLines() {}

    static List<String> of(RawTable table, List<TableColumn> columns, LabelScan labels, Map<Integer, String> leftOut) {
        List<String> lines = new ArrayList<>();
        lines.add(table.toString());
        table.renamed().forEach((name, given) ->
                lines.add("several columns are called " + Cell.shown(given) + "; one of them is read as " + Cell.shown(name)));
        TableLabel label = labels.label();
        for (int k = 0; k < labels.reasons().size(); k++) {
            String name = label.columns().get(k);
            String reason = labels.reasons().get(k);
            String otherwise = label.isClasses() ? isOfNumbers(label) ? " (--task regress for a number)" : "" : label.beside().isEmpty() ? " (--task classify for classes)" : "";
            lines.add(name + ": " + (columns.isEmpty() ? reason
                    : (label.isClasses() ? label.classes().size() + " classes" : "a number") + ": " + reason + otherwise));
        }
        List<String> suspicious = label.classes().stream().filter(TableLabel::looksMissing).map(Cell::shown).toList();
        if (!suspicious.isEmpty()) {
            lines.add(label.column() + ": " + String.join(", ", suspicious) + " is a class like the others, not a missing label");
        }
        Map<String, List<Integer>> byReason = new TreeMap<>();
        leftOut.forEach((line, reason) -> byReason.computeIfAbsent(reason, _ -> new ArrayList<>()).add(line));
        byReason.forEach((reason, at) -> lines.add(String.format(
                Locale.ROOT,
                "%,d %s left out, %s: %s %s%s",
                at.size(),
                at.size() == 1 ? "row" : "rows",
                reason,
                table.unit(),
                String.join(", ", at.stream().limit(8).map(String::valueOf).toList()),
                at.size() > 8 ? ", ..." : "")));
        columns.forEach(column -> lines.add(column.describe()));
        return lines;
    }

    /// Whether a class is a number, so that the label could be taken for one.
    private static boolean isOfNumbers(TableLabel label) {
        return label.classes().stream().anyMatch(text -> !Double.isNaN(Cell.number(text, label.style())));
    }
}
