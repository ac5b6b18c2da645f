package org.madaline.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;

/// Tells the types of the columns that are features. The rules, the first that holds:
///
/// 1. no cell but missing ones: empty; the same text in each row: constant; cell by cell another column: duplicate;
/// 2. whole numbers, each one more than in the row before (10 rows or more), or all from a to b, each once (20 or more), but
///    for years: row number;
/// 3. all different, 10 rows or more, and the name says so (`id`, `customer_id`, `index`, `row`, none): identifier;
/// 4. digits with a zero in front, or for the most part with more than 15 digits, but for moments counted in micro- or
///    nanoseconds since 1970: category, or identifier where nearly all are different;
/// 5. yes and no, true and false: boolean;
/// 6. dates in at least 95 % of the cells: date;
/// 7. numbers in at least 80 % of the cells, or more than ten different ones in at least half of them and otherwise at most
///    three texts: number; the others count as missing;
/// 8. texts, 20 or more, nine in ten of them different, or more than 256 and half of them different: text, if they have more
///    than three words on average, else identifier;
/// 9. what is left: category.
///
/// Numbers of rows and identifiers that are numbers are used after all where no other column is left. At most the first 100,000 rows
/// are asked; of tables of more than 20 columns fewer, so that these are two million cells, but 10,000 at least.
final class TypeRules {
    private static final int ROWS = 100_000;
    private static final int FEWEST_ROWS = 10_000;
    private static final int CELLS = 2_000_000;
    private static final Pattern ID = Pattern.compile(
            "(.*[_ .:-])?(id|ids|uuid|guid|index|idx|rownames|row names|row_names|row|rowid|nr|no|key)|unnamed: ?[0-9]+|column [0-9]+");
    private static final Pattern CAMEL_ID = Pattern.compile(".*[a-z](Id|ID|Uuid|UUID|Key|Nr|No)");

    private final RawTable table;
    private final int[] rows;
    private final TableSettings settings;

    TypeRules(RawTable table, int[] rows, TableSettings settings) {
        this.table = table;
        int most = Math.clamp(CELLS / table.columns().size(), FEWEST_ROWS, ROWS);
        this.rows = rows.length > most ? Arrays.copyOf(rows, most) : rows;
        this.settings = settings;
    }

    /// The columns but the label, in the order of the table.
    ///
    /// @throws FormatException if a column that the settings name does not exist, or none is left
    List<TableColumn> columns() throws FormatException {
        for (String name : settings.ignore()) {
            table.index(name);
        }
        for (String name : settings.types().keySet()) {
            table.index(name);
        }
        List<String> labels = settings.labels(table);
        List<TableColumn> columns = new ArrayList<>();
        Map<Integer, List<Integer>> byHash = new HashMap<>();
        for (String name : table.columns()) {
            if (!labels.contains(name)) {
                columns.add(column(name, byHash));
            }
        }
        if (columns.stream().noneMatch(column -> column.type().isUsed())) {
            columns.replaceAll(TypeRules::revived);
        }
        if (columns.stream().noneMatch(column -> column.type().isUsed())) {
            throw new FormatException(
                    table.file(),
                    columns.isEmpty()
                            ? "has no columns besides the label " + settings.label()
                            : "has no column left" + (labels.isEmpty() ? "" : " to predict " + settings.label() + " from") + ": "
                                    + String.join("; ", columns.stream().limit(5).map(TableColumn::describe).toList()));
        }
        return columns;
    }

    /// Numbers are used after all; a text that is another in each row says nothing of the next.
    private static TableColumn revived(TableColumn column) {
        boolean number = column.type() == ColumnType.ROW_NUMBER
                || column.type() == ColumnType.IDENTIFIER && column.reason().startsWith("whole");
        return number
                ? new TableColumn(
                        column.name(), ColumnType.NUMBER, column.reason() + "; used, since no other column is left", column.missing(), column.distinct())
                : column;
    }

    private TableColumn column(String name, Map<Integer, List<Integer>> byHash) throws FormatException {
        int index = table.index(name);
        if (settings.ignore().contains(name)) {
            return new TableColumn(name, ColumnType.IGNORED, "as you said", 0, 0);
        }
        var facts = new ColumnFacts(table, index, rows, settings.missing());
        ColumnType given = settings.types().get(name);
        if (given != null) {
            return column(facts, given, "as you said");
        }
        Optional<TableColumn> whole = empty(facts, index, byHash);
        return whole.isPresent() ? whole.get() : typed(facts);
    }

    private static TableColumn column(ColumnFacts facts, ColumnType type, String reason, Object... numbers) {
        String text = numbers.length == 0 ? reason : String.format(Locale.ROOT, reason, numbers);
        return new TableColumn(facts.name, type, text, facts.missing, facts.distinct());
    }

    /// Columns that hold nothing of their own.
    private Optional<TableColumn> empty(ColumnFacts facts, int index, Map<Integer, List<Integer>> byHash) {
        if (facts.cells() == 0) {
            return Optional.of(column(facts, ColumnType.EMPTY, "all cells are missing"));
        }
        if (facts.distinct() == 1 && facts.missing == 0) {
            return Optional.of(
                    column(facts, ColumnType.CONSTANT, Cell.shown(facts.counts.keySet().iterator().next()) + " in each row"));
        }
        int hash = IntStream.of(rows).map(row -> table.cell(index, row).hashCode()).reduce(1, (a, b) -> 31 * a + b);
        for (int other : byHash.getOrDefault(hash, List.of())) {
            if (IntStream.of(rows).allMatch(row -> table.cell(other, row).equals(table.cell(index, row)))) {
                return Optional.of(column(facts, ColumnType.DUPLICATE, "the same as column " + table.columns().get(other)));
            }
        }
        byHash.computeIfAbsent(hash, _ -> new ArrayList<>()).add(index);
        return Optional.empty();
    }

    private static TableColumn typed(ColumnFacts facts) {
        int cells = facts.cells();
        if (facts.counting && cells >= 10 && !facts.areYears() || facts.isPermutation() && cells >= 20 && !facts.areYears()) {
            return column(facts, ColumnType.ROW_NUMBER, "whole numbers from %.0f to %.0f, each once", facts.min, facts.max);
        }
        boolean named = ID.matcher(facts.name.toLowerCase(Locale.ROOT)).matches() || CAMEL_ID.matcher(facts.name).matches();
        if (named && facts.allDistinct() && cells >= 10 && (facts.allWhole() || !facts.allNumbers())) {
            String what = facts.allWhole() ? "whole numbers" : "texts";
            return column(facts, ColumnType.IDENTIFIER, what + ", all different, and named like one");
        }
        if (facts.areCodes()) {
            return 10L * facts.distinct() >= 9L * cells && cells >= 20
                    ? column(facts, ColumnType.IDENTIFIER, "codes of digits, %,d different in %,d rows", facts.distinct(), cells)
                    : column(facts, ColumnType.CATEGORY, "codes of digits, with zeros in front or longer than a number");
        }
        if (facts.truths == cells) {
            return column(facts, ColumnType.BOOLEAN, "yes and no: " + shown(facts.counts.keySet()));
        }
        if (facts.areDates()) {
            return column(facts, ColumnType.DATE, dates(facts));
        }
        if (5L * facts.numbers >= 4L * cells || facts.areNumbersWithGaps()) {
            return column(facts, ColumnType.NUMBER, numbers(facts));
        }
        boolean many = cells >= 20 && 10L * facts.distinct() >= 9L * cells || facts.distinct() > 256 && 2L * facts.distinct() > cells;
        if (many) {
            return facts.wordsPerCell() > 3
                    ? column(facts, ColumnType.TEXT, "sentences, %,d different in %,d rows", facts.distinct(), cells)
                    : column(facts, ColumnType.IDENTIFIER, "texts, %,d different in %,d rows", facts.distinct(), cells);
        }
        return column(facts, ColumnType.CATEGORY, "%,d different: %s", facts.distinct(), shown(facts.counts.keySet()));
    }

    private static String dates(ColumnFacts facts) {
        String order = facts.dayFirst == facts.monthFirst
                ? facts.counts.keySet().stream().anyMatch(text -> text.matches("[0-9]{1,2}/.*"))
                        ? "; days like 1/2/2026 are read month first"
                        : ""
                : facts.dayFirst > facts.monthFirst ? ", day first" : ", month first";
        String first = facts.counts.keySet().iterator().next();
        return (first.indexOf(':') > 2 || first.indexOf(':') < 0 ? "dates such as " : "times such as ") + Cell.shown(first) + order;
    }

    private static String numbers(ColumnFacts facts) {
        int others = facts.cells() - facts.numbers - facts.tooLarge;
        String mark = facts.style.decimal() == ',' ? "decimal comma, " : "";
        String sure = facts.ambiguous ? "such as " + Cell.shown(facts.counts.keySet().iterator().next()) + ", read with a decimal "
                + (facts.style.decimal() == ',' ? "comma" : "point") + " as the rest of the table, " : "";
        return (facts.areTimes() ? "moments since 1970, " : "") + mark + sure + "from " + Cell.text(facts.min) + " to " + Cell.text(facts.max)
                + (others == 0 ? "" : String.format(
                        Locale.ROOT,
                        others == 1
                                ? "; %,d cell is no number, %s, and counts as missing"
                                : "; %,d cells are no numbers, such as %s, and count as missing",
                        others, Cell.shown(facts.firstUnreadable)))
                + (facts.tooLarge == 0 ? "" : String.format(
                        Locale.ROOT,
                        facts.tooLarge == 1
                                ? "; %,d cell is beyond 1e150, and counts as missing"
                                : "; %,d cells are beyond 1e150, and count as missing",
                        facts.tooLarge))
                + facts.sentinels().stream()
                        .map(text -> "; " + Cell.shown(text) + " looks like a missing value (--missing=" + text + " if it is)")
                        .collect(Collectors.joining());
    }

    private static String shown(Set<String> texts) {
        return String.join(", ", texts.stream().sorted(Categories.ORDER).limit(5).map(Cell::shown).toList())
                + (texts.size() > 5 ? ", ..." : "");
    }
}
