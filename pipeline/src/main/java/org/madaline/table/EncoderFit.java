package org.madaline.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.NumberStyle;
import org.madaline.formats.csv.RawTable;

/// Fits the encoder of a column to the training rows: means, categories, whether cells are missing.
final class EncoderFit {
    /// More categories than this have no number of their own.
    private static final int MAX_CATEGORIES = 255;

    /// Of so many rows on, a category that is met less than [#RARE] times counts as a rare one.
    private static final int ROWS_FOR_RARE = 100;

    private static final int RARE = 3;

    /// The values of a number are told apart where so large a share of the rows has values that are not rare, and
    private static final double TOLD = 0.9;

    /// so many rows have each, on average.
    private static final int EACH = 20;

    /// Up to so many categories have a number each in the robust encoding.
    private static final int FEW = 8;

    private final RawTable table;
    private final int[] rows;
    /// Of fewer missing cells a model would learn by heart what is beside them.
    private static final int FEWEST_GAPS = 5;

    private final Set<String> missing;
    private final TableEncoding encoding;
    private final TableLabel label;
    private final double[][] y;
    private final int texts;
    private final Map<String, double[][]> crossed = new HashMap<>();

    /// @param y     `[labels][rows]`: classes, or numbers on their scales
    /// @param texts how many columns are texts
    EncoderFit(RawTable table, int[] rows, TableSettings settings, TableLabel label, double[][] y, int texts) {
        this.table = table;
        this.rows = rows;
        this.missing = settings.missing();
        this.encoding = settings.encoding();
        this.label = label;
        this.y = y;
        this.texts = texts;
    }

    ColumnEncoder fit(TableColumn column) throws FormatException {
        int index = table.index(column.name());
        return switch (column.type()) {
            case NUMBER -> number(column.name(), index);
            case CATEGORY -> category(column.name(), index);
            case BOOLEAN -> truth(column.name(), index);
            case DATE -> date(column.name(), index);
            case TEXT -> text(column.name(), index);
            case IDENTIFIER, ROW_NUMBER, CONSTANT, DUPLICATE, EMPTY, IGNORED ->
                throw new IllegalArgumentException("column " + column.name() + " is left out");
        };
    }

    /// Sum, bounds and gaps of the values that some cells have.
    private static final class Values {
        double sum;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        int count;
        private int missing;

        /// Whether so many are missing that it can be learnt what this means.
        boolean gaps() {
            return missing >= FEWEST_GAPS;
        }

        boolean fractions;

        void add(double value) {
            if (Double.isNaN(value)) {
                missing++;
                return;
            }
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
            fractions |= value != Math.rint(value);
            count++;
        }

        double mean() {
            double mean = count == 0 ? 0 : sum / count;
            return Double.isFinite(mean) ? mean : min / 2 + max / 2;
        }

        double min() {
            return count == 0 ? 0 : min;
        }

        double max() {
            return count == 0 ? 0 : max;
        }
    }

    private ColumnEncoder number(String name, int index) {
        NumberCells cells = NumberCells.of(table, index, rows, missing);
        NumberStyle style = cells.style();
        IntToDoubleFunction number = cells.reader();
        var values = new Values();
        for (int row : rows) {
            values.add(number.applyAsDouble(row));
        }
        return new NumberEncoder(
                name,
                style.decimal() == ',',
                style.thousands().map(String::valueOf).orElse(""),
                values.mean(),
                values.min(),
                values.max(),
                values.gaps(),
                false,
                // A number to be predicted follows from numbers smoothly, more often than not.
                encoding == TableEncoding.ROBUST && label.isClasses() ? frequent(number) : List.of());
    }

    /// The numbers of a column that has few, some of which mean something of their own; empty for another.
    private List<Double> frequent(IntToDoubleFunction number) {
        Map<Double, Integer> counts = new HashMap<>();
        int frequent = 0;
        for (int row : rows) {
            double value = number.applyAsDouble(row);
            // What is no number stands aside; of a column of many values most are too many long before its end.
            if (!Double.isNaN(value) && counts.merge(value == 0 ? 0 : value, 1, Integer::sum) == RARE && ++frequent > MAX_CATEGORIES) {
                return List.of();
            }
        }
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        counts.values().removeIf(count -> count < RARE);
        int told = counts.values().stream().mapToInt(Integer::intValue).sum();
        boolean few = counts.size() > 2 && told >= all * TOLD && all >= counts.size() * EACH;
        List<Double> values = few ? counts.keySet().stream().sorted().toList() : List.of();
        return ToldValues.differ(classes(values, number)) ? values : List.of();
    }

    /// How many rows have each of the values and each class.
    private int[][] classes(List<Double> values, IntToDoubleFunction number) {
        int[][] counts = new int[values.size()][label.classes().size()];
        for (int i = 0; i < rows.length && !values.isEmpty(); i++) {
            int value = Collections.binarySearch(values, number.applyAsDouble(rows[i]) + 0.0);
            if (value >= 0) {
                counts[value][(int) y[0][i]]++;
            }
        }
        return counts;
    }

    private ColumnEncoder truth(String name, int index) {
        var values = new Values();
        for (int row : rows) {
            String cell = table.cell(index, row);
            values.add(Cell.isMissing(cell, missing) ? Double.NaN : Cell.truth(cell));
        }
        return new BooleanEncoder(name, values.mean(), values.gaps());
    }

    private ColumnEncoder date(String name, int index) {
        var facts = new ColumnFacts(table, index, rows, missing);
        boolean dayFirst = facts.dayFirst > facts.monthFirst
                || facts.dayFirst == facts.monthFirst && facts.counts.keySet().stream().noneMatch(text -> text.matches("[0-9]{1,2}/.*"));
        DateText.Order order = dayFirst ? DateText.Order.DAY_FIRST : DateText.Order.MONTH_FIRST;
        var values = new Values();
        for (int row : rows) {
            String cell = table.cell(index, row);
            values.add(Cell.isMissing(cell, missing) ? Double.NaN : DateText.days(cell, order));
        }
        return new DateEncoder(name, dayFirst, values.fractions, values.mean(), values.min(), values.max(), values.gaps());
    }

    private ColumnEncoder text(String name, int index) {
        var fit = new TextFit(name, i -> table.cell(index, rows[i]), rows.length, missing, y, label.isClasses());
        if (encoding == TableEncoding.STANDARD) {
            return fit.words(y.length == 0 ? TextFit.FEWEST : TextFit.most(rows.length, texts));
        }
        TextFit.Scored scored = fit.scored(label.isClasses() ? label.classes() : label.columns());
        crossed.put(name, scored.x());
        return scored.encoder();
    }

    /// What the training rows become in columns where they must not be treated as new ones are: the first numbers of each; empty for
    /// other columns.
    Optional<double[][]> crossed(String column) {
        return Optional.ofNullable(crossed.get(column));
    }

    private ColumnEncoder category(String name, int index) {
        Map<String, Integer> counts = new HashMap<>();
        boolean gaps = false;
        for (int row : rows) {
            String cell = table.cell(index, row);
            if (Cell.isMissing(cell, missing)) {
                gaps = true;
            } else {
                counts.merge(cell, 1, Integer::sum);
            }
        }
        List<String> frequent = new ArrayList<>(counts.keySet());
        if (rows.length >= ROWS_FOR_RARE) {
            frequent.removeIf(text -> counts.get(text) < RARE);
        }
        if (frequent.size() > MAX_CATEGORIES) {
            frequent.sort(Comparator.comparing((String text) -> -counts.get(text)).thenComparing(Categories.ORDER));
            frequent = new ArrayList<>(frequent.subList(0, MAX_CATEGORIES));
        }
        frequent.sort(Categories.ORDER);
        boolean other = frequent.size() < counts.size();
        boolean many = encoding == TableEncoding.ROBUST && frequent.size() + (other ? 1 : 0) > FEW;
        // A column of which the training rows hold nothing still needs a number.
        return new CategoryEncoder(name, frequent, other, gaps || frequent.isEmpty() && !other, false, many);
    }
}
