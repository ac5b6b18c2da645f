package org.madaline.pipeline;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.madaline.formats.Json;

/// From which probability on the second of two classes is named, so that a figure is greatest on rows that the model was not
/// trained on; kept with the model.
///
/// @param part   of the data that the rows were
/// @param values by the name of the figure, of [#FIGURES]
public record DecisionThresholds(String part, Map<String, Double> values) {
    /// Under which they are kept with the model.
    public static final String KEY = "madaline.thresholds";

    /// What can be made greatest: the share of right answers, the mean of the classes' recalls, the mean of their F1.
    public static final List<String> FIGURES = List.of("accuracy", "balanced", "f1");

    /// Copies the values.
    public DecisionThresholds {
        values = Map.copyOf(values);
    }

    /// Rows of both classes by what is named.
    private record Counts(double[] named, double[] all) {
        double figure(String name) {
            double right0 = all[0] - named[0];
            double right1 = named[1];
            double wrong = named[0] + all[1] - named[1];
            return switch (name) {
                case "accuracy" -> (right0 + right1) / (all[0] + all[1]);
                case "balanced" -> (right0 / all[0] + right1 / all[1]) / 2;
                default -> right0 / (2 * right0 + wrong) + right1 / (2 * right1 + wrong);
            };
        }
    }

    /// {@return the best thresholds; empty where there are not two classes, or only one of them occurs}
    ///
    /// @param part       of the data that was judged on
    /// @param assessment what the model is worth there
    public static Optional<DecisionThresholds> of(String part, ClassAssessment assessment) {
        double[] all = new double[2];
        if (assessment.matrix().classNames().size() == 2) {
            IntStream.range(0, assessment.examples()).forEach(i -> all[assessment.labels()[i]] += assessment.data().weight(i));
        }
        if (!(all[0] > 0 && all[1] > 0)) {
            return Optional.empty();
        }
        double[][] p = assessment.probabilities();
        int[] order = IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble(i -> -p[i][1])).mapToInt(i -> i).toArray();
        Map<String, Double> best = new LinkedHashMap<>();
        Map<String, Double> reached = new LinkedHashMap<>();
        var counts = new Counts(new double[2], all);
        // Between two neighbouring probabilities one threshold is as good as another: the middle; of equally good ones the nearest to ½.
        for (int i = 0; i < order.length; i++) {
            counts.named[assessment.labels()[order[i]]] += assessment.data().weight(order[i]);
            double here = p[order[i]][1];
            double next = i + 1 < order.length ? p[order[i + 1]][1] : 0;
            double threshold = next <= 0.5 && here >= 0.5 ? 0.5 : (here + next) / 2;
            if (next < here) {
                for (String figure : FIGURES) {
                    double value = counts.figure(figure);
                    int better = Double.compare(value, reached.getOrDefault(figure, -1.0));
                    if (better > 0 || better == 0 && Math.abs(threshold - 0.5) < Math.abs(best.get(figure) - 0.5)) {
                        reached.put(figure, value);
                        best.put(figure, threshold);
                    }
                }
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(new DecisionThresholds(part, best));
    }

    /// {@return the thresholds that are kept with a model; empty where there are none}
    ///
    /// @param pipeline the model
    /// @throws IllegalArgumentException if they are damaged
    public static Optional<DecisionThresholds> of(Pipeline<?> pipeline) {
        return Optional.ofNullable(pipeline.provenance().get(KEY)).map(text -> {
            Map<String, Object> json = Json.readObject(text);
            Map<String, Double> values = new LinkedHashMap<>();
            FIGURES.forEach(figure -> {
                if (json.get(figure) instanceof Number number) {
                    values.put(figure, number.doubleValue());
                }
            });
            return new DecisionThresholds(String.valueOf(json.get("part")), values);
        });
    }

    /// {@return what is kept with the model}
    public String text() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("part", part);
        FIGURES.forEach(figure -> json.put(figure, values.get(figure)));
        return Json.write(json);
    }
}
