package org.madaline.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.madaline.features.Example;
import org.madaline.features.Field;
import org.madaline.kernels.CounterRandom;
import org.madaline.pipeline.Pipeline;
import org.madaline.table.TableData;
import org.madaline.task.ClassPrediction;
import org.madaline.task.LabelPrediction;
import org.madaline.task.NumberPrediction;
import org.madaline.task.OutlierPrediction;

/// Asks a model of tables what it does with rows that are changed column by column. Nothing of the model is looked into: the
/// questions suit a network as well as a linear model.
public final class ModelProbe {
    /// Points at which a column of numbers is looked at.
    private static final int POINTS = 24;

    private static final int MOST_CATEGORIES = 12;

    /// Of more classes the most frequent ones are followed.
    private static final int MOST_CLASSES = 3;

    /// Least probability that a loss believes in: one certain error must not outweigh all else.
    private static final double SURE = 1e-6;

    private final Pipeline<?> model;
    private final List<Map<String, Object>> rows;
    /// `[labels][rows]`: the index of a class, or numbers.
    private final double[][] truth;
    private final boolean classes;
    private final long seed;

    private ModelProbe(Pipeline<?> model, List<Map<String, Object>> rows, double[][] truth, boolean classes, long seed) {
        this.model = model;
        this.rows = rows;
        this.truth = truth;
        this.classes = classes;
        this.seed = seed;
    }

    /// A probe with rows of known answers, best such as the model was not trained on.
    ///
    /// @param model that is asked
    /// @param data the rows, as the model's features take them
    /// @param most the number of rows that are used, drawn at random where there are more
    /// @param seed of this draw, and of the changes
    /// @return the probe
    /// @throws IllegalArgumentException if there are no rows
    public static ModelProbe of(Pipeline<?> model, TableData data, int most, long seed) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("a model is probed with rows; there are none");
        }
        int[] order = CounterRandom.permutation(CounterRandom.key(seed, "probe"), 0, data.size());
        int[] chosen = Arrays.copyOf(order, Math.min(most, order.length));
        List<Map<String, Object>> rows = new ArrayList<>();
        int labels = data.targetShape().size();
        var truth = new double[labels][chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            rows.add(data.cells(chosen[i]));
            for (int k = 0; k < labels; k++) {
                truth[k][i] = data.y(chosen[i], k);
            }
        }
        return new ModelProbe(model, rows, truth, !data.classNames().isEmpty(), seed);
    }

    /// What the loss is that [#importance] compares.
    ///
    /// @return `log loss` for classes; for a number `root mean square error`, in the unit of the data
    public String measure() {
        return classes ? "log loss" : "root mean square error";
    }

    /// The number of rows that are asked.
    ///
    /// @return at least 1
    public int rows() {
        return rows.size();
    }

    /// How much worse the model becomes when a column tells it nothing, for each column that it asks for.
    ///
    /// @param repeats how many times the cells change places; the mean counts
    /// @return the most important column first; of several numbers, for the first
    public List<ColumnImportance> importance(int repeats) {
        return importances(repeats).getFirst();
    }

    /// The same for each of several numbers.
    ///
    /// @param repeats how many times the cells change places
    /// @return a list for each number, in its unit; of classes one
    public List<List<ColumnImportance>> importances(int repeats) {
        double[] before = losses(answers(rows));
        List<List<ColumnImportance>> all = Arrays.stream(before).<List<ColumnImportance>>mapToObj(_ -> new ArrayList<>()).toList();
        for (Field field : model.inputs()) {
            var worse = new double[before.length][repeats];
            for (int r = 0; r < repeats; r++) {
                int[] order = CounterRandom.permutation(CounterRandom.key(seed, "importance " + field.name()), r, rows.size());
                List<Map<String, Object>> changed = new ArrayList<>();
                for (int i = 0; i < order.length; i++) {
                    changed.add(with(rows.get(i), field.name(), rows.get(order[i]).get(field.name())));
                }
                double[] after = losses(answers(changed));
                for (int k = 0; k < after.length; k++) {
                    worse[k][r] = after[k] - before[k];
                }
            }
            for (int k = 0; k < worse.length; k++) {
                var bounds = Arrays.stream(worse[k]).summaryStatistics();
                all.get(k).add(new ColumnImportance(field.name(), bounds.getAverage(), bounds.getMax() - bounds.getMin()));
            }
        }
        all.forEach(each -> each.sort(Comparator.comparingDouble(ColumnImportance::loss).reversed()));
        return all;
    }

    /// How the answers follow a column: at some quantiles of its numbers, or for its most frequent categories.
    ///
    /// @param column that the model asks for
    /// @return empty where the rows hold fewer than two values of the column, and of texts
    /// @throws IllegalArgumentException if the model does not ask for it
    public Optional<PartialDependence> dependence(String column) {
        Field field = model.inputs().stream().filter(f -> f.name().equals(column)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the model does not ask for a column '" + column + "'"));
        if (field.kind().equals("text")) {
            return Optional.empty();
        }
        boolean numbers = field.kind().equals("number");
        List<?> places = numbers ? quantiles(column) : frequent(column);
        if (places.size() < 2) {
            return Optional.empty();
        }
        int[] followed = followed();
        List<List<Double>> means = IntStream.of(followed).<List<Double>>mapToObj(_ -> new ArrayList<>()).toList();
        for (Object place : places) {
            double[][] answers = answers(rows.stream().map(row -> with(row, column, place)).toList());
            for (int k = 0; k < followed.length; k++) {
                int answer = followed[k];
                means.get(k).add(Arrays.stream(answers).mapToDouble(row -> row[answer]).average().orElse(Double.NaN));
            }
        }
        List<PartialDependence.Answer> answers = IntStream.range(0, followed.length)
                .mapToObj(k -> new PartialDependence.Answer(model.task().names().get(followed[k]), means.get(k))).toList();
        return Optional.of(new PartialDependence(
                column,
                numbers ? places.stream().map(Double.class::cast).toList() : List.of(),
                numbers ? List.of() : places.stream().map(String.class::cast).toList(),
                answers));
    }

    /// The second of two classes, of more the most frequent ones; all numbers.
    private int[] followed() {
        int count = model.task().names().size();
        if (!classes || count == 2) {
            return classes ? new int[] {1} : IntStream.range(0, count).toArray();
        }
        var counts = new int[count];
        Arrays.stream(truth[0]).forEach(label -> counts[(int) label]++);
        return IntStream.range(0, count).boxed()
                .sorted(Comparator.<Integer>comparingInt(c -> -counts[c]).thenComparing(Comparator.naturalOrder()))
                .limit(MOST_CLASSES).mapToInt(Integer::intValue).sorted().toArray();
    }

    /// Increasing numbers of a column; the outermost hundredths are left out: the model has hardly seen them.
    private List<Double> quantiles(String column) {
        double[] all = rows.stream().map(row -> row.get(column)).filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast).sorted().toArray();
        return all.length == 0 ? List.of() : IntStream.range(0, POINTS)
                .mapToObj(p -> all[(int) Math.rint((0.01 + 0.98 * p / (POINTS - 1)) * (all.length - 1))])
                .distinct().toList();
    }

    private List<String> frequent(String column) {
        Map<String, Integer> counts = new HashMap<>();
        rows.stream().map(row -> String.valueOf(row.get(column))).filter(cell -> !cell.isBlank())
                .forEach(cell -> counts.merge(cell, 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_CATEGORIES).map(Map.Entry::getKey).toList();
    }

    private static Map<String, Object> with(Map<String, Object> row, String column, Object cell) {
        Map<String, Object> changed = new HashMap<>(row);
        changed.put(column, cell);
        return changed;
    }

    private double[][] answers(List<Map<String, Object>> asked) {
        return model.predict(asked.stream().map(Example.Row::new).toList()).stream().map(answer -> switch (answer) {
            case ClassPrediction c -> array(c.probabilities());
            case NumberPrediction n -> array(n.values());
            case LabelPrediction l -> array(l.probabilities());
            case OutlierPrediction o -> new double[] {o.score()};
        }).toArray(double[][]::new);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double[] losses(double[][] answers) {
        double[] losses = new double[truth.length];
        for (int k = 0; k < losses.length; k++) {
            double sum = 0;
            for (int i = 0; i < answers.length; i++) {
                double error = classes ? 0 : answers[i][k] - truth[k][i];
                sum += classes ? -StrictMath.log(Math.max(SURE, answers[i][(int) truth[k][i]])) : error * error;
            }
            double mean = sum / answers.length;
            losses[k] = classes ? mean : Math.sqrt(mean);
        }
        return losses;
    }
}
