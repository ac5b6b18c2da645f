package org.madaline.formats.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.madaline.data.ArrayDataset;
import org.madaline.formats.FormatException;
import org.madaline.tensor.Shape;

/// What makes vectors of a table's rows: fitted to the table that a network is trained on, stored with the model as a
/// map, applied to any table with the same columns.
///
/// @param features the columns that make up x, in order; others are ignored
/// @param target   the column that is y, with its meaning
public record TableEncoding(List<Feature> features, Target target) {
    /// More different texts than this are no categories, but names or sentences.
    private static final int MAX_CATEGORIES = 256;

    /// A column of numbers with more whole values than this is no list of classes.
    private static final int MAX_NUMERIC_CLASSES = 20;

    /// How a column becomes part of x.
    public sealed interface Feature {
        /// The column's name.
        String column();

        /// How many numbers of x it becomes.
        int width();
    }

    /// A number, taken as it is.
    ///
    /// @param substitute what stands for a missing one, or null: a missing one is an error
    public record Numeric(String column, Double substitute) implements Feature {
        @Override
        public int width() {
            return 1;
        }
    }

    /// One of several texts, one-hot.
    ///
    /// @param missingAllowed whether a missing one becomes zeros; else it is an error
    public record Categorical(String column, List<String> categories, boolean missingAllowed) implements Feature {
        /// The list cannot be changed.
        public Categorical {
            categories = List.copyOf(categories);
        }

        @Override
        public int width() {
            return categories.size();
        }
    }

    /// The column to be predicted.
    ///
    /// @param column     its name
    /// @param classNames the classes in the order of their indices; empty where y is a number
    public record Target(String column, List<String> classNames) {
        /// The list cannot be changed.
        public Target {
            classNames = List.copyOf(classNames);
        }
    }

    /// What y is.
    public enum Kind {
        /// Classes, where the column holds texts or at most 20 different whole numbers; else a number.
        AUTO,
        CLASS,
        NUMBER
    }

    /// What a missing cell among the features is; a missing y always is an error.
    public enum Missing {
        /// An error that names its place.
        ERROR,
        /// The mean of the column's numbers, or no category.
        SUBSTITUTE
    }

    /// The list cannot be changed.
    public TableEncoding {
        features = List.copyOf(features);
    }

    /// Fits the encoding to a table: all columns but the label are features.
    ///
    /// @param label  the column that is y
    /// @param ignore columns that are no features
    /// @throws FormatException naming file, line and column, if there is no such column or a cell does not fit
    public static TableEncoding fit(CsvTable table, String label, List<String> ignore, Kind kind, Missing missing)
            throws FormatException {
        table.column(label);
        for (String column : ignore) {
            table.column(column);
        }
        List<Feature> features = new ArrayList<>();
        for (String column : table.columns()) {
            if (!column.equals(label) && !ignore.contains(column)) {
                features.add(feature(table, column, missing));
            }
        }
        if (features.isEmpty()) {
            throw new FormatException(table.file(), "has no columns besides the label " + label);
        }
        return new TableEncoding(features, target(table, label, kind));
    }

    private static Feature feature(CsvTable table, String name, Missing missing) throws FormatException {
        Column column = table.column(name);
        if (column.missing() == table.size()) {
            throw new FormatException(table.file(), "column " + name + " is empty; leave it out");
        }
        if (!column.isNumeric()) {
            return new Categorical(name, categories(table, column), missing == Missing.SUBSTITUTE);
        }
        double sum = 0;
        for (int row = 0; row < table.size(); row++) {
            double number = table.number(column, row);
            sum += Double.isNaN(number) ? 0 : number;
        }
        return new Numeric(name, missing == Missing.SUBSTITUTE ? sum / (table.size() - column.missing()) : null);
    }

    /// The different texts, sorted; numbers by their value.
    private static List<String> categories(CsvTable table, Column column) throws FormatException {
        Comparator<String> order = Comparator.<String>comparingDouble(
                        text -> Double.isNaN(Column.number(text)) ? Double.POSITIVE_INFINITY : Column.number(text))
                .thenComparing(Comparator.naturalOrder());
        SortedMap<String, Integer> categories = new TreeMap<>(order);
        for (int row = 0; row < table.size(); row++) {
            if (!column.isMissing(row)) {
                categories.putIfAbsent(column.text(row), row);
            }
            if (categories.size() > MAX_CATEGORIES) {
                throw table.error(row, column.name(), "there are more than " + MAX_CATEGORIES
                        + " different texts in this column, too many for classes or categories; leave it out");
            }
        }
        return List.copyOf(categories.keySet());
    }

    private static Target target(CsvTable table, String label, Kind kind) throws FormatException {
        Column column = table.column(label);
        for (int row = 0; row < table.size(); row++) {
            if (column.isMissing(row)) {
                throw table.error(row, label, "the label is missing");
            }
        }
        if (kind == Kind.NUMBER || kind == Kind.AUTO && column.isNumeric() && !looksLikeClasses(table, column)) {
            for (int row = 0; row < table.size(); row++) {
                table.number(column, row);
            }
            return new Target(label, List.of());
        }
        List<String> classes = categories(table, column);
        if (classes.size() < 2) {
            throw new FormatException(
                    table.file(), "column " + label + " holds one class only, " + classes.getFirst() + "; nothing can be learnt");
        }
        return new Target(label, classes);
    }

    private static boolean looksLikeClasses(CsvTable table, Column column) {
        return IntStream.range(0, table.size()).mapToDouble(column::number).allMatch(y -> y == Math.rint(y))
                && IntStream.range(0, table.size()).mapToDouble(column::number).distinct().limit(MAX_NUMERIC_CLASSES + 1L).count()
                        <= MAX_NUMERIC_CLASSES;
    }

    /// The length of x.
    public int width() {
        return features.stream().mapToInt(Feature::width).sum();
    }

    /// A name for each number of x: the column's, for a category `column=category`.
    public List<String> featureNames() {
        List<String> names = new ArrayList<>();
        for (Feature feature : features) {
            switch (feature) {
                case Numeric numeric -> names.add(numeric.column);
                case Categorical categorical ->
                    categorical.categories.forEach(category -> names.add(categorical.column + "=" + category));
            }
        }
        return names;
    }

    /// All x of a table, row by row; the label need not be there.
    ///
    /// @throws FormatException naming file, line and column, if a column is missing or a cell does not fit
    public float[] inputs(CsvTable table) throws FormatException {
        int width = width();
        float[] x = new float[Shape.of(table.size(), width).size()];
        int offset = 0;
        for (Feature feature : features) {
            Column column = table.column(feature.column());
            for (int row = 0; row < table.size(); row++) {
                encode(table, column, row, feature, x, row * width + offset);
            }
            offset += feature.width();
        }
        return x;
    }

    private static void encode(CsvTable table, Column column, int row, Feature feature, float[] x, int at)
            throws FormatException {
        switch (feature) {
            case Numeric numeric -> {
                if (column.isMissing(row) && numeric.substitute == null) {
                    throw table.error(row, column.name(), "the number is missing; remove the row or allow substitutes");
                }
                double number = column.isMissing(row) ? numeric.substitute : table.number(column, row);
                x[at] = (float) number;
            }
            case Categorical categorical -> {
                if (!column.isMissing(row)) {
                    x[at + index(table, column, row, categorical.categories)] = 1;
                } else if (!categorical.missingAllowed) {
                    throw table.error(row, column.name(), "the category is missing; remove the row or allow substitutes");
                }
            }
        }
    }

    private static int index(CsvTable table, Column column, int row, List<String> known) throws FormatException {
        int index = known.indexOf(column.text(row));
        if (index < 0) {
            String list = String.join(", ", known.subList(0, Math.min(known.size(), 10)));
            throw table.error(row, column.name(), "'" + column.text(row) + "' is unknown; known are " + list
                    + (known.size() > 10 ? " ..." : ""));
        }
        return index;
    }

    /// The rows of a table as examples.
    ///
    /// @throws FormatException naming file, line and column, if a column is missing or a cell does not fit
    public ArrayDataset dataset(CsvTable table) throws FormatException {
        Column column = table.column(target.column);
        float[] y = new float[table.size()];
        for (int row = 0; row < y.length; row++) {
            if (column.isMissing(row)) {
                throw table.error(row, column.name(), "the label is missing");
            }
            y[row] = target.classNames.isEmpty()
                    ? (float) table.number(column, row)
                    : index(table, column, row, target.classNames);
        }
        return new ArrayDataset(
                table.size(), Shape.of(width()), Shape.SCALAR, inputs(table), y, target.classNames);
    }

    /// The encoding as texts, numbers and lists, as for JSON.
    public Map<String, Object> toMap() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Feature feature : features) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("column", feature.column());
            switch (feature) {
                case Numeric numeric -> map.put("substitute", numeric.substitute);
                case Categorical categorical -> {
                    map.put("categories", categorical.categories);
                    map.put("missingAllowed", categorical.missingAllowed);
                }
            }
            list.add(map);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("features", list);
        map.put("label", target.column);
        map.put("classes", target.classNames);
        return map;
    }

    /// The encoding from such a map.
    ///
    /// @throws IllegalArgumentException if it is not one
    public static TableEncoding fromMap(Map<String, ?> map) {
        if (!(map.get("features") instanceof List<?> list)
                || !(map.get("label") instanceof String label)
                || !(map.get("classes") instanceof List<?> classes)) {
            throw new IllegalArgumentException("an encoding of tables has features, label and classes, not " + map.keySet());
        }
        return new TableEncoding(
                list.stream().map(TableEncoding::feature).toList(), new Target(label, texts(classes)));
    }

    private static Feature feature(Object entry) {
        if (entry instanceof Map<?, ?> map && map.get("column") instanceof String column) {
            if (map.get("categories") instanceof List<?> categories) {
                return new Categorical(column, texts(categories), Boolean.TRUE.equals(map.get("missingAllowed")));
            }
            return new Numeric(column, map.get("substitute") instanceof Number number ? number.doubleValue() : null);
        }
        throw new IllegalArgumentException("a feature of a table has a column, not " + entry);
    }

    private static List<String> texts(List<?> list) {
        return list.stream().map(String::valueOf).toList();
    }
}
