package org.madaline.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

/// Rows of a table as examples: x by [TableFeatures], y the index of a class or a number on the scale of the rows that were
/// fitted. Rows without a label, with one that cannot be read, or with too many or too few cells are left out, and named.
public final class TableData implements Dataset {
    /// What all parts of a table share.
    ///
    /// @param leftOut lines that are no examples, with the reason
    /// @param weights of the rows of the table; empty where all count 1
    private record Source(
            RawTable table, TableSettings settings, List<TableColumn> columns, String labelReason, Map<Integer, String> leftOut,
            Optional<float[]> weights) {
        Source encodedAs(TableEncoding other) {
            return new Source(table, settings.withEncoding(other), columns, labelReason, leftOut, weights);
        }

        Source weighing(float... own) {
            return new Source(table, settings, columns, labelReason, leftOut, Optional.of(own));
        }
    }

    /// What rows become.
    ///
    /// @param scale empty for classes
    private record Prepared(TableFeatures features, Optional<NumberTask.Target> scale, double[][] x) {}

    private final Source source;
    private final int[] rows;
    private final double[] y;
    private final TableLabel label;
    private final Supplier<Prepared> preparing;
    /// Made when it is asked for: of a table that is split first, never.
    private volatile Prepared prepared;

    private TableData(Source source, int[] rows, double[] y, TableLabel label, Supplier<Prepared> preparing) {
        this.source = source;
        this.rows = rows;
        this.y = y;
        this.label = label;
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

    /// {@return all rows of a table, with features and scale fitted to all of them; [#parts] fits them to the training part}
    ///
    /// @param table    any rows with a label
    /// @param settings the label, and what is not to be told from the cells
    /// @throws FormatException naming file and line or column, if the label or another column named does not exist, or nothing
    ///     can be learnt from the table
    public static TableData of(RawTable table, TableSettings settings) throws FormatException {
        int index = table.index(settings.label());
        requireOneLabel(table, settings);
        Map<Integer, String> leftOut = new TreeMap<>();
        var spelled = new TableLabel(settings.label(), List.of(), false, "", List.copyOf(settings.missingLabels()));
        int[] labelled = LabelScan.complete(table, index, spelled, leftOut);
        if (labelled.length == 0) {
            throw new FormatException(table.file(), "column " + settings.label() + " holds no label in any row");
        }
        var rules = new LabelRules(table, index, labelled, Set.of());
        LabelRules.Decision decision = rules.decide(settings.kind());
        var label = new TableLabel(
                settings.label(),
                decision.classes() ? rules.classes() : List.of(),
                rules.facts().style.decimal() == ',',
                rules.facts().style.thousands().map(String::valueOf).orElse(""),
                List.copyOf(settings.missingLabels()));
        if (label.isClasses() && settings.labelScale() == LabelScale.LOG) {
            throw new FormatException(table.file(), "the label " + label.column() + " names classes (" + decision.reason()
                    + "), which have no logarithm; leave --label-scale out, or say that it is a number (--task regress)");
        }
        int[] rows = LabelScan.readable(table, index, label, labelled, leftOut);
        List<TableColumn> columns = new TypeRules(table, rows, settings).columns();
        double[] y = IntStream.of(rows).mapToDouble(row -> label.y(table.cell(index, row)).orElseThrow()).toArray();
        boolean logarithmic = !label.isClasses() && TargetScale.isLogarithmic(settings.labelScale(), y);
        for (int i = 0; i < y.length && logarithmic; i++) {
            if (!(y[i] > 0)) {
                throw table.error(rows[i], index, "a label is learnt by its logarithm, which " + Cell.shown(table.cell(index, rows[i]))
                        + " has not; learn it as it is (--label-scale linear)");
            }
        }
        String reason = decision.reason() + (logarithmic ? "; learnt by its logarithm, so that errors count in percent" : "");
        TableSettings decided = settings.withLabelScale(logarithmic ? LabelScale.LOG : LabelScale.LINEAR);
        var source = new Source(table, decided, columns, reason, leftOut, Optional.empty());
        return new TableData(source, rows, y, label, () -> fitted(source, rows, y, label));
    }

    /// Of two columns of one name that is the label's, one would tell the other.
    private static void requireOneLabel(RawTable table, TableSettings settings) throws FormatException {
        for (Map.Entry<String, String> column : table.renamed().entrySet()) {
            if (column.getValue().equals(settings.label()) && !settings.ignore().contains(column.getKey())) {
                throw new FormatException(table.file(), "two columns are called " + Cell.shown(settings.label()) + ", the label, columns "
                        + (table.index(settings.label()) + 1) + " and " + (table.index(column.getKey()) + 1)
                        + "; leave the second out (--ignore " + column.getKey() + "), or rename it");
            }
        }
    }

    /// {@return all labelled rows of a table as a model takes them, to judge it}
    ///
    /// @param table    with the columns that the model asks for
    /// @param features the model's
    /// @param target   the scale of a number; empty for classes
    /// @throws FormatException naming file and line or column, if a column is missing, or a class is none of the model's
    public static TableData of(RawTable table, TableFeatures features, Optional<NumberTask.Target> target)
            throws FormatException {
        int index = table.index(features.label().column());
        TableLabel label = features.label().reading(table, index);
        Map<Integer, String> leftOut = new TreeMap<>();
        int[] rows = LabelScan.complete(table, index, label, leftOut);
        for (int row : rows) {
            if (label.isClasses() && label.y(table.cell(index, row)).isEmpty()) {
                throw table.error(row, index, Cell.shown(table.cell(index, row)) + " is none of the classes "
                        + String.join(", ", label.classes().stream().limit(20).map(Cell::shown).toList()));
            }
        }
        rows = LabelScan.readable(table, index, label, rows, leftOut);
        if (rows.length == 0) {
            throw new FormatException(table.file(), "column " + label.column() + " holds no label in any row");
        }
        double[] y = IntStream.of(rows).mapToDouble(row -> label.y(table.cell(index, row)).orElseThrow()).toArray();
        var source = new Source(table, new TableSettings(label.column()), List.of(), "as in training", leftOut, Optional.empty());
        features.places(table);
        int[] all = rows;
        return new TableData(source, all, y, label, () -> encoded(source, all, features, target));
    }

    private static Prepared fitted(Source source, int[] rows, double[] y, TableLabel label) {
        var x = new double[rows.length][];
        Optional<NumberTask.Target> scale = Optional.empty();
        if (!label.isClasses()) {
            scale = Optional.of(TargetScale.of(label.column(), source.settings.labelScale() == LabelScale.LOG, y));
        }
        try {
            return new Prepared(TableFeatures.fit(source.table, source.columns, rows, source.settings, label, x), scale, x);
        } catch (FormatException e) {
            throw new IllegalStateException("the columns of a table that was read are there", e);
        }
    }

    private static Prepared encoded(Source source, int[] rows, TableFeatures features, Optional<NumberTask.Target> scale) {
        try {
            // A table other than the one that was fitted to may write its numbers otherwise.
            TableFeatures own = source.columns.isEmpty() ? features.reading(source.table) : features;
            var x = new double[rows.length][];
            own.cells(source.table).visit(rows, (i, cells) -> x[i] = own.encode(cells).values());
            return new Prepared(features, scale, x);
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
        return new TableData(source.weighing(TableWeights.of(source.table, column, rows)), rows, y, label, this::prepared);
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
        return new TableData(own, rows, y, label, () -> fitted(own, rows, y, label));
    }

    /// {@return the same rows with features of another form, fitted to them}
    ///
    /// @param other the form of x
    /// @throws IllegalStateException if these rows were taken as a model takes them, so that nothing is to be fitted
    public TableData encodedAs(TableEncoding other) {
        return refitted(source.encodedAs(other));
    }

    /// {@return the same rows with the features and the scale of others, usually of those that a model is trained on}
    ///
    /// @param other rows of a table with the same columns
    public TableData like(TableData other) {
        return new TableData(
                source, rows, y, label, () -> encoded(source, rows, other.features(), other.prepared().scale));
    }

    /// {@return the same rows as a model takes them}
    ///
    /// @param features the model's
    /// @param target the scale of a number; empty for classes
    public TableData like(TableFeatures features, Optional<NumberTask.Target> target) {
        return new TableData(source, rows, y, label, () -> encoded(source, rows, features, target));
    }

    @Override
    public TableData subset(int... indices) {
        int[] chosen = new int[indices.length];
        double[] targets = new double[indices.length];
        for (int i = 0; i < indices.length; i++) {
            int index = Objects.checkIndex(indices[i], rows.length);
            chosen[i] = rows[index];
            targets[i] = y[index];
        }
        int[] copy = indices.clone();
        return new TableData(source, chosen, targets, label, () -> {
            Prepared all = prepared();
            double[][] x = new double[copy.length][];
            Arrays.setAll(x, i -> all.x[copy[i]]);
            return new Prepared(all.features, all.scale, x);
        });
    }

    /// {@return what makes x of a row}
    public TableFeatures features() {
        return prepared().features;
    }

    /// {@return the scale of the number that is y; empty where y is a class}
    public Optional<NumberTask.Target> target() {
        return prepared().scale;
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
        return TableLines.of(source.table, source.columns, label, source.labelReason, source.leftOut);
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
    /// @return the index of its class, or its number in the unit of the data
    public double y(int index) {
        return y[index];
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
        return Shape.SCALAR;
    }

    @Override
    public List<String> classNames() {
        return label.classes();
    }

    @Override
    public Optional<Task<?>> task() {
        return Optional.of(label.isClasses() ? new ClassTask(classNames()) : new NumberTask(List.of(target().orElseThrow())));
    }

    @Override
    public Optional<Preparation> preparation() {
        return Optional.of(features());
    }

    @Override
    public int[] labels() {
        if (!label.isClasses()) {
            throw new IllegalStateException("y is a number, " + label.column() + ", not a class index");
        }
        return Arrays.stream(y).mapToInt(k -> (int) k).toArray();
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
        y[yOffset] = (float) scaled(index);
    }

    @Override
    public void read(int index, double[] x, int xOffset, double[] y, int yOffset) {
        double[] values = prepared().x[index];
        System.arraycopy(values, 0, x, xOffset, values.length);
        y[yOffset] = scaled(index);
    }

    private double scaled(int index) {
        return prepared().scale.map(scale -> scale.scaled(y[index])).orElse(y[index]);
    }
}
