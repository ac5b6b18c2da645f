package org.madaline.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madaline.formats.FormatException;
import org.madaline.formats.csv.RawTable;

/// Tells whether a label is one of several classes or a number. The rules, the first that holds:
///
/// 1. dates: classes if each is met in five rows or more on average, else refused;
/// 2. a cell that is no number: classes, unless nine in ten are numbers and one of them is no whole one;
/// 3. digits with a zero in front, or with more than 15 digits: classes, since these are codes;
/// 4. a number that is not whole, or a sign of currency or percent: a number;
/// 5. two different values: classes;
/// 6. years, from 1900 to 2100: a number;
/// 7. a name in which count, quantity, amount, price, cost, income, salary, sales, age or duration is a word: a number;
/// 8. whole numbers that begin at -1, 0 or 1 and leave none out, at most 100, each in five rows or more on average: classes;
/// 9. at most ten different whole numbers from 0 to 999, each in twenty rows or more on average: classes;
/// 10. what is left: a number.
final class LabelRules {
    private static final int MAX_CODES = 100;
    private static final Pattern NUMBERS = Pattern.compile(
            "(.*[^a-z])?(counts?|qty|quantity|amount|price|cost|income|salary|sales|age|duration)([^a-z].*)?");

    /// A number and its unit.
    private static final Pattern MEASURED = Pattern.compile("[-+]?[0-9][0-9.,]{0,20} ?(\\p{L}[\\p{L}0-9/\u00b2\u00b3]{0,11})");

    /// What was decided.
    record Decision(boolean classes, String reason) {}

    /// Of so many different whole numbers hardly each one is a class.
    private static final int MANY = 50;

    /// So many classes may be called by a number and a word.
    private static final int FEW = 10;

    private final ColumnFacts facts;
    private final RawTable table;

    /// @param rows those whose label is not missing
    LabelRules(RawTable table, int column, int[] rows, Set<String> missing) {
        this.table = table;
        this.facts = new ColumnFacts(table, column, rows, missing);
    }

    ColumnFacts facts() {
        return facts;
    }

    Decision decide(LabelKind kind) throws FormatException {
        Decision decision = switch (kind) {
            case CLASSES -> new Decision(true, "as you said");
            case NUMBER -> new Decision(false, "as you said");
            case AUTO -> told();
        };
        String first = Cell.shown(facts.counts.keySet().iterator().next());
        if (decision.classes ? facts.distinct() < 2 : facts.allNumbers() && facts.min == facts.max) {
            throw error(facts.allNumbers() && kind != LabelKind.CLASSES
                    ? " holds the same number in each row, " + first + "; nothing can be learnt"
                    : " holds one class only, " + first + "; nothing can be learnt");
        }
        if (!decision.classes && facts.tooLarge > 0) {
            throw error(" holds numbers beyond 1e150, such as " + Cell.shown(facts.counts.keySet().stream()
                    .filter(text -> Cell.isTooLarge(text, facts.style)).findFirst().orElseThrow()) + "; write them in a larger unit");
        }
        if (decision.classes && facts.allDistinct() && facts.distinct() > 2) {
            throw error(" has a class of its own in each of its " + facts.cells() + " rows (" + first + " ...); nothing can be learnt"
                    + (facts.allNumbers() ? "; it can be predicted as a number (--task regress)" : "") + unit());
        }
        if (!decision.classes && facts.numbers == 0) {
            throw error(" holds no number, but texts such as " + Cell.shown(facts.firstUnreadable)
                    + (unit().isEmpty() ? "; it can be predicted as classes (--task classify)" : unit()));
        }
        return decision;
    }

    /// Whether half of the cells or more are numbers that measure, and all others are spellings of a missing cell.
    private boolean isNumberWithGaps() {
        return 2L * facts.numbers >= facts.cells() && (facts.wholes < facts.numbers || facts.distinct() > MANY)
                && facts.counts.keySet().stream().filter(text -> Double.isNaN(Cell.number(text, facts.style))).allMatch(TableLabel::looksMissing);
    }

    /// A word to whoever has a number with its unit in each cell; empty where there are others.
    private String unit() {
        String unit = "";
        for (String text : facts.counts.keySet()) {
            Matcher parts = MEASURED.matcher(text);
            if (!parts.matches() || !unit.isEmpty() && !unit.equals(parts.group(1))) {
                return "";
            }
            unit = parts.group(1);
        }
        return "; if these are numbers with the unit " + unit + ", write the numbers alone";
    }

    private FormatException error(String reason) {
        return new FormatException(table.file(), "column " + facts.name + reason);
    }

    private Decision told() throws FormatException {
        int cells = facts.cells();
        int distinct = facts.distinct();
        if (facts.areDates() && !facts.allNumbers()) {
            if (cells < 5L * distinct) {
                throw error(" holds dates, such as " + Cell.shown(facts.counts.keySet().iterator().next())
                        + ", which cannot be predicted; write them as numbers, such as days, or say that they are classes (--task classify)");
            }
            return classes("dates such as %s, each in %,d rows on average", Cell.shown(facts.counts.keySet().iterator().next()), cells / distinct);
        }
        if (facts.tooLarge + facts.numbers == cells && facts.tooLarge > 0) {
            return number("numbers");
        }
        if (!facts.allNumbers()) {
            if (facts.numbers == 0) {
                return classes("texts such as %s%s", Cell.shown(facts.firstUnreadable), distinct > FEW ? unit() : "");
            }
            if (isNumberWithGaps()) {
                return number("numbers; cells such as " + Cell.shown(facts.firstUnreadable) + " are missing labels");
            }
            boolean mostly = 10L * facts.numbers >= 9L * cells && facts.wholes < facts.numbers;
            return mostly
                    ? number("nine in ten cells are numbers, not all whole")
                    : classes("not all of them numbers, such as %s", Cell.shown(facts.firstUnreadable));
        }
        if (facts.areCodes()) {
            return classes("codes of digits, with zeros in front or longer than a number");
        }
        if (!facts.allWhole()) {
            return number("numbers that are not all whole");
        }
        if (facts.dressed) {
            return number("numbers with signs of percent, currency or thousands");
        }
        if (distinct == 2) {
            return classes("two different values");
        }
        if (facts.areYears()) {
            return number("years");
        }
        if (NUMBERS.matcher(facts.name.toLowerCase(Locale.ROOT)).matches()) {
            return number("a column of this name counts or measures");
        }
        boolean codes = facts.min >= -1 && facts.min <= 1 && facts.max - facts.min == distinctValues() - 1;
        if (codes && distinct <= MAX_CODES && cells >= 5L * distinct) {
            return classes("whole numbers from %.0f to %.0f without a gap, each in %,d rows on average", facts.min, facts.max, cells / distinct);
        }
        if (distinct <= 10 && facts.min >= 0 && facts.max <= 999 && cells >= 20L * distinct) {
            return classes("whole numbers below 1,000, each in %,d rows on average", cells / distinct);
        }
        return number("%,d different whole numbers in %,d rows", distinct, cells);
    }

    private long distinctValues() {
        return facts.counts.keySet().stream().mapToDouble(facts.style::parse).distinct().count();
    }

    private static Decision classes(String reason, Object... numbers) {
        return new Decision(true, String.format(Locale.ROOT, reason, numbers));
    }

    private static Decision number(String reason, Object... numbers) {
        return new Decision(false, numbers.length == 0 ? reason : String.format(Locale.ROOT, reason, numbers));
    }

    /// The classes in the order of their indices: numbers by their value, then texts.
    List<String> classes() {
        return facts.counts.keySet().stream().sorted(Categories.ORDER).toList();
    }
}
