package org.madaline.table;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.madaline.data.Dataset;
import org.madaline.data.Preparation;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;
import org.madaline.task.OutlierTask;
import org.madaline.task.Task;
import org.madaline.tensor.Shape;

/// Rows of a table without a label, for a model that tells which of them are unusual. y is 0 throughout: such a model's outputs are what
/// is left of x ([OutlierTask]).
public final class OutlierData implements Dataset {
    private final RawTable table;
    private final int[] rows;
    private final List<TableColumn> columns;
    private final Map<Integer, String> leftOut;
    private final TableFeatures features;
    private final double[][] x;

    private OutlierData(RawTable table, int[] rows, List<TableColumn> columns, Map<Integer, String> leftOut, TableFeatures features, double[][] x) {
        this.table = table;
        this.rows = rows;
        this.columns = columns;
        this.leftOut = leftOut;
        this.features = features;
        this.x = x;
    }

    /// {@return the settings of a table without a label, in which all is told from the cells}
    public static TableSettings settings() {
        return new TableSettings(TableSettings.NO_LABEL);
    }

    /// {@return all rows of a table, with features fitted to them}
    ///
    /// @param table    any
    /// @param settings as of [#settings], and what is not to be told from the cells
    /// @throws FormatException naming file and column, if a column that is named does not exist, or none is left
    public static OutlierData of(RawTable table, TableSettings settings) throws FormatException {
        Map<Integer, String> leftOut = new TreeMap<>();
        for (int row = 0; row < table.size(); row++) {
            int line = table.line(row);
            table.fault(row).ifPresent(fault -> leftOut.put(line, fault));
        }
        int[] rows = IntStream.range(0, table.size()).filter(row -> table.fault(row).isEmpty()).toArray();
        if (rows.length == 0) {
            throw new FormatException(table.file(), "has no rows");
        }
        List<TableColumn> columns = new TypeRules(table, rows, settings).columns();
        double[][] x = new double[rows.length][];
        var label = new TableLabel(settings.label(), List.of(), false, "", List.of());
        var features = TableFeatures.fit(table, columns, rows, new double[0][], settings.withEncoding(TableEncoding.STANDARD), label, x);
        return new OutlierData(table, rows, columns, leftOut, features, x);
    }

    /// {@return what makes x of a row}
    public TableFeatures features() {
        return features;
    }

    /// {@return what was found and decided, a line each: how the file is written, the rows and columns left out}
    public List<String> report() {
        return Stream.of(
                Stream.of(table.toString()), leftOut.isEmpty() ? Stream.<String>of() : Stream.of(leftOut.size() + " rows left out, such as "
                        + table.unit() + " " + leftOut.entrySet().iterator().next().getKey() + ", " + leftOut.entrySet().iterator().next().getValue()),
                columns.stream().map(TableColumn::describe), features.texts().stream()).flatMap(s -> s).toList();
    }

    /// {@return the columns with types and reasons}
    public List<TableColumn> columns() {
        return columns;
    }

    /// {@return the cell of an example as it stands in the table}
    ///
    /// @param index  of the example, from 0
    /// @param column its name
    /// @throws FormatException if there is no such column
    public String cell(int index, String column) throws FormatException {
        return table.cell(table.index(column), rows[index]);
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public Shape inputShape() {
        return features.shape();
    }

    @Override
    public Shape targetShape() {
        return Shape.of(OutlierNetwork.WAYS * features.shape().size());
    }

    @Override
    public List<String> classNames() {
        return List.of();
    }

    @Override
    public void read(int index, float[] into, int xOffset, float[] y, int yOffset) {
        double[] values = x[index];
        for (int j = 0; j < values.length; j++) {
            into[xOffset + j] = (float) values[j];
        }
        Arrays.fill(y, yOffset, yOffset + OutlierNetwork.WAYS * values.length, 0);
    }

    @Override
    public void read(int index, double[] into, int xOffset, double[] y, int yOffset) {
        System.arraycopy(x[index], 0, into, xOffset, x[index].length);
        Arrays.fill(y, yOffset, yOffset + OutlierNetwork.WAYS * x[index].length, 0);
    }

    @Override
    public String name(int index) {
        return table.place(rows[index]);
    }

    @Override
    public Optional<Preparation> preparation() {
        return Optional.of(features);
    }

    /// What the outputs of a model are; how large they usually are is not known before it is trained.
    @Override
    public Optional<Task<?>> task() {
        return Optional.of(new OutlierTask(parts(_ -> Collections.nCopies(OutlierNetwork.WAYS, 1.0)), 1));
    }

    /// {@return the columns of a task}
    ///
    /// @param usual the mean errors of each
    List<OutlierTask.Part> parts(IntFunction<List<Double>> usual) {
        return IntStream.range(0, features.columns().size()).mapToObj(c -> new OutlierTask.Part(
                features.columns().get(c).column(), features.columns().get(c).width(), usual.apply(c))).toList();
    }
}
