package org.madaline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.madaline.cli.report.Report;
import org.madaline.pipeline.Assessment;
import org.madaline.pipeline.ClassAssessment;
import org.madaline.pipeline.Confidence;
import org.madaline.pipeline.NumberAssessment;
import org.madaline.runs.Text;

/// What a model is worth on a part of the data: each figure with its interval, beside what simpler ones are worth.
///
/// @param part of the data, such as `test`
/// @param sure the 95 % intervals of its figures
/// @param simpler what others are worth on the same examples, by name
/// @param balanced whether all classes counted the same in training, so that the balanced accuracy is what it was for
record WorthReport(String part, Assessment model, Map<String, Confidence> sure, Map<String, Assessment> simpler, boolean balanced) {
    /// Keys the draws of the intervals: they are the same for each page of a run.
    private static final long SEED = 1;

    WorthReport(String part, Assessment model, Map<String, Assessment> simpler, boolean balanced) {
        this(part, model, Confidence.of(model, SEED), simpler, balanced);
    }

    Report.Table table() {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("figure", ">the model", ">95 % interval"));
        simpler.keySet().forEach(name -> header.add(">" + name));
        rows.add(header);
        for (Map.Entry<String, Double> figure : model.figures().entrySet()) {
            List<String> row = new ArrayList<>(List.of(figure.getKey(), ScoreTable.value(figure)));
            row.add(interval(figure.getKey()));
            simpler.values().forEach(other -> row.add(other.figures().containsKey(figure.getKey())
                    ? ScoreTable.value(Map.entry(figure.getKey(), other.figures().get(figure.getKey()))) : ""));
            rows.add(row);
        }
        return new Report.Table("What the model is worth, " + part + " part", Text.count(model.examples(), "example")
                + (model instanceof ClassAssessment ? "; balanced accuracy is the mean of the recalls, F1 the mean over the classes."
                        : ", in the unit of the data.")
                + " In 95 of 100 cases the figure of all examples of this kind lies in the interval.", rows);
    }

    /// What a file tells of the part: the model's figures, the ends of their intervals, the simpler ones' figures.
    Map<String, Object> figures() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("examples", model.examples());
        all.putAll(model.figures());
        Map<String, Object> intervals = new LinkedHashMap<>();
        sure.forEach((name, interval) -> intervals.put(name, List.of(interval.low(), interval.high())));
        all.put("95 % intervals", intervals);
        simpler.forEach((name, other) -> all.put(name, other.figures()));
        return all;
    }

    /// How sure the figure that training was for is, and what it is without a model.
    String line() {
        String first = told(model.figures(), balanced);
        String beside = simpler.entrySet().stream().filter(other -> other.getValue().figures().containsKey(first))
                .map(other -> "; " + other.getKey() + ": " + ScoreTable.value(Map.entry(first, other.getValue().figures().get(first))))
                .collect(Collectors.joining());
        return first + " with 95 % confidence: " + interval(first) + beside;
    }

    /// What a reader must know where one would do better without a model.
    Optional<String> note() {
        String figure = told(model.figures(), balanced);
        return Optional.ofNullable(simpler.get(constant(model))).flatMap(other ->
                note("the " + part + " part", figure, model.figures().get(figure), constant(model), other.figures().get(figure)));
    }

    /// What is told of a model whose figure is worse than that of the same answer to all.
    static Optional<String> note(String where, String figure, double own, String constant, double other) {
        boolean more = figure.endsWith("accuracy") || figure.startsWith("R2") || figure.equals(NumberAssessment.MEAN_R2);
        return (more ? own >= other : own <= other) ? Optional.empty() : Optional.of("on " + where + " the model is worse than " + constant + ": " + figure + " "
                + ScoreTable.value(Map.entry(figure, own)) + " beside " + ScoreTable.value(Map.entry(figure, other))
                + "; do the columns say anything of the label? (madaline doctor)");
    }

    /// The figure by which a model is compared with the same answer to all: the first, or where all classes count the same the balanced
    /// accuracy.
    static String told(Map<String, Double> figures, boolean balanced) {
        return balanced && figures.containsKey("balanced accuracy") ? "balanced accuracy" : figures.keySet().iterator().next();
    }

    /// The answer that needs no model.
    static String constant(Assessment own) {
        return !(own instanceof NumberAssessment numbers) ? "always the most frequent class"
                : numbers.quantiles().isPresent() ? "always the same quantiles" : "always the mean";
    }

    private String interval(String figure) {
        Confidence interval = sure.get(figure);
        return interval == null ? "" : ScoreTable.value(Map.entry(figure, interval.low())) + " to "
                + ScoreTable.value(Map.entry(figure, interval.high()));
    }
}
