package org.madaline.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.madaline.data.Preparation;
import org.madaline.features.Unlabelled;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;
import org.madaline.tensor.Shape;

/// Rows to be predicted, in their order: x only, y is 0. Encoded when they are read; none is left out.
public final class TableRows implements Unlabelled {
    private final TableFeatures features;
    private final int size;
    private final IntFunction<EncodedRow> encoded;
    private final IntFunction<String> names;

    private TableRows(TableFeatures features, int size, IntFunction<EncodedRow> encoded, IntFunction<String> names) {
        this.features = features;
        this.size = size;
        this.encoded = encoded;
        this.names = names;
    }

    static TableRows of(RawTable table, TableFeatures features) throws FormatException {
        return of(table, features, features.reading(table));
    }

    /// @param own the features as they read the numbers of this table
    static TableRows of(RawTable table, TableFeatures features, TableFeatures own) throws FormatException {
        TableCells cells = own.cells(table);
        return new TableRows(
                features,
                table.size(),
                row -> {
                    EncodedRow plain = own.encode(cells.row(row));
                    Optional<String> fault = table.fault(row);
                    return fault.isEmpty() ? plain : new EncodedRow(plain.values(), ragged(fault.get(), plain.notices()));
                },
                table::place);
    }

    private static List<TableNotice> ragged(String fault, List<TableNotice> notices) {
        var all = new java.util.ArrayList<TableNotice>();
        all.add(new TableNotice(TableNotice.Kind.RAGGED, "", "the row " + fault));
        all.addAll(notices);
        return all;
    }

    /// {@return rows to be predicted, given by the names of their columns}
    ///
    /// @param rows     cells by the names of their columns
    /// @param features the model's
    /// @throws IllegalArgumentException naming row and column, if a column is missing
    public static TableRows of(List<? extends Map<String, ?>> rows, TableFeatures features) {
        List<? extends Map<String, ?>> all = List.copyOf(rows);
        return new TableRows(features, all.size(), row -> features.encode(all.get(row)), row -> "row " + (row + 1));
    }

    /// {@return the x of a row with what was the matter with its cells}
    ///
    /// @param index of the row, from 0
    public EncodedRow encoded(int index) {
        java.util.Objects.checkIndex(index, size);
        return encoded.apply(index);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Shape inputShape() {
        return features.shape();
    }

    @Override
    public double[] x(int index) {
        return encoded(index).values();
    }

    @Override
    public Optional<Preparation> preparation() {
        return Optional.of(features);
    }

    @Override
    public String name(int index) {
        return names.apply(index);
    }
}
