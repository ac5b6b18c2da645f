package org.madaline.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.madaline.data.Split;
import org.madaline.data.Splits;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;

/// What decides which rows of a table are held back together.
public sealed interface SplitBy {
    /// Chance alone; classes are spread evenly.
    SplitBy CHANCE = new ByChance();

    /// See [#CHANCE].
    record ByChance() implements SplitBy {}

    /// A column, such as a patient's number: rows of one value are in one part. A row without a value is a group of its own.
    ///
    /// @param column its name
    record ByGroup(String column) implements SplitBy {}

    /// A column of dates or numbers: what is held back is later than all that is trained on.
    ///
    /// @param column its name
    record ByTime(String column) implements SplitBy {}

    /// Rows in two parts.
    ///
    /// @param data all rows
    /// @param share the part held back, between 0 and 1
    /// @param seed of what is left to chance
    /// @return of the same rows
    /// @throws FormatException if there is no such column, or it holds no times
    /// @throws IllegalArgumentException if a part would be empty
    default Split split(TableData data, double share, long seed) throws FormatException {
        return switch (this) {
            case ByChance _ -> data.classNames().isEmpty() ? Splits.random(data, share, seed) : Splits.stratified(data, share, seed);
            case ByGroup(String column) -> Splits.byGroup(data, groups(data, column), share, seed);
            case ByTime(String column) -> Splits.byTime(data, times(data, column), share);
        };
    }

    /// Rows for k-fold cross-validation.
    ///
    /// @param data all rows
    /// @param k at least 2
    /// @param seed of what is left to chance
    /// @return k splits, in each of which other rows are held back
    /// @throws FormatException if there is no such column, or it holds no times
    /// @throws IllegalArgumentException if a part would be empty
    default List<Split> folds(TableData data, int k, long seed) throws FormatException {
        return switch (this) {
            case ByChance _ -> Splits.folds(data, k, seed);
            case ByGroup(String column) -> Splits.groupFolds(data, groups(data, column), k, seed);
            case ByTime(String column) -> Splits.timeFolds(data, times(data, column), k);
        };
    }

    /// What became of it, in a few words; empty where it is chance alone.
    ///
    /// @param parts that were made by it
    /// @return such as `no patient is in two parts: 80 to train on, 20 to test on`
    default Optional<String> describe(TableParts parts) {
        return switch (this) {
            case ByChance _ -> Optional.empty();
            case ByGroup(String column) -> {
                ToLongFunction<TableData> count = part -> IntStream.of(part.rows()).mapToObj(column(part, column)).distinct().count();
                yield Optional.of("no " + column + " is in two parts: " + count.applyAsLong(parts.train()) + " to train on"
                        + parts.validation().map(part -> ", " + count.applyAsLong(part) + " to validate on").orElse("")
                        + parts.test().map(part -> ", " + count.applyAsLong(part) + " to test on").orElse(""));
            }
            case ByTime(String column) -> {
                Function<TableData, String> first = part -> column(part, column).apply(part.rows()[0]);
                yield Optional.of("parted by " + column + ": trained on from " + first.apply(parts.train())
                        + parts.validation().map(part -> ", validated on from " + first.apply(part)).orElse("")
                        + parts.test().map(part -> ", tested on from " + first.apply(part)).orElse(""));
            }
        };
    }

    private static IntFunction<String> column(TableData data, String column) {
        int index = data.table().columns().indexOf(column);
        return row -> data.table().cell(index, row);
    }

    private static int[] groups(TableData data, String column) throws FormatException {
        RawTable table = data.table();
        int index = table.index(column);
        int[] rows = data.rows();
        int[] groups = new int[rows.length];
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < rows.length; i++) {
            String cell = table.cell(index, rows[i]);
            // Numbers from -1 down are of rows without a group.
            groups[i] = cell.isEmpty() ? -1 - i : numbers.computeIfAbsent(cell, _ -> numbers.size());
        }
        return groups;
    }

    private static double[] times(TableData data, String column) throws FormatException {
        RawTable table = data.table();
        int index = table.index(column);
        int[] rows = data.rows();
        var facts = new ColumnFacts(table, index, rows, Set.of());
        boolean numbers = 2 * facts.numbers >= rows.length;
        var order = facts.dayFirst > facts.monthFirst ? DateText.Order.DAY_FIRST : DateText.Order.MONTH_FIRST;
        double[] times = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            String cell = table.cell(index, rows[i]);
            times[i] = numbers ? Cell.number(cell, facts.style) : DateText.days(cell, order);
            if (Double.isNaN(times[i])) {
                throw table.error(rows[i], index, (cell.isEmpty() ? "the cell is empty" : Cell.shown(cell) + " is no " + (numbers ? "number" : "date"))
                        + "; rows that are parted by time need one each");
            }
        }
        return times;
    }
}
