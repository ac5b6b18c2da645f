package org.madaline.cli;

import java.util.ArrayList;
import java.util.List;
import org.madaline.cli.report.Report;
import org.madaline.layer.Summary;
import org.madaline.runs.Text;

/// The layers of a network as a table; the memory of each is that of its parameters and of its output for one example.
record NetworkTable(Summary summary) {
    private static final List<String> HEADER = List.of("path", "layer", "output", ">parameters", ">multiply-adds", ">memory");

    private List<List<String>> rows() {
        return summary.rows().stream()
                .map(row -> List.of(row.path(), row.type(), row.output().toString(), Text.count(row.parameters()),
                        Text.count(row.multiplyAdds()), Text.bytes(row.bytes())))
                .toList();
    }

    void print(Terminal terminal) {
        var table = new Table(HEADER.toArray(String[]::new));
        rows().forEach(row -> table.row(row.toArray()));
        table.rule();
        table.row("", "total", "", Text.count(summary.parameters()), Text.count(summary.multiplyAdds()),
                Text.bytes(summary.rows().stream().mapToLong(Summary.Row::bytes).sum()));
        table.print(terminal);
    }

    Report.Table report() {
        List<List<String>> all = new ArrayList<>(List.of(HEADER));
        all.addAll(rows());
        return new Report.Table("Network", "", all);
    }

    /// Prints what it costs.
    void printCosts(Terminal terminal) {
        terminal.line("parameters    %s", Text.count(summary.parameters()));
        terminal.line("multiply-adds %s", Text.count(summary.multiplyAdds()));
        terminal.line("memory        %s of weights, and in training at most %s for each example of a batch",
                Text.bytes(summary.parameterBytes()), Text.bytes(Float.BYTES * summary.outputElements()));
    }
}
