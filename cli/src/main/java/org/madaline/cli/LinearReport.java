package org.madaline.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.madaline.basis.Bases;
import org.madaline.cli.report.Report;
import org.madaline.features.NumberFeatures;
import org.madaline.linear.Convergence;
import org.madaline.linear.LinearEstimator;
import org.madaline.linear.LinearModel;
import org.madaline.pipeline.Pipeline;
import org.madaline.runs.Text;
import org.madaline.table.TableFeatures;

/// What there is to say about a linear model: how well its estimation converged, and its largest coefficients.
///
/// @param classNames of the model; of a regression the name of its number
/// @param inputNames one for each input; empty where they have none
/// @param standardized whether inputs are scaled before they meet the coefficients
/// @param effects the coefficients in the units of the data; for each number; none where there are classes, or none are known
record LinearReport(
        LinearModel model, List<String> classNames, List<String> inputNames, boolean standardized, List<LinearEffects> effects) {
    /// Longer lists are cut; the rest is in the file.
    private static final int MOST_FEATURES = 20;

    private static final Pattern FEATURE = Pattern.compile("\\bfeature (\\d{1,9})\\b");

    /// Wider tables do not fit a terminal.
    private static final int MOST_SCORES = 10;

    /// @param pipeline around a linear model
    static LinearReport of(Pipeline<?> pipeline) {
        LinearModel model = ((LinearEstimator) pipeline.estimator()).model();
        List<String> inputs = switch (pipeline.features()) {
            case TableFeatures table -> table.names();
            case NumberFeatures numbers -> numbers.names();
            default -> List.of();
        };
        return new LinearReport(model, pipeline.task().names(), inputs, pipeline.features() instanceof TableFeatures, LinearEffects.of(pipeline));
    }

    /// A name for each feature value φ(x).
    private List<String> featureNames() {
        List<String> inputs = inputNames;
        if (inputs.isEmpty()) {
            inputs = IntStream.range(0, model.inputs()).mapToObj(j -> "x" + j).toList();
        }
        return model.basis().isPresent() ? Bases.names(model.basis().get(), inputs) : inputs;
    }

    int parameters() {
        return model.intercepts().length * (model.features() + 1);
    }

    /// The kind of model and its size, in one line.
    String title() {
        String basis = model.basis().isEmpty() ? "" : ", " + Text.count(model.features(), "basis function");
        return kind(model.kind()) + ": " + Text.count(model.inputs(), "input") + basis + ", "
                + (model.classes() > 0 ? model.classes() + " classes" : "predicts " + String.join(", ", classNames));
    }

    static String kind(LinearModel.Kind kind) {
        return switch (kind) {
            case LOGISTIC -> "logistic regression";
            case ONE_VS_REST -> "one-vs-rest logistic regression";
            case SOFTMAX -> "softmax regression";
            case REGRESSION -> "linear regression";
        };
    }

    /// All warnings, those of several fits with the classes that they are of.
    List<String> warnings() {
        var classes = new LinkedHashMap<String, List<String>>();
        List<Convergence> fits = model.convergence();
        for (int k = 0; k < fits.size(); k++) {
            for (String warning : fits.get(k).warnings()) {
                classes.computeIfAbsent(named(warning), _ -> new ArrayList<>()).add(fits.size() > 1 ? classNames.get(k) : "");
            }
        }
        return classes.entrySet().stream()
                .map(w -> fits.size() > 1 ? String.join(", ", w.getValue()) + (model.classes() > 0 ? " against the rest: " : ": ") + w.getKey() : w.getKey())
                .toList();
    }

    /// A warning that says `feature 3` with the name of that feature.
    private String named(String warning) {
        List<String> names = featureNames();
        return FEATURE.matcher(warning).replaceAll(found -> {
            int feature = Integer.parseInt(found.group(1));
            return Matcher.quoteReplacement(feature < names.size() ? names.get(feature) : found.group());
        });
    }

    /// How all fits together went, in one line.
    String summary() {
        List<Convergence> fits = model.convergence();
        String risk = fits.size() == 1 ? ", risk " + Text.format("%.6g", fits.getFirst().risk()) : "";
        return (model.converged() ? "converged after " : "not converged after ")
                + Text.count(iterations(), "iteration")
                + (fits.size() > 1 ? " in " + fits.size() + " fits" : "")
                + risk + ", largest component of the gradient " + Text.format("%.1e", gradient());
    }

    int iterations() {
        return model.convergence().stream().mapToInt(Convergence::iterations).sum();
    }

    double gradient() {
        return model.convergence().stream().mapToDouble(Convergence::gradientNorm).max().orElse(Double.NaN);
    }

    List<Report.Table> tables() {
        List<Report.Table> tables = new ArrayList<>(List.of(convergence()));
        if (named()) {
            tables.addAll(ofInputs());
        }
        return tables;
    }

    private List<Report.Table> ofInputs() {
        return effects.isEmpty() ? List.of(coefficients()) : effects.stream().map(e -> e.table(MOST_FEATURES)).toList();
    }

    /// Whether inputs have names; the coefficients of pixels say nothing to a reader, their pictures do.
    private boolean named() {
        return !inputNames.isEmpty();
    }

    private Report.Table convergence() {
        var rows = new ArrayList<List<String>>();
        List<Convergence> fits = model.convergence();
        rows.add(List.of(model.classes() > 0 ? "class" : "number", ">iterations", ">evaluations", ">risk", ">gradient", "ended because"));
        for (int k = 0; k < fits.size(); k++) {
            Convergence c = fits.get(k);
            rows.add(List.of(
                    fits.size() > 1 ? classNames.get(k) : model.classes() > 0 ? "all classes" : classNames.getFirst(),
                    Text.count(c.iterations()),
                    Text.count(c.evaluations()),
                    Text.format("%.8g", c.risk()),
                    Text.format("%.1e", c.gradientNorm()),
                    c.reason()));
        }
        return new Report.Table(
                "Convergence",
                "The risk is the mean loss of the training examples and the penalty; the gradient its largest component.",
                rows);
    }

    /// The coefficients of the features that count most.
    private Report.Table coefficients() {
        int outputs = model.intercepts().length;
        int scores = Math.min(outputs, MOST_SCORES);
        List<String> names = featureNames();
        var rows = new ArrayList<List<String>>();
        var header = new ArrayList<>(List.of("feature"));
        for (int k = 0; k < scores; k++) {
            header.add(">" + classNames.get(outputs == 1 ? classNames.size() - 1 : k));
        }
        rows.add(header);
        rows.add(row("intercept", model.intercepts(), 0, 1, scores));
        double[] w = model.weights();
        int[] largest = IntStream.range(0, model.features())
                .filter(j -> magnitude(w, j) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -magnitude(w, j)))
                .limit(MOST_FEATURES)
                .mapToInt(j -> j)
                .toArray();
        for (int j : largest) {
            rows.add(row(names.get(j), w, j, model.features(), scores));
        }
        return new Report.Table("Coefficients", note(w, largest.length), rows);
    }

    private String note(double[] w, int shown) {
        long zeros = IntStream.range(0, model.features()).filter(j -> magnitude(w, j) == 0).count();
        long others = model.features() - zeros - shown;
        boolean one = model.intercepts().length == 1;
        return (one ? "Of the score of " + classNames.getLast() : "Of the score of each " + (model.classes() > 0 ? "class" : "number"))
                + (standardized ? ", for inputs in standard deviations from their mean" : "")
                + (others > 0 ? "; " + Text.count(others) + " smaller ones are in the file" : "")
                + (zeros > 0 ? "; " + Text.count(zeros) + " features have the coefficient 0" : "") + ".";
    }

    private double magnitude(double[] w, int feature) {
        double largest = 0;
        for (int k = 0; k < model.intercepts().length; k++) {
            largest = Math.max(largest, Math.abs(w[k * model.features() + feature]));
        }
        return largest;
    }

    private static List<String> row(String name, double[] values, int from, int step, int count) {
        var row = new ArrayList<>(List.of(name));
        for (int k = 0; k < count; k++) {
            row.add(Text.format("%.4f", values[from + k * step]));
        }
        return row;
    }

    /// Warnings, convergence and coefficients on a terminal.
    void print(Terminal terminal) {
        if (!model.convergence().isEmpty()) {
            terminal.line("%s", summary());
        }
        terminal.line("");
        warnings().forEach(warning -> {
            terminal.line("%s %s", terminal.bold("warning:"), warning);
            terminal.line("");
        });
        if (model.convergence().size() > 1) {
            print(terminal, convergence());
        }
        if (named()) {
            ofInputs().forEach(table -> print(terminal, table));
        }
    }

    private static void print(Terminal terminal, Report.Table rows) {
        terminal.line("%s. %s", rows.title(), rows.note());
        var table = new Table(rows.rows().getFirst().toArray(String[]::new));
        rows.rows().stream().skip(1).forEach(row -> table.row(row.toArray()));
        table.print(terminal);
        terminal.line("");
    }
}
