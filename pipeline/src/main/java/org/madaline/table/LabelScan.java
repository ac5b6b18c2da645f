package org.madaline.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;
import org.madaline.task.NumberTask;

/// The rows of a table that are examples, and what is true of them.
///
/// @param label   what is predicted
/// @param reasons why each label is what it is
/// @param rows    places in the table of the rows that have all labels and all their cells
/// @param y       the index of a class, or a number: `[labels][rows]`
/// @param logarithmic whether each label is learnt by its logarithm
record LabelScan(TableLabel label, List<String> reasons, int[] rows, double[][] y, List<Boolean> logarithmic) {
    /// What a table is learnt from.
    ///
    /// @param leftOut gets the lines of the rows that are no examples, with the reason
    /// @throws FormatException if there is no such column, or nothing can be learnt
    static LabelScan of(RawTable table, TableSettings settings, Map<Integer, String> leftOut) throws FormatException {
        List<String> names = settings.labels(table);
        List<String> missing = List.copyOf(settings.missingLabels());
        for (String name : names) {
            requireOne(table, settings, name);
        }
        var spelled = labels(names.stream().map(name -> new TableLabel(name, List.of(), false, "", missing)).toList());
        int[] labelled = complete(table, spelled, leftOut);
        if (labelled.length == 0) {
            throw none(table, spelled);
        }
        List<TableLabel> labels = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (String name : names) {
            var rules = new LabelRules(table, table.index(name), labelled, Set.of());
            LabelRules.Decision decision = rules.decide(settings.kind());
            if (decision.classes() && names.size() > 1) {
                throw new FormatException(table.file(), "column " + name + " names classes (" + decision.reason() + "); of several labels"
                        + " each must be a number: predict it by a model of its own" + (settings.kind() == LabelKind.CLASSES
                        || rules.facts().numbers == 0 ? "" : ", or take it for a number (--task regress)"));
            }
            if (decision.classes() && !settings.quantiles().isEmpty()) {
                throw new FormatException(table.file(), "the label " + name + " names classes (" + decision.reason()
                        + "), which have no quantiles; leave --quantiles out" + orNumber(rules));
            }
            if (decision.classes() && settings.labelScale() == LabelScale.LOG) {
                throw new FormatException(table.file(), "the label " + name + " names classes (" + decision.reason()
                        + "), which have no logarithm; leave --label-scale out" + orNumber(rules));
            }
            labels.add(new TableLabel(
                    name,
                    decision.classes() ? rules.classes() : List.of(),
                    rules.facts().style.decimal() == ',',
                    rules.facts().style.thousands().map(String::valueOf).orElse(""),
                    missing));
            reasons.add(decision.reason());
        }
        LabelScan scan = read(table, labels(labels), reasons, labelled, leftOut);
        if (scan.rows.length == 0) {
            throw none(table, spelled);
        }
        return scaled(table, settings, scan);
    }

    /// What a model that is there is judged by.
    ///
    /// @param known   the model's
    /// @param leftOut gets the lines of the rows that are no examples, with the reason
    /// @throws FormatException if a column is missing, or a class is none of the model's
    static LabelScan of(RawTable table, TableLabel known, Map<Integer, String> leftOut) throws FormatException {
        TableLabel label = known.reading(table);
        int index = table.index(label.column());
        int[] rows = complete(table, label, leftOut);
        for (int row : rows) {
            if (label.isClasses() && label.y(table.cell(index, row)).isEmpty()) {
                throw table.error(row, index, Cell.shown(table.cell(index, row)) + " is none of the classes "
                        + String.join(", ", label.classes().stream().limit(20).map(Cell::shown).toList()));
            }
        }
        LabelScan scan = read(table, label, label.columns().stream().map(_ -> "as in training").toList(), rows, leftOut);
        if (scan.rows.length == 0) {
            throw none(table, label);
        }
        return scan;
    }

    /// Texts alone would be refused as numbers.
    private static String orNumber(LabelRules rules) {
        return rules.facts().numbers == 0 ? "" : ", or say that it is a number (--task regress)";
    }

    private static TableLabel labels(List<TableLabel> each) {
        TableLabel first = each.getFirst();
        return new TableLabel(first.column(), first.classes(), first.decimalComma(), first.thousands(), first.missing(),
                each.subList(1, each.size()));
    }

    /// Of two columns of one name that is a label's, one would tell the other.
    private static void requireOne(RawTable table, TableSettings settings, String label) throws FormatException {
        table.index(label);
        for (Map.Entry<String, String> column : table.renamed().entrySet()) {
            if (column.getValue().equals(label) && !settings.ignore().contains(column.getKey())) {
                throw new FormatException(table.file(), "two columns are called " + Cell.shown(label) + ", the label, columns "
                        + (table.index(label) + 1) + " and " + (table.index(column.getKey()) + 1)
                        + "; leave the second out (--ignore " + column.getKey() + "), or rename it");
            }
        }
    }

    private static FormatException none(RawTable table, TableLabel label) {
        return new FormatException(table.file(), (label.beside().isEmpty() ? "column " + label.column() + " holds no label"
                : "the columns " + String.join(", ", label.columns()) + " do not hold all labels") + " in any row");
    }

    /// The rows that have all labels and all their cells.
    private static int[] complete(RawTable table, TableLabel label, Map<Integer, String> leftOut) throws FormatException {
        List<TableLabel> labels = label.all();
        int[] places = places(table, label);
        return IntStream.range(0, table.size())
                .filter(row -> {
                    if (table.fault(row).isPresent()) {
                        leftOut.put(table.line(row), "the row " + table.fault(row).get());
                        return false;
                    }
                    Optional<TableLabel> missing = IntStream.range(0, places.length)
                            .filter(k -> labels.get(k).isMissing(table.cell(places[k], row))).mapToObj(labels::get).findFirst();
                    missing.ifPresent(which -> leftOut.put(
                            table.line(row), "the label " + (places.length > 1 ? which.column() + " " : "") + "is missing"));
                    return missing.isEmpty();
                })
                .toArray();
    }

    private static int[] places(RawTable table, TableLabel label) throws FormatException {
        int[] places = new int[label.all().size()];
        for (int k = 0; k < places.length; k++) {
            places[k] = table.index(label.all().get(k).column());
        }
        return places;
    }

    /// Those of the rows whose labels can be read.
    private static LabelScan read(RawTable table, TableLabel label, List<String> reasons, int[] labelled, Map<Integer, String> leftOut)
            throws FormatException {
        int[] places = places(table, label);
        int[] rows = labelled;
        for (int k = 0; k < places.length; k++) {
            TableLabel each = label.all().get(k);
            int place = places[k];
            String name = places.length > 1 ? each.column() + " " : "";
            rows = IntStream.of(rows)
                    .filter(row -> {
                        String text = table.cell(place, row);
                        boolean readable = each.y(text).isPresent();
                        if (!readable) {
                            leftOut.put(table.line(row), "the label " + name + Cell.shown(text) + " is no number");
                        }
                        return readable;
                    })
                    .toArray();
        }
        double[][] y = new double[places.length][];
        for (int k = 0; k < places.length; k++) {
            TableLabel each = label.all().get(k);
            int place = places[k];
            y[k] = IntStream.of(rows).mapToDouble(row -> each.y(table.cell(place, row)).orElseThrow()).toArray();
        }
        return new LabelScan(label, reasons, rows, y, reasons.stream().map(_ -> false).toList());
    }

    /// The same, with the scale of each number decided.
    private static LabelScan scaled(RawTable table, TableSettings settings, LabelScan scan) throws FormatException {
        List<Boolean> logarithmic = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (int k = 0; k < scan.y.length; k++) {
            double[] y = scan.y[k];
            boolean log = !scan.label.isClasses() && TargetScale.isLogarithmic(settings.labelScale(), y);
            int place = table.index(scan.label.columns().get(k));
            for (int i = 0; i < y.length && log; i++) {
                if (!(y[i] > 0)) {
                    throw table.error(scan.rows[i], place, "a label is learnt by its logarithm, which "
                            + Cell.shown(table.cell(place, scan.rows[i])) + " has not; learn it as it is (--label-scale linear)");
                }
            }
            logarithmic.add(log);
            reasons.add(scan.reasons.get(k) + (log ? "; learnt by its logarithm, so that errors count in percent" : ""));
        }
        return new LabelScan(scan.label, reasons, scan.rows, scan.y, logarithmic);
    }

    /// The scales of numbers, fitted to rows; none of classes.
    ///
    /// @param y `[labels][rows]`
    static List<NumberTask.Target> targets(TableLabel label, List<Boolean> logarithmic, double[][] y) {
        return label.isClasses() ? List.of() : IntStream.range(0, y.length)
                .mapToObj(k -> TargetScale.of(label.columns().get(k), logarithmic.get(k), y[k])).toList();
    }
}
