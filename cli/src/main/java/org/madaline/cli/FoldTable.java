package org.madaline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.madaline.cli.report.Report;
import org.madaline.pipeline.FoldScores;
import org.madaline.pipeline.NumberAssessment;
import org.madaline.runs.Text;

/// What cross-validation shows, as a table and as figures.
///
/// @param scores   of the models
/// @param constant what the same answer to all rows is worth on the same folds
record FoldTable(FoldScores scores, FoldScores constant) {
    private static final String NOTE = "Each fold is judged by a model that was trained on the others. The deviation is that between the folds.";

    Report.Table table() {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("fold", ">examples"));
        scores.figures().forEach(figure -> header.add(">" + figure));
        rows.add(header);
        for (int i = 0; i < scores.folds().size(); i++) {
            Map<String, Double> figures = scores.folds().get(i).figures();
            rows.add(row(Integer.toString(i + 1), Text.count(scores.folds().get(i).examples()), figures::get));
        }
        rows.add(row("mean", "", scores::mean));
        rows.add(row("deviation", "", scores::deviation));
        return new Report.Table("Cross-validation", NOTE, rows);
    }

    private List<String> row(String name, String examples, ToDoubleFunction<String> value) {
        List<String> row = new ArrayList<>(List.of(name, examples));
        scores.figures().forEach(figure -> row.add(ScoreTable.value(Map.entry(figure, value.applyAsDouble(figure)))));
        return row;
    }

    /// Mean and deviation of each figure, in one line; of several numbers that of all.
    String line() {
        Set<String> all = Set.copyOf(scores.figures());
        return String.join("  ", scores.figures().stream().filter(figure -> !all.contains(NumberAssessment.MEAN_R2) || ScoreTable.told(figure, all)).map(figure -> figure + " " + ScoreTable.value(Map.entry(figure, scores.mean(figure)))
                + " ± " + ScoreTable.value(Map.entry(figure, scores.deviation(figure)))).toList());
    }

    /// What a reader must know where no model would have done better in the mean.
    ///
    /// @param balanced whether all classes count the same
    Optional<String> note(boolean balanced) {
        String figure = WorthReport.told(scores.folds().getFirst().figures(), balanced);
        return WorthReport.note("the mean of the folds", figure, scores.mean(figure), WorthReport.constant(scores.folds().getFirst()), constant.mean(figure));
    }

    /// For programs: by fold, by figure.
    Map<String, Map<String, Double>> values() {
        Map<String, Map<String, Double>> values = new LinkedHashMap<>();
        for (int i = 0; i < scores.folds().size(); i++) {
            values.put("fold " + (i + 1), scores.folds().get(i).figures());
        }
        Map<String, Double> means = new LinkedHashMap<>();
        Map<String, Double> deviations = new LinkedHashMap<>();
        scores.figures().forEach(figure -> {
            means.put(figure, scores.mean(figure));
            deviations.put(figure, scores.deviation(figure));
        });
        values.put("mean of the folds", means);
        values.put("deviation of the folds", deviations);
        return values;
    }
}
