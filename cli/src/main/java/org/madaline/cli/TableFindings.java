package org.madaline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.madaline.cli.report.Report;
import org.madaline.runs.Text;
import org.madaline.table.TableColumn;
import org.madaline.table.TableData;

/// What was found in the table that a model was trained on: how the file is written, what the label is, what was left out, and
/// what the columns hold.
record TableFindings(TableData data) {
    /// Longer lists are cut.
    private static final int MOST_COLUMNS = 200;

    List<Report.Part> parts() {
        Set<String> columns = data.columns().stream().map(TableColumn::describe).collect(Collectors.toSet());
        List<Report.Part> parts = new ArrayList<>();
        List<String> lines = Stream.concat(data.report().stream(), data.features().texts().stream()).filter(line -> !columns.contains(line)).toList();
        parts.add(new Report.Lines("What was found in the table", lines));
        if (!columns.isEmpty()) {
            parts.add(columns());
        }
        return parts;
    }

    private Report.Table columns() {
        List<TableColumn> all = data.columns();
        boolean missing = all.stream().anyMatch(column -> column.missing() > 0);
        List<List<String>> rows = new ArrayList<>();
        rows.add(missing ? List.of("column", "type", ">missing", "because") : List.of("column", "type", "because"));
        for (TableColumn column : all.subList(0, Math.min(MOST_COLUMNS, all.size()))) {
            String type = column.type() + (column.type().isUsed() ? "" : ", left out");
            rows.add(missing
                    ? List.of(column.name(), type, Text.count(column.missing()), column.reason())
                    : List.of(column.name(), type, column.reason()));
        }
        return new Report.Table("Columns", all.size() > MOST_COLUMNS
                ? "The first " + MOST_COLUMNS + " of " + Text.count(all.size()) + "." : "", rows);
    }
}
