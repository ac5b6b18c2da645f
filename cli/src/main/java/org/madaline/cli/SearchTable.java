package org.madaline.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.madaline.cli.report.Report;
import org.madaline.runs.Search;
import org.madaline.runs.Text;

/// What was tried in a search, the best first: the settings in which the trials differ, and what they are worth.
record SearchTable(List<Search.Trial> trials) {
    private static final String NOTE = "The best first, by the mean of three folds of the rows that are not tested on. A trial that is worse"
            + " than two thirds of the others is not trained any longer.";

    /// A trial as it ends, in one line.
    static String line(Search.Trial trial) {
        String figures = trial.figures().isEmpty() ? "diverged" : trial.figures().entrySet().stream().limit(3)
                .map(figure -> figure.getKey() + " " + ScoreTable.value(figure)).collect(Collectors.joining("  "));
        return "round " + trial.round() + "  trial " + trial.number()
                + (trial.epochs() > 0 ? "  " + Text.count(trial.epochs(), "epoch") : "") + "  " + figures;
    }

    private static Map<String, String> settings(Search.Trial trial) {
        return SettingsTable.of(trial.settings(), false);
    }

    /// The header first; names that begin with `>` are those of numbers.
    List<List<String>> rows() {
        Set<String> differing = new LinkedHashSet<>();
        for (String name : settings(trials.getFirst()).keySet()) {
            if (trials.stream().map(trial -> String.valueOf(settings(trial).get(name))).distinct().count() > 1) {
                differing.add(name);
            }
        }
        List<String> figures = trials.getFirst().figures().keySet().stream().limit(3).toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.of(Stream.of(">trial", ">round"), differing.stream().map(name -> ">" + name), figures.stream().map(name -> ">" + name))
                .flatMap(names -> names).toList());
        for (Search.Trial trial : trials) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(trial.number()), Integer.toString(trial.round())));
            differing.forEach(name -> row.add(settings(trial).getOrDefault(name, "none")));
            figures.forEach(name -> row.add(trial.figures().containsKey(name)
                    ? ScoreTable.value(Map.entry(name, trial.figures().get(name))) : ""));
            rows.add(row);
        }
        return rows;
    }

    /// The same for other programs.
    String csv() {
        return rows().stream()
                .map(row -> AnswerWriter.line(row.stream().map(cell -> cell.startsWith(">") ? cell.substring(1) : cell).toList()))
                .collect(Collectors.joining());
    }

    void print(Terminal terminal) {
        List<List<String>> rows = rows();
        var table = new Table(rows.getFirst().toArray(String[]::new));
        rows.stream().skip(1).forEach(row -> table.row(row.toArray()));
        table.print(terminal);
    }

    Report.Table report() {
        return new Report.Table("Settings that were tried", NOTE, rows());
    }
}
