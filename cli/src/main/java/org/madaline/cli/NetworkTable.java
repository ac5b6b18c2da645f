package org.madaline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madaline.cli.report.Report;
import org.madaline.graph.Mode;
import org.madaline.layer.Blend;
import org.madaline.layer.Committee;
import org.madaline.layer.Layer;
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
        Map<String, List<Summary.Row>> others = new LinkedHashMap<>();
        Map<String, Integer> ends = new LinkedHashMap<>();
        List<String> committees = committees(network.layer(), "");
        for (Summary.Row row : summary.rows()) {
            Optional<String> committee = committees.stream().filter(row.path()::startsWith).findFirst();
            if (committee.isPresent() && !row.path().startsWith(committee.get() + "0.")) {
                others.computeIfAbsent(committee.get(), _ -> new ArrayList<>()).add(row);
                continue;
            }
            rows.add(cells(row.path(), row.type(), row.output().toString(), List.of(row)));
            committee.ifPresent(path -> ends.put(path, rows.size()));
        }
        // From the last on, so that places above stay as they are.
        others.entrySet().stream().toList().reversed().forEach(each -> rows.add(ends.get(each.getKey()),
                cells(each.getKey() + "1, ...", "the others, as the first", "", each.getValue())));
        return rows;
    }

    private static List<String> cells(String path, String type, String output, List<Summary.Row> rows) {
        return List.of(path, type, output, Text.count(rows.stream().mapToLong(Summary.Row::parameters).sum()),
                Text.count(rows.stream().mapToLong(Summary.Row::multiplyAdds).sum()),
                Text.bytes(rows.stream().mapToLong(Summary.Row::bytes).sum()));
    }

    /// What the paths of networks that are alike and learn side by side begin with.
    private static List<String> committees(Layer layer, String path) {
        List<Layer> inner = switch (layer) {
            case Sequential layers -> layers.layers();
            case Blend blend -> blend.members();
            default -> List.of();
        };
        if (layer instanceof Committee committee && committee.members().stream().distinct().count() == 1) {
            return List.of(path);
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < inner.size(); i++) {
            all.addAll(committees(inner.get(i), path + i + "."));
        }
        return all;
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
