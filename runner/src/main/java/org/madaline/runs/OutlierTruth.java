package org.madaline.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.madaline.metric.RocCurve;
import org.madaline.task.OutlierPrediction;

/// What is known of the rows of a table by a column of two values, one of which is that of outliers: a word such as `1`, `yes`, `outlier`
/// or `anomaly`, else the rarer one.
///
/// @param column   its name
/// @param value    that of outliers
/// @param rows     the places of the rows of which it is known
/// @param outliers whether each of these is an outlier
public record OutlierTruth(String column, String value, int[] rows, boolean[] outliers) {
    private static final Set<String> WORDS = Set.of("1", "true", "yes", "y", "outlier", "anomaly", "anomalous", "fraud", "o", "-1");

    /// Tells outliers by the cells of a column.
    ///
    /// @param column its name
    /// @param cells  of all rows; empty ones say nothing
    /// @return what they say
    /// @throws UsageError if the column does not hold two values
    public static OutlierTruth of(String column, List<String> cells) {
        Map<String, Integer> counts = new TreeMap<>();
        cells.stream().map(String::strip).filter(cell -> !cell.isEmpty()).forEach(cell -> counts.merge(cell, 1, Integer::sum));
        if (counts.size() != 2) {
            throw new UsageError("--label " + column + " says which rows are outliers by one of two values; the column holds "
                    + (counts.size() == 1 ? "one" : Text.count(counts.size())) + ": "
                    + String.join(", ", counts.keySet().stream().limit(5).toList()) + (counts.size() > 5 ? ", ..." : ""));
        }
        List<String> words = counts.keySet().stream().filter(cell -> WORDS.contains(cell.toLowerCase(Locale.ROOT))).toList();
        String value = words.size() == 1 ? words.getFirst()
                : counts.keySet().stream().min(Comparator.comparing(counts::get)).orElseThrow();
        int[] rows = IntStream.range(0, cells.size()).filter(i -> !cells.get(i).isBlank()).toArray();
        boolean[] outliers = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            outliers[i] = cells.get(rows[i]).strip().equals(value);
        }
        return new OutlierTruth(column, value, rows, outliers);
    }

    /// {@return how well answers tell the outliers: the area below the curve of true over false ones, and of those that are called so the
    /// share that is, and the share of these that are called so}
    ///
    /// @param answers to all rows
    public Map<String, Double> figures(List<OutlierPrediction> answers) {
        double[] scores = IntStream.of(rows).mapToDouble(row -> answers.get(row).score()).toArray();
        List<Boolean> called = new ArrayList<>();
        IntStream.of(rows).forEach(row -> called.add(answers.get(row).isOutlier()));
        double known = IntStream.range(0, outliers.length).filter(i -> outliers[i]).count();
        double named = called.stream().filter(each -> each).count();
        double right = IntStream.range(0, outliers.length).filter(i -> outliers[i] && called.get(i)).count();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("AUC", RocCurve.of(outliers, scores).area());
        figures.put("precision", named == 0 ? 0 : right / named);
        figures.put("recall", right / known);
        return figures;
    }
}
