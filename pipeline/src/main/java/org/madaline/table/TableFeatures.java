package org.madaline.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.madaline.data.Scaler;
import org.madaline.features.Example;
import org.madaline.features.Features;
import org.madaline.features.Field;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;
import org.madaline.tensor.Shape;

/// What makes x of a row of a table: fitted to the rows that a model is trained on, kept with the model, asked by the names of
/// the columns. All is computed in double precision; x is (v - offset) / scale of what the columns' encoders write, and where it
/// is smooth x / √(1 + (x / 3)²) of that, but for indices.
///
/// @param columns the columns that make up x, in order; others are ignored
/// @param scaler  of the numbers of x, one after the other
/// @param missing spellings of a missing cell, in lower case
/// @param label   the column that is predicted
/// @param smooth  whether numbers are brought smoothly into (-3, 3)
public record TableFeatures(List<ColumnEncoder> columns, Scaler scaler, List<String> missing, TableLabel label, boolean smooth)
        implements Features {
    private static final double FARTHEST = 1e15;
    private static final double BOUND = 3;

    /// Checks that the scales are as many as the numbers.
    ///
    /// @throws IllegalArgumentException if there is no column, or the scaler is for another number of them
    public TableFeatures {
        columns = List.copyOf(columns);
        missing = Spellings.of(missing);
        int width = columns.stream().mapToInt(ColumnEncoder::width).sum();
        if (width == 0 || scaler.width() != width) {
            throw new IllegalArgumentException(
                    "the columns become " + width + " numbers, but the scales are for " + scaler.width());
        }
    }

    /// Fits encoders and scales to rows of a table.
    ///
    /// @param types of the columns, as [TypeRules] tells them
    /// @param y     `[labels][rows]`: classes, or numbers on their scales
    /// @param x gets the rows, scaled
    static TableFeatures fit(
            RawTable table, List<TableColumn> types, int[] rows, double[][] y, TableSettings settings, TableLabel label, double[][] x)
            throws FormatException {
        List<ColumnEncoder> encoders = new ArrayList<>();
        int texts = (int) types.stream().filter(column -> column.type() == ColumnType.TEXT).count();
        var fit = new EncoderFit(table, rows, settings, label, y, texts);
        for (TableColumn column : types) {
            if (column.type().isUsed()) {
                encoders.add(fit.fit(column));
            }
        }
        int width = encoders.stream().mapToInt(ColumnEncoder::width).sum();
        List<String> missing = settings.missing().stream().sorted().toList();
        var one = new double[width];
        Arrays.fill(one, 1);
        var unscaled = new TableFeatures(encoders, new Scaler(new double[width], one), missing, label, false);
        unscaled.cells(table).visit(rows, (i, cells) -> x[i] = unscaled.raw(cells, new ArrayList<>(0)));
        int at = 0;
        for (ColumnEncoder encoder : encoders) {
            Optional<double[][]> crossed = fit.crossed(encoder.column());
            for (int i = 0; i < rows.length && crossed.isPresent(); i++) {
                System.arraycopy(crossed.get()[i], 0, x[i], at, encoder.measures());
            }
            at += encoder.width();
        }
        boolean robust = settings.encoding() == TableEncoding.ROBUST;
        var fitted = new TableFeatures(encoders, scaler(encoders, robust ? Scaler.robust(x) : Scaler.standard(x)), missing, label, robust);
        for (int i = 0; i < rows.length; i++) {
            x[i] = fitted.scaled(x[i]);
        }
        return fitted;
    }

    /// Indices stay as they are, and so does what has its scale.
    private static Scaler scaler(List<ColumnEncoder> encoders, Scaler scaler) {
        double[] offset = scaler.offset();
        double[] scale = scaler.scale();
        int at = 0;
        for (ColumnEncoder encoder : encoders) {
            Arrays.fill(offset, at, at + encoder.scaled(), 0);
            Arrays.fill(scale, at, at + encoder.scaled(), 1);
            at += encoder.width();
            if (encoder.indexed() > 0) {
                offset[at - 1] = 0;
                scale[at - 1] = 1;
            }
        }
        return new Scaler(offset, scale);
    }

    /// The same for a table that may write its numbers otherwise.
    ///
    /// @throws FormatException naming file and column, if one is missing
    TableFeatures reading(RawTable table) throws FormatException {
        int[] places = places(table);
        List<ColumnEncoder> own = new ArrayList<>(columns);
        for (int e = 0; e < places.length; e++) {
            if (own.get(e) instanceof NumberEncoder number) {
                own.set(e, number.reading(table, places[e]));
            }
        }
        return new TableFeatures(own, scaler, missing, label, smooth);
    }

    /// Where the columns stand in a table.
    ///
    /// @throws FormatException naming file and column, if one is missing
    int[] places(RawTable table) throws FormatException {
        int[] places = new int[columns.size()];
        for (int e = 0; e < places.length; e++) {
            places[e] = table.index(columns.get(e).column());
        }
        return places;
    }

    /// The cells of a table that has these columns.
    ///
    /// @throws FormatException naming file and column, if one is missing
    TableCells cells(RawTable table) throws FormatException {
        return TableCells.of(table, places(table), columns, ((Spellings) missing).set());
    }

    private double[] raw(IntFunction<Object> cell, List<TableNotice> notices) {
        double[] x = new double[scaler.width()];
        Set<String> spellings = ((Spellings) missing).set();
        int at = 0;
        for (int e = 0; e < columns.size(); e++) {
            ColumnEncoder encoder = columns.get(e);
            encoder.encode(cell.apply(e), spellings, x, at, notices::add);
            at += encoder.width();
        }
        return x;
    }

    EncodedRow encode(IntFunction<Object> cell) {
        List<TableNotice> notices = new ArrayList<>(0);
        return new EncodedRow(scaled(raw(cell, notices)), notices);
    }

    /// Numbers far from all that was met in training must not overflow where a model computes in single precision.
    private double[] scaled(double[] raw) {
        double[] x = scaler.apply(raw);
        for (int j = 0; j < x.length; j++) {
            x[j] = Math.clamp(x[j], -FARTHEST, FARTHEST);
        }
        if (smooth) {
            int at = 0;
            for (ColumnEncoder column : columns) {
                int end = at + column.width();
                int last = column.indexed() > 0 ? end - 1 : end;
                for (; at < last; at++) {
                    x[at] /= Math.sqrt(1 + x[at] * x[at] / (BOUND * BOUND));
                }
                at = end;
            }
        }
        return x;
    }

    @Override
    public Shape shape() {
        return Shape.of(scaler.width());
    }

    /// {@return a name for each number of x: the column's, for a category `column=category`}
    public List<String> names() {
        return columns.stream().flatMap(column -> column.names().stream()).toList();
    }

    /// The columns that a row must have.
    @Override
    public List<Field> fields() {
        return columns.stream().map(ColumnEncoder::field).map(TableField::asField).toList();
    }

    /// The x of a row; cells that say nothing, or something unheard of, are treated as [#encode(Map)] notes.
    @Override
    public double[] encode(Example example) {
        if (example instanceof Example.Row row) {
            return encode(row.cells()).values();
        }
        throw Features.wrongKind("rows of a table", example);
    }

    /// {@return the x of a row by the names of its columns; further ones are ignored} A cell is a text, a number, a Boolean, a
    /// date or null where it is missing.
    ///
    /// @param row cells by the names of their columns
    /// @throws IllegalArgumentException if a column is missing
    public EncodedRow encode(Map<String, ?> row) {
        for (ColumnEncoder column : columns) {
            if (!row.containsKey(column.column())) {
                throw new IllegalArgumentException("the row has no column " + Cell.shown(column.column()) + "; it has "
                        + String.join(", ", row.keySet().stream().limit(20).toList()));
            }
        }
        return encode(e -> row.get(columns.get(e).column()));
    }

    /// What [#encode(Map)] takes, of a row of a table.
    Map<String, Object> cells(RawTable table, int row) {
        Set<String> spellings = ((Spellings) missing).set();
        Map<String, Object> cells = new LinkedHashMap<>();
        for (ColumnEncoder column : columns) {
            String cell = table.cell(table.columns().indexOf(column.column()), row);
            cells.put(column.column(), column instanceof NumberEncoder number ? number.number(cell, spellings) : cell);
        }
        return cells;
    }

    /// All rows of a table, for prediction: nothing is asked of the label, and what is the matter with cells is noted.
    ///
    /// @param table with the columns that are asked for; further ones are ignored
    /// @return the rows in their order, none left out
    /// @throws FormatException naming file and column, if a column is missing
    public TableRows rows(RawTable table) throws FormatException {
        return TableRows.of(table, this);
    }

    /// {@return what was made of the columns of texts, a line each}
    public List<String> texts() {
        List<String> lines = new ArrayList<>();
        for (ColumnEncoder column : columns) {
            if (column instanceof TextEncoder text) {
                lines.add(text.column() + ": " + text.vocabulary().describe() + " have a number each");
            } else if (column instanceof TextScorer text) {
                lines.add(text.column() + ": what a linear model of " + text.vocabulary().describe() + " says of the label, "
                        + (text.outputs().size() == 1 ? "a number" : text.outputs().size() + " numbers"));
            }
        }
        return lines;
    }

    /// {@return the columns of a table that are not asked for, the label aside}
    ///
    /// @param table any
    public List<String> ignored(RawTable table) {
        Set<String> asked = new java.util.HashSet<>();
        columns.forEach(column -> asked.add(column.column()));
        asked.addAll(label.columns());
        return table.columns().stream().filter(name -> !asked.contains(name)).toList();
    }
}
