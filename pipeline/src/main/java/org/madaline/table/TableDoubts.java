package org.madaline.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;

/// What makes the scores of a table's model doubtful. All of it is said, none of it is mended:
///
/// - rows held back that are, label and all, the same as rows that are trained on;
/// - columns that alone tell the label: for classes with at most a hundredth of the errors that the most frequent class makes, for
///   a number with at most a thousandth of its variance left. Rows are told by others of the same value, or if there are none by
///   their neighbours in the order of the column;
/// - columns that are distributed otherwise in the test part: greatest distance between the shares below a number (Kolmogorov and
///   Smirnov), or half the sum of the differences in the categories' shares, of 0.1 or more, and more than chance does once in
///   10,000 tables; so is the label, and so are the shares of missing cells;
/// - categories that are rare in training, and those of the test part that training has not seen.
///
/// Columns that tell and that differ are looked for in the first 20,000 rows of each part.
final class TableDoubts {
    private static final int ROWS = 20_000;
    private static final int FEWEST = 20;
    private static final int LINES = 5;
    private static final double SHIFT = 0.1;
    private static final double CHANCE = 1e-4;

    private final TableData train;
    private final TableFeatures features;
    private final List<String> lines = new ArrayList<>();

    private TableDoubts(TableData train) {
        this.train = train;
        this.features = train.features();
    }

    static List<String> of(TableParts parts, SplitBy by) {
        var doubts = new TableDoubts(parts.train());
        try {
            doubts.telling();
            doubts.rare();
            long[] known = parts.validation().or(parts::test).isPresent() ? doubts.new Columns(parts.train()).hashes() : new long[0];
            if (parts.validation().isPresent()) {
                doubts.repeats("validation", parts.validation().get(), known);
            }
            if (parts.test().isPresent()) {
                doubts.repeats("test", parts.test().get(), known);
                doubts.shifts(parts.test().get(), by);
                doubts.unseen(parts.test().get());
            }
        } catch (FormatException e) {
            throw new IllegalStateException("the columns of parts are those of the table", e);
        }
        return doubts.lines;
    }

    /// Adds lines of one kind, the first ones and the number of the others.
    private void say(List<String> found, String others) {
        lines.addAll(found.subList(0, Math.min(LINES, found.size())));
        if (found.size() > LINES) {
            lines.add(String.format(Locale.ROOT, "%,d more columns %s", found.size() - LINES, others));
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /// The columns that features are made of, as their cells are in a part.
    private final class Columns {
        private final RawTable table;
        private final int[] rows;
        private final int[] places;

        Columns(TableData part) throws FormatException {
            this.table = part.table();
            this.rows = part.rows();
            this.places = features.places(table);
        }

        int size() {
            return Math.min(ROWS, rows.length);
        }

        /// The texts of a category or a truth.
        String[] texts(int column) {
            return IntStream.range(0, size()).mapToObj(i -> table.cell(places[column], rows[i])).toArray(String[]::new);
        }

        /// The numbers or days; empty for other columns.
        Optional<double[]> numbers(int column) {
            Set<String> missing = Set.copyOf(features.missing());
            IntToDoubleFunction reader;
            if (features.columns().get(column) instanceof NumberEncoder number) {
                var own = number.reading(table, places[column]);
                reader = new NumberCells(table, places[column], own.style(), missing).reader();
            } else if (features.columns().get(column) instanceof DateEncoder date) {
                var order = date.dayFirst() ? DateText.Order.DAY_FIRST : DateText.Order.MONTH_FIRST;
                reader = row -> DateText.days(table.cell(places[column], row), order);
            } else {
                return Optional.empty();
            }
            return Optional.of(IntStream.range(0, size()).mapToDouble(i -> reader.applyAsDouble(rows[i])).toArray());
        }

        /// A number for each row that is equal for rows of equal cells, label included.
        long[] hashes() throws FormatException {
            List<String> labels = features.label().columns();
            int[] others = new int[labels.size() - 1];
            for (int k = 0; k < others.length; k++) {
                others[k] = table.index(labels.get(k + 1));
            }
            int label = table.index(labels.getFirst());
            int[] told = IntStream.concat(IntStream.of(others), IntStream.of(places)).toArray();
            long[] hashes = new long[rows.length];
            TableCells.inOrder(rows).forEach(i -> {
                long hash = table.hash(label, rows[i]);
                for (int place : told) {
                    hash = 0x9E3779B97F4A7C15L * (Long.rotateLeft(hash, 29) ^ table.hash(place, rows[i]));
                }
                hashes[i] = hash;
            });
            return hashes;
        }
    }

    private void repeats(String name, TableData part, long[] known) throws FormatException {
        long[] sorted = known.clone();
        Arrays.sort(sorted);
        long[] own = new Columns(part).hashes();
        int[] same = IntStream.range(0, own.length).filter(i -> Arrays.binarySearch(sorted, own[i]) >= 0).toArray();
        if (same.length > 0) {
            int first = IntStream.range(0, known.length).filter(i -> known[i] == own[same[0]]).findFirst().orElseThrow();
            lines.add(String.format(
                    Locale.ROOT, "%,d of %,d %s rows %s the same as one that is trained on%s: %s as %s",
                    same.length, own.length, name, same.length == 1 ? "is" : "are",
                    same.length > own.length / 100 ? ", so that scores on them say too much" : "", part.name(same[0]), train.name(first)));
        }
    }

    private void telling() throws FormatException {
        var columns = new Columns(train);
        int size = columns.size();
        if (size < FEWEST) {
            return;
        }
        List<String> labels = features.label().columns();
        List<Teller> tellers = IntStream.range(0, labels.size()).mapToObj(k -> IntStream.range(0, size).mapToDouble(i -> train.y(i, k)).toArray())
                .map(y -> train.classNames().isEmpty() ? Teller.ofNumbers(y) : Teller.ofClasses(y)).toList();
        List<String> found = new ArrayList<>();
        for (int c = 0; c < features.columns().size(); c++) {
            Optional<double[]> numbers = columns.numbers(c);
            double[] values = numbers.isPresent() ? numbers.get() : numbered(columns.texts(c));
            for (int k = 0; k < labels.size(); k++) {
                double told = tellers.get(k).told(values, numbers.isPresent());
                if (told < tellers.get(k).enough()) {
                    continue;
                }
                String name = features.columns().get(c).column();
                String label = labels.get(k);
                found.add("column " + name + " alone tells " + label + (train.classNames().isEmpty()
                        ? String.format(Locale.ROOT, ", R² %.4f", told)
                        : " in " + percent(told) + " of the rows") + "; if it is not known beforehand, leave it out: --ignore " + name);
            }
        }
        say(found, "alone tell the label");
    }

    private static double[] numbered(String[] texts) {
        Map<String, Integer> numbers = new HashMap<>();
        return Arrays.stream(texts).mapToDouble(text -> numbers.computeIfAbsent(text, _ -> numbers.size())).toArray();
    }

    private void shifts(TableData test, SplitBy by) throws FormatException {
        var before = new Columns(train);
        var after = new Columns(test);
        List<String> found = new ArrayList<>();
        for (int c = 0; c < features.columns().size(); c++) {
            if (by instanceof SplitBy.ByTime(String column) && column.equals(features.columns().get(c).column())) {
                continue;
            }
            Optional<double[]> numbers = before.numbers(c);
            String name = "column " + features.columns().get(c).column();
            boolean date = features.columns().get(c) instanceof DateEncoder;
            if (features.columns().get(c).field().type() == ColumnType.TEXT) {
                continue;
            }
            (numbers.isPresent()
                    ? shift(name, numbers.get(), after.numbers(c).orElseThrow(), date)
                    : shift(name, before.texts(c), after.texts(c))).ifPresent(found::add);
        }
        say(found, "are distributed otherwise in the test part");
        List<String> labels = features.label().columns();
        for (int k = 0; k < labels.size(); k++) {
            int label = k;
            String name = "the label " + labels.get(k);
            double[] one = IntStream.range(0, before.size()).mapToDouble(i -> train.y(i, label)).toArray();
            double[] other = IntStream.range(0, after.size()).mapToDouble(i -> test.y(i, label)).toArray();
            (train.classNames().isEmpty() ? shift(name, one, other, false) : shift(name, named(one), named(other))).ifPresent(lines::add);
        }
    }

    private String[] named(double[] y) {
        return Arrays.stream(y).mapToObj(k -> train.classNames().get((int) k)).toArray(String[]::new);
    }

    /// A distance that chance hardly ever reaches between so many rows and so many others.
    private double bound(double m, double n) {
        return Math.max(SHIFT, Math.sqrt(-StrictMath.log(CHANCE / features.columns().size() / 2) / 2 * (m + n) / (m * n)));
    }

    private Optional<String> shift(String name, double[] before, double[] after, boolean date) {
        double[] one = sorted(before);
        double[] other = sorted(after);
        double missing = 1 - (double) one.length / before.length;
        double missingAfter = 1 - (double) other.length / after.length;
        if (Math.abs(missing - missingAfter) > bound(before.length, after.length)) {
            return Optional.of(name + " is missing in " + percent(missingAfter) + " instead of " + percent(missing) + " of the rows in the test part");
        }
        double distance = one.length == 0 || other.length == 0 ? 0 : Shift.ofNumbers(one, other);
        return distance <= bound(one.length, other.length) ? Optional.empty() : Optional.of(String.format(
                Locale.ROOT, "%s is distributed otherwise in the test part: distance %.2f, median %s instead of %s",
                name, distance, median(other, date), median(one, date)));
    }

    private Optional<String> shift(String name, String[] before, String[] after) {
        Shift.Share most = Shift.ofTexts(before, after);
        double m = before.length;
        double n = after.length;
        // Of two values the distance is that of one share; of many, all shares differ by chance.
        double bound = bound(m, n) + Math.sqrt(Math.max(0, most.different() - 2) * (m + n) / (m * n)) / 2;
        return most.distance() <= bound ? Optional.empty() : Optional.of(String.format(
                Locale.ROOT, "%s is distributed otherwise in the test part: distance %.2f, %s in %s instead of %s of the rows",
                name, most.distance(), Cell.shown(most.text()), percent(most.after()), percent(most.before())));
    }

    private static double[] sorted(double[] values) {
        double[] sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static String median(double[] sorted, boolean date) {
        double median = sorted[sorted.length / 2];
        return date ? LocalDate.ofEpochDay((long) Math.floor(median)).toString() : Cell.text(median);
    }

    /// Values that are too rare for a number of their own.
    private void rare() throws FormatException {
        var columns = new Columns(train);
        List<String> found = new ArrayList<>();
        for (int c = 0; c < features.columns().size(); c++) {
            if (features.columns().get(c) instanceof CategoryEncoder category && category.other()) {
                Set<String> values = new HashSet<>();
                int place = columns.places[c];
                IntStream.of(columns.rows).forEach(row -> values.add(columns.table.cell(place, row)));
                values.removeIf(value -> category.categories().contains(value) || Cell.isMissing(value, Set.copyOf(features.missing())));
                found.add(String.format(Locale.ROOT, "column %s: %,d of %,d values %s, such as %s",
                        category.column(), values.size(), values.size() + category.categories().size(),
                        values.size() == 1 ? "is rare in training and has no number of its own" : "are rare in training and count as one",
                        Cell.shown(values.stream().min(Categories.ORDER).orElse(""))));
            }
        }
        say(found, "have rare values");
    }

    private void unseen(TableData test) throws FormatException {
        var columns = new Columns(test);
        var trained = new Columns(train);
        List<String> found = new ArrayList<>();
        for (int c = 0; c < features.columns().size(); c++) {
            if (!(features.columns().get(c) instanceof CategoryEncoder category)) {
                continue;
            }
            Set<String> missing = Set.copyOf(features.missing());
            Set<String> seen = new HashSet<>(category.categories());
            int place = trained.places[c];
            if (category.other()) {
                IntStream.of(trained.rows).forEach(row -> seen.add(trained.table.cell(place, row)));
            }
            List<String> news = new ArrayList<>();
            for (int row : columns.rows) {
                String cell = columns.table.cell(columns.places[c], row);
                if (!seen.contains(cell) && !Cell.isMissing(cell, missing)) {
                    news.add(cell);
                }
            }
            if (!news.isEmpty()) {
                found.add(String.format(
                        Locale.ROOT, "column %s: %,d of %,d test rows %s a value that training has not seen, such as %s; it counts as %s",
                        category.column(), news.size(), columns.rows.length, news.size() == 1 ? "has" : "have", Cell.shown(news.getFirst()),
                        category.other() ? "one of the rare" : "none of the known"));
            }
        }
        say(found, "have values in the test part that training has not seen");
    }
}
