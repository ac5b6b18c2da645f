package org.madaline.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.madaline.features.BasisFeatures;
import org.madaline.features.Example;
import org.madaline.features.Features;
import org.madaline.features.NumberFeatures;
import org.madaline.features.Unlabelled;
import org.madaline.kernels.CounterRandom;
import org.madaline.pipeline.Pipeline;
import org.madaline.table.CategoryEncoder;
import org.madaline.table.ColumnEncoder;
import org.madaline.table.TableFeatures;
import org.madaline.task.ClassTask;
import org.madaline.task.LabelTask;
import org.madaline.task.NumberTask;
import org.madaline.task.OutlierTask;
import org.madaline.tensor.Shape;

/// What each column of a row has contributed to the answer: beginning with a row that says nothing, where each number of x is 0
/// (the mean of the training rows, or their median; of a category that is an index, none; of a text, no words), the columns are filled in one after the other, and a column's
/// contribution is what the answer changes by. The order matters where columns act together, so the mean is taken over several
/// orders drawn at random, each walked both ways (Shapley values; Strumbelj and Kononenko 2010). The contributions of a row add up
/// to its answer less that of the row that says nothing. Of a linear model without basis functions they are w (x - mean), whatever
/// the order.
public final class Contributions {
    private static final int ORDERS = 8;

    private final Pipeline<?> model;
    private final Features inner;
    private final List<String> columns;
    /// Where the numbers of each column begin in x, and where the last ones end.
    private final int[] starts;
    /// The x of a row that says nothing.
    private final double[] nothing;
    private final long key;

    /// What there is to say of one row.
    ///
    /// @param of what is explained: the number, or its median where quantiles are predicted, `log odds of` the second of two classes, or `score of` the class named, which is ln p
    ///     of it less the mean of ln p over all classes
    /// @param base the answer of a row that says nothing
    /// @param output the answer of this row
    /// @param byColumn what each column contributes; their sum is output - base
    public record Explanation(String of, double base, double output, Map<String, Double> byColumn) {
        /// Copies the map, which keeps its order.
        public Explanation {
            byColumn = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byColumn));
        }
    }

    /// Explains the answers of a model of rows.
    ///
    /// @param model of one number, or of classes
    /// @param seed of the orders
    /// @throws IllegalArgumentException if the model takes pictures, or predicts several numbers or labels
    public Contributions(Pipeline<?> model, long seed) {
        this.model = model;
        this.inner = model.features() instanceof BasisFeatures basis ? basis.inner() : model.features();
        this.key = CounterRandom.key(seed, "contributions");
        boolean explained = switch (model.task()) {
            case NumberTask numbers -> numbers.targets().size() == 1;
            case ClassTask _ -> true;
            case LabelTask _, OutlierTask _ -> false;
        };
        int[] widths = switch (inner) {
            case TableFeatures table -> table.columns().stream().mapToInt(ColumnEncoder::width).toArray();
            case NumberFeatures numbers -> IntStream.range(0, numbers.names().size()).map(_ -> 1).toArray();
            default -> new int[0];
        };
        if (!explained || widths.length == 0) {
            throw new IllegalArgumentException("contributions of columns are those to one number or to classes, of rows of a table");
        }
        this.columns = inner.fields().stream().map(field -> field.name()).toList();
        this.starts = new int[widths.length + 1];
        for (int c = 0; c < widths.length; c++) {
            starts[c + 1] = starts[c] + widths[c];
        }
        this.nothing = new double[starts[widths.length]];
        if (inner instanceof TableFeatures table) {
            for (int c = 0; c < widths.length; c++) {
                nothing[starts[c]] = table.columns().get(c) instanceof CategoryEncoder category && category.index() ? -1 : 0;
            }
        }
    }

    /// {@return the columns, in the order of the model}
    public List<String> columns() {
        return columns;
    }

    /// {@return what the columns of a row contribute}
    ///
    /// @param row cells by column
    /// @throws IllegalArgumentException if a column is missing
    public Explanation of(Map<String, ?> row) {
        return of(inner.encode(new Example.Row(row)));
    }

    /// {@return the same for a row that the first of the model's features have prepared}
    ///
    /// @param x of the row, before basis functions
    public Explanation of(double... x) {
        List<Integer> told = IntStream.range(0, columns.size())
                .filter(c -> IntStream.range(starts[c], starts[c + 1]).anyMatch(j -> x[j] != nothing[j])).boxed().toList();
        List<int[]> orders = orders(told.size());
        List<double[]> asked = new ArrayList<>(List.of(nothing, x));
        for (int[] order : orders) {
            double[] filled = nothing.clone();
            for (int step = 0; step + 1 < order.length; step++) {
                int c = told.get(order[step]);
                System.arraycopy(x, starts[c], filled, starts[c], starts[c + 1] - starts[c]);
                asked.add(filled.clone());
            }
        }
        double[][] outputs = model.estimator().outputs(new Rows(asked));
        int named = named(outputs[1]);
        double[] answers = Arrays.stream(outputs).mapToDouble(output -> answer(output, named)).toArray();
        Map<String, Double> byColumn = new LinkedHashMap<>();
        columns.forEach(column -> byColumn.put(column, 0.0));
        int at = 2;
        for (int[] order : orders) {
            double before = answers[0];
            for (int step = 0; step < order.length; step++) {
                double after = step + 1 < order.length ? answers[at++] : answers[1];
                byColumn.merge(columns.get(told.get(order[step])), (after - before) / orders.size(), Double::sum);
                before = after;
            }
        }
        return new Explanation(name(named), answers[0], answers[1], byColumn);
    }

    /// Random orders, each with its reverse; one where there is nothing to choose.
    private List<int[]> orders(int size) {
        if (size < 2) {
            return size == 0 ? List.of() : List.of(new int[] {0});
        }
        List<int[]> orders = new ArrayList<>();
        for (int o = 0; o < (size == 2 ? 1 : ORDERS); o++) {
            int[] order = CounterRandom.permutation(key, o, size);
            orders.add(order);
            orders.add(IntStream.range(0, size).map(i -> order[size - 1 - i]).toArray());
        }
        return orders;
    }

    private int named(double... outputs) {
        if (!(model.task() instanceof ClassTask classes)) {
            return 0;
        }
        double[] p = classes.probabilities(outputs, model.estimator().form());
        return p.length == 2 ? 1 : IntStream.range(0, p.length).reduce(0, (best, k) -> p[k] > p[best] ? k : best);
    }

    private String name(int named) {
        List<String> names = model.task().names();
        return model.task() instanceof ClassTask ? (names.size() == 2 ? "log odds of " : "score of ") + names.get(named) : names.getFirst();
    }

    private double answer(double[] outputs, int named) {
        return switch (model.task()) {
            case NumberTask numbers -> numbers.decode(outputs, model.estimator().form()).value();
            case ClassTask classes -> {
                double[] logs = Arrays.stream(classes.probabilities(outputs, model.estimator().form()))
                        .map(p -> StrictMath.log(Math.max(p, Double.MIN_NORMAL))).toArray();
                yield logs.length == 2 ? logs[1] - logs[0] : logs[named] - Arrays.stream(logs).average().orElseThrow();
            }
            case LabelTask _, OutlierTask _ -> throw new IllegalStateException("labels and outliers are not explained");
        };
    }

    /// Rows as the estimator takes them.
    private final class Rows implements Unlabelled {
        private final List<double[]> asked;

        Rows(List<double[]> asked) {
            this.asked = asked;
        }

        @Override
        public int size() {
            return asked.size();
        }

        @Override
        public Shape inputShape() {
            return model.estimator().input();
        }

        @Override
        public double[] x(int index) {
            return model.features() instanceof BasisFeatures basis ? basis.basis().apply(asked.get(index)) : asked.get(index);
        }
    }
}
