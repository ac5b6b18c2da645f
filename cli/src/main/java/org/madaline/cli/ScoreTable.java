package org.madaline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.madaline.metric.ConfusionMatrix;
import org.madaline.pipeline.Assessment;
import org.madaline.pipeline.ClassAssessment;
import org.madaline.pipeline.ClassFigures;
import org.madaline.pipeline.NumberAssessment;
import org.madaline.runs.Text;

/// What a model is worth on some data, printed.
record ScoreTable(Assessment assessment) {
    /// Wider matrices do not fit a terminal.
    private static final int LARGEST_MATRIX = 16;

    /// The figures in one line: shares in percent, all else in the unit of the data; of several numbers that of all.
    String line() {
        return assessment.figures().entrySet().stream()
                .filter(figure -> told(figure.getKey(), assessment.figures().keySet()))
                .map(figure -> figure.getKey() + " " + value(figure))
                .collect(Collectors.joining("  "));
    }

    /// Whether a line of figures has room for one.
    ///
    /// @param all the figures that there are
    static boolean told(String figure, Set<String> all) {
        return all.contains(NumberAssessment.MEAN_R2) ? figure.equals(NumberAssessment.MEAN_R2) : !figure.equals("F1");
    }

    /// A figure as people read it.
    static String value(Map.Entry<String, Double> figure) {
        boolean share = figure.getKey().startsWith(NumberAssessment.BELOW) || figure.getKey().startsWith(NumberAssessment.WITHIN) || List.of("accuracy", "balanced accuracy", "F1").contains(figure.getKey());
        return share ? Text.percent(figure.getValue()) : figure.getKey().startsWith("R2") || figure.getKey().equals(NumberAssessment.MEAN_R2) || figure.getKey().equals("log loss")
                || figure.getKey().equals("AUC") ? Text.number(figure.getValue()) : Text.value(figure.getValue());
    }

    /// For classes the confusion matrix, and precision and recall of each; for several numbers the figures of each.
    void print(Terminal terminal) {
        if (assessment instanceof NumberAssessment numbers && numbers.names().size() > 1) {
            terminal.line("");
            perNumber(numbers).print(terminal);
        }
        if (!(assessment instanceof ClassAssessment classes)) {
            return;
        }
        boolean weighted = classes.data().weighted();
        ConfusionMatrix matrix = classes.matrix();
        if (matrix.classNames().size() <= LARGEST_MATRIX) {
            terminal.line("");
            terminal.line("%s", "Confusion matrix (rows: true class, columns: predicted" + (weighted ? "; each example once)" : ")"));
            confusion(matrix).print(terminal);
        }
        terminal.line("");
        if (weighted) {
            terminal.line("%s", "Of each class, the examples counted by their weights:");
        }
        List<ClassFigures> each = classes.perClass();
        perClass(matrix.classNames(), each, weighted).print(terminal);
        long absent = each.stream().filter(c -> c.examples() == 0).count();
        if (absent > 0) {
            terminal.line("-: %s of %s classes have no example here; the means leave them out, but for the precision and F1 of 0 of those named all the same",
                    Text.count(absent), Text.count(each.size()));
        }
    }

    private static Table confusion(ConfusionMatrix matrix) {
        List<String> names = matrix.classNames();
        var table = new Table(IntStream.rangeClosed(0, names.size())
                .mapToObj(i -> ">" + (i == 0 ? "" : names.get(i - 1)))
                .toArray(String[]::new));
        for (int i = 0; i < names.size(); i++) {
            var row = new Object[names.size() + 1];
            row[0] = names.get(i);
            for (int j = 0; j < names.size(); j++) {
                row[j + 1] = matrix.count(i, j) == 0 ? "." : Text.count(matrix.count(i, j));
            }
            table.row(row);
        }
        return table;
    }

    private static Table perNumber(NumberAssessment numbers) {
        Map<String, Double> figures = numbers.figures();
        String first = " " + numbers.names().getFirst();
        List<String> kinds = figures.keySet().stream().filter(kind -> kind.endsWith(first))
                .map(kind -> kind.substring(0, kind.length() - first.length())).toList();
        var table = new Table(Stream.concat(Stream.of("number"), kinds.stream().map(kind -> ">" + kind)).toArray(String[]::new));
        for (String name : numbers.names()) {
            table.row(Stream.concat(Stream.of(name), kinds.stream().map(kind -> value(Map.entry(kind, figures.get(kind + " " + name))))).toArray());
        }
        return table;
    }

    private static Table perClass(List<String> names, List<ClassFigures> each, boolean weighted) {
        List<String> header = new ArrayList<>(List.of("class", ">precision", ">recall", ">F1", ">examples"));
        if (weighted) {
            header.add(">weight");
        }
        var table = new Table(header.toArray(String[]::new));
        for (int c = 0; c < names.size(); c++) {
            ClassFigures own = each.get(c);
            table.row(row(names.get(c), own.counts() ? own.precision() : Double.NaN, own.recall(), own.counts() ? own.f1() : Double.NaN,
                    own.examples(), own.weight(), weighted));
        }
        return table.rule().row(row("mean", mean(each, ClassFigures::precision), mean(each, ClassFigures::recall), mean(each, ClassFigures::f1),
                each.stream().mapToLong(ClassFigures::examples).sum(), each.stream().mapToDouble(ClassFigures::weight).sum(), weighted));
    }

    private static Object[] row(String name, double precision, double recall, double f1, long examples, double weight, boolean weighted) {
        List<Object> cells = new ArrayList<>(List.of(name, Text.percent(precision), Text.percent(recall), Text.percent(f1), Text.count(examples)));
        if (weighted) {
            cells.add(Text.value(weight));
        }
        return cells.toArray();
    }

    /// Over the classes that have the figure.
    private static double mean(List<ClassFigures> each, ToDoubleFunction<ClassFigures> figure) {
        return each.stream().filter(ClassFigures::counts).mapToDouble(figure).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    }
}
