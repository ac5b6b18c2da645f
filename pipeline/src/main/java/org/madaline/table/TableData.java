package org.madaline.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.madaline.data.Dataset;
import org.madaline.data.Preparation;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;
import org.madaline.task.ClassTask;
import org.madaline.task.NumberTask;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;

/// Rows of a table as examples: x by [TableFeatures], y the index of a class, or numbers on the scale of the rows that were
/// fitted. Rows without one of the labels, with one that cannot be read, or with too many or too few cells are left out, and named.
public final class TableData implements Dataset {
    /// What all parts of a table share.
    ///
    /// @param labels  what is predicted
    /// @param leftOut lines that are no examples, with the reason
    /// @param weights of the rows of the table; empty where all count 1
    private record Source(
            RawTable table, TableSettings settings, List<TableColumn> columns, LabelScan labels, Map<Integer, String> leftOut,
            Optional<float[]> weights) {
        Source encodedAs(TableEncoding other) {
            return new Source(table, settings.withEncoding(other), columns, labels, leftOut, weights);
        }

        Source ofQuantiles(List<Double> shares) {
            return new Source(table, settings.withQuantiles(shares), columns, labels, leftOut, weights);
        }

        Source weighing(float... own) {
            return new Source(table, settings, columns, labels, leftOut, Optional.of(own));
        }
    }

    /// What rows become.
    ///
    /// @param scales none of classes
    private record Prepared(TableFeatures features, List<NumberTask.Target> scales, double[][] x) {}

    private final Source source;
    private final int[] rows;
    /// The index of a class, or numbers: `[labels][rows]`.
    private final double[][] y;
    private final Supplier<Prepared> preparing;
    /// Made when it is asked for: of a table that is split first, never.
    private volatile Prepared prepared;

    private TableData(Source source, int[] rows, double[][] y, Supplier<Prepared> preparing) {
        this.source = source;
        this.rows = rows;
        this.y = y;
        this.preparing = preparing;
    }

    private Prepared prepared() {
        Prepared ready = prepared;
        if (ready == null) {
            synchronized (this) {
                ready = prepared;
                if (ready == null) {
                    ready = preparing.get();
                    prepared = ready;
                }
            }
        }
        return ready;
    }

    /// {@return all rows of a table, with features and scales fitted to all of them; [#parts] fits them to the training part}
    ///
    /// @param table    any rows with a label
    /// @param settings the label, and what is not to be told from the cells
    /// @throws FormatException naming file and line or column, if the label or another column named does not exist, or nothing
    ///     can be learnt from the table
    public static TableData of(RawTable table, TableSettings settings) throws FormatException {
        Map<Integer, String> leftOut = new TreeMap<>();
        LabelScan scan = LabelScan.of(table, settings, leftOut);
        List<TableColumn> columns = new TypeRules(table, scan.rows(), settings).columns();
        var source = new Source(table, settings, columns, scan, leftOut, Optional.empty());
        return new TableData(source, scan.rows(), scan.y(), () -> fitted(source, scan.rows(), scan.y()));
    }

    /// {@return all labelled rows of a table as a model takes them, to judge it}
    ///
    /// @param table    with the columns that the model asks for
    /// @param features the model's
    /// @param targets  the scales of the numbers; none for classes
    /// @throws FormatException naming file and line or column, if a column is missing, or a class is none of the model's
    public static TableData of(RawTable table, TableFeatures features, List<NumberTask.Target> targets) throws FormatException {
        Map<Integer, String> leftOut = new TreeMap<>();
        LabelScan scan = LabelScan.of(table, features.label(), leftOut);
        var source = new Source(table, new TableSettings(scan.label().column()), List.of(), scan, leftOut, Optional.empty());
        features.places(table);
        return new TableData(source, scan.rows(), scan.y(), () -> encoded(source, scan.rows(), features, targets));
    }

    private static Prepared fitted(Source source, int[] rows, double[][] y) {
        var x = new double[rows.length][];
        TableLabel label = source.labels.label();
        List<NumberTask.Target> scales = LabelScan.targets(label, source.labels.logarithmic(), y);
        try {
            double[][] learnt = IntStream.range(0, y.length)
                    .mapToObj(k -> scales.isEmpty() ? y[k] : Arrays.stream(y[k]).map(scales.get(k)::scaled).toArray()).toArray(double[][]::new);
            return new Prepared(TableFeatures.fit(source.table, source.columns, rows, learnt, source.settings, label, x), scales, x);
        } catch (FormatException e) {
            throw new IllegalStateException("the columns of a table that was read are there", e);
        }
    }

    private static Prepared encoded(Source source, int[] rows, TableFeatures features, List<NumberTask.Target> scales) {
        try {
            // A table other than the one that was fitted to may write its numbers otherwise.
            TableFeatures own = source.columns.isEmpty() ? features.reading(source.table) : features;
            var x = new double[rows.length][];
            own.cells(source.table).visit(rows, (i, cells) -> x[i] = own.encode(cells).values());
            return new Prepared(features, scales, x);
        } catch (FormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /// The table in parts, all with the features and the scale of the training part. Classes are spread evenly; a class of a
    /// single row stays in the training part.
    ///
    /// @param test       the share held back, 0 for none
    /// @param validation the share of the rest held back, 0 for none
    /// @param seed       the same seed draws the same rows
    /// @return the training part, and those that were held back
    /// @throws IllegalArgumentException if a part would be empty
    public TableParts parts(double test, double validation, long seed) {
        try {
            return TableParts.of(this, test, validation, SplitBy.CHANCE, seed);
        } catch (FormatException e) {
            throw new IllegalStateException("no column was asked for", e);
        }
    }

    /// {@return the same rows, which count in training and in the figures of a model as much as a column says}
    ///
    /// @param column of numbers of at least 0, of which one at least is greater; no feature, if [TableSettings#without] says so
    /// @throws FormatException naming file, line and column, if there is no such column, or a cell holds no such number
    public TableData weightedBy(String column) throws FormatException {
        return new TableData(source.weighing(TableWeights.of(source.table, column, rows)), rows, y, this::prepared);
    }

    @Override
    public boolean weighted() {
        return source.weights.isPresent();
    }

    @Override
    public float weight(int index) {
        return source.weights.map(all -> all[rows[index]]).orElse(1f);
    }

    RawTable table() {
        return source.table;
    }

    /// The places of these rows in the table.
    int[] rows() {
        return rows;
    }

    /// {@return the same rows with features and scale fitted to them alone}
    ///
    /// @throws IllegalStateException if these rows were taken as a model takes them, so that nothing is to be fitted
    public TableData refitted() {
        return refitted(source);
    }

    private TableData refitted(Source own) {
        if (own.columns.isEmpty()) {
            throw new IllegalStateException("rows that were prepared for a model are not fitted anew");
        }
        return new TableData(own, rows, y, () -> fitted(own, rows, y));
    }

    /// {@return the same rows with features of another form, fitted to them}
    ///
    /// @param other the form of x
    /// @throws IllegalStateException if these rows were taken as a model takes them, so that nothing is to be fitted
    public TableData encodedAs(TableEncoding other) {
        return refitted(source.encodedAs(other));
    }

    /// {@return the same rows, of which other quantiles are learnt}
    ///
    /// @param shares as of [TableSettings#withQuantiles]; none: the mean is learnt
    public TableData withQuantiles(List<Double> shares) {
        return new TableData(source.ofQuantiles(shares), rows, y, this::prepared);
    }

    /// {@return the same rows with the features and the scale of others, usually of those that a model is trained on}
    ///
    /// @param other rows of a table with the same columns
    public TableData like(TableData other) {
        return new TableData(source, rows, y, () -> encoded(source, rows, other.features(), other.targets()));
    }

    /// {@return the same rows as a model takes them}
    ///
    /// @param features the model's
    /// @param targets the scales of the numbers; none for classes
    public TableData like(TableFeatures features, List<NumberTask.Target> targets) {
        return new TableData(source, rows, y, () -> encoded(source, rows, features, targets));
    }

    @Override
    public TableData subset(int... indices) {
        int[] chosen = new int[indices.length];
        double[][] own = new double[y.length][indices.length];
        for (int i = 0; i < indices.length; i++) {
            int index = Objects.checkIndex(indices[i], rows.length);
            chosen[i] = rows[index];
            for (int k = 0; k < y.length; k++) {
                own[k][i] = y[k][index];
            }
        }
        int[] copy = indices.clone();
        return new TableData(source, chosen, own, () -> {
            Prepared all = prepared();
            double[][] x = new double[copy.length][];
            Arrays.setAll(x, i -> all.x[copy[i]]);
            return new Prepared(all.features, all.scales, x);
        });
    }

    /// {@return what makes x of a row}
    public TableFeatures features() {
        return prepared().features;
    }

    /// {@return the scales of the numbers that are y; none where y is a class}
    public List<NumberTask.Target> targets() {
        return prepared().scales;
    }

    /// {@return the columns besides the label, with types and reasons; empty where the features were given}
    public List<TableColumn> columns() {
        return source.columns;
    }

    /// {@return the lines of the file that are no examples, with the reasons}
    public Map<Integer, String> leftOut() {
        return Map.copyOf(source.leftOut);
    }

    /// {@return what was found and decided, a line each: how the file is written, what the label is and why, how to have it
    /// otherwise, the rows and columns left out, what is remarkable}
    public List<String> report() {
        return TableLines.of(source.table, source.columns, source.labels, source.leftOut);
    }

    /// What a model is told of an example.
    ///
    /// @param index of the example, from 0
    /// @return by column: numbers where the column is one, texts elsewhere, null for a missing number
    public Map<String, Object> cells(int index) {
        return features().cells(source.table, rows[index]);
    }

    /// What is true of an example.
    ///
    /// @param index of the example, from 0
    /// @return the index of its class, or its number in the unit of the data, the first of several
    public double y(int index) {
        return y(index, 0);
    }

    /// One of the labels of an example.
    ///
    /// @param index of the example, from 0
    /// @param label which one, from 0
    /// @return in the unit of the data
    public double y(int index, int label) {
        return y[label][index];
    }

    /// {@return the line of the file on which an example stands}
    ///
    /// @param index of the example, from 0
    public int line(int index) {
        return source.table.line(rows[index]);
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public Shape inputShape() {
        return features().shape();
    }

    @Override
    public Shape targetShape() {
        return y.length == 1 ? Shape.SCALAR : Shape.of(y.length);
    }

    @Override
    public List<String> classNames() {
        return source.labels.label().classes();
    }

    @Override
    public Optional<Task<?>> task() {
        return Optional.of(classNames().isEmpty() ? new NumberTask(targets(), source.settings.quantiles()) : new ClassTask(classNames()));
    }

    @Override
    public Optional<Preparation> preparation() {
        return Optional.of(features());
    }

    @Override
    public int[] labels() {
        if (classNames().isEmpty()) {
            throw new IllegalStateException("y is a number, " + source.labels.label().column() + ", not a class index");
        }
        return Arrays.stream(y[0]).mapToInt(k -> (int) k).toArray();
    }

    @Override
    public String name(int index) {
        return source.table.place(rows[index]);
    }

    @Override
    public void read(int index, float[] x, int xOffset, float[] y, int yOffset) {
        double[] values = prepared().x[index];
        for (int j = 0; j < values.length; j++) {
            x[xOffset + j] = (float) values[j];
        }
        for (int k = 0; k < this.y.length; k++) {
            y[yOffset + k] = (float) scaled(index, k);
        }
    }

    @Override
    public void read(int index, double[] x, int xOffset, double[] y, int yOffset) {
        double[] values = prepared().x[index];
        System.arraycopy(values, 0, x, xOffset, values.length);
        for (int k = 0; k < this.y.length; k++) {
            y[yOffset + k] = scaled(index, k);
        }
    }

    private double scaled(int index, int label) {
        List<NumberTask.Target> scales = prepared().scales;
        return scales.isEmpty() ? y[label][index] : scales.get(label).scaled(y[label][index]);
    }
}
