package org.madaline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madaline.cli.report.Report;
import org.madaline.graph.Mode;
import org.madaline.layer.Committee;
import org.madaline.layer.Network;
import org.madaline.layer.Sequential;
import org.madaline.layer.Summary;
import org.madaline.runs.Text;

/// The layers of a network as a table; the memory of each is that of its parameters and of its output for one example. Of networks
/// that learn side by side and are alike the first is shown, and what the others cost.
///
/// @param network in training, with what it has then alone
/// @param summary of it
record NetworkTable(Network network, Summary summary) {
    private static final List<String> HEADER = List.of("path", "layer", "output", ">parameters", ">multiply-adds", ">memory");

    NetworkTable(Network network) {
        this(network, Summary.of(network, Mode.TRAINING));
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        List<Summary.Row> others = new ArrayList<>();
        Optional<String> committee = committee();
        int end = 0;
        for (Summary.Row row : summary.rows()) {
            boolean member = committee.isPresent() && row.path().startsWith(committee.get());
            if (member && !row.path().startsWith(committee.get() + "0.")) {
                others.add(row);
                continue;
            }
            rows.add(cells(row.path(), row.type(), row.output().toString(), List.of(row)));
            end = member ? rows.size() : end;
        }
        if (!others.isEmpty()) {
            rows.add(end, cells(committee.get() + "1, ...", "the others, as the first", "", others));
        }
        return rows;
    }

    private static List<String> cells(String path, String type, String output, List<Summary.Row> rows) {
        return List.of(path, type, output, Text.count(rows.stream().mapToLong(Summary.Row::parameters).sum()),
                Text.count(rows.stream().mapToLong(Summary.Row::multiplyAdds).sum()),
                Text.bytes(rows.stream().mapToLong(Summary.Row::bytes).sum()));
    }

    /// What the paths of networks that are alike and learn side by side begin with; empty where there are none.
    private Optional<String> committee() {
        return network.layer() instanceof Sequential layers && layers.layers().getFirst() instanceof Committee committee
                        && committee.members().stream().distinct().count() == 1
                ? Optional.of("0.")
                : Optional.empty();
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
