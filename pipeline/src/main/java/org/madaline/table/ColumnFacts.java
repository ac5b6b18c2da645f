package org.madaline.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.madaline.formats.csv.DecimalVotes;
import org.madaline.formats.csv.NumberStyle;
import org.madaline.formats.csv.RawTable;

/// What the cells of a column are, counted over the given rows.
final class ColumnFacts {
    private static final Pattern NINES = Pattern.compile("(?:-9{2,6}|9{3,6})(?:[.,]0+)?");

    final String name;
    final NumberStyle style;
    /// Whether the mark was decided by other columns, since all cells of this one may be read with either.
    final boolean ambiguous;
    /// Cells that are not missing, each text with how often it is met, in the order of first meeting.
    final Map<String, Integer> counts = new LinkedHashMap<>();
    int rows;
    int missing;
    int numbers;
    int wholes;
    int leadingZeros;
    int longCodes;
    int truths;
    int dayFirst;
    int monthFirst;
    int words;
    /// Whether each cell is a whole number, greater by one than that of the row before.
    boolean counting = true;
    /// Whether a percent or currency sign, or a thousands mark, was met.
    boolean dressed;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    /// Different texts that are no numbers.
    int unreadable;
    String firstUnreadable = "";
    /// Cells that are no numbers only because they are too large.
    int tooLarge;

    ColumnFacts(RawTable table, int column, int[] rows, Set<String> missingSpellings) {
        this.name = table.columns().get(column);
        this.rows = rows.length;
        for (int row : rows) {
            String cell = table.cell(column, row);
            if (Cell.isMissing(cell, missingSpellings)) {
                missing++;
                counting = false;
            } else {
                counts.merge(cell, 1, Integer::sum);
            }
        }
        var votes = new DecimalVotes();
        counts.keySet().forEach(votes::add);
        this.ambiguous = votes.decided().isEmpty() && votes.ambiguous() > 0;
        this.style = style(votes, table);
        counts.forEach(this::study);
        count(table, column, rows);
    }

    /// The style that the cells of a column speak for, else that of the table.
    static NumberStyle style(DecimalVotes votes, RawTable table) {
        char decimal = votes.decided().orElse(table.dialect().decimal());
        return new NumberStyle(decimal, table.dialect().thousands().filter(mark -> mark != decimal));
    }

    private void study(String text, int count) {
        double number = Cell.number(text, style);
        for (int i = text.indexOf(' '); i >= 0; i = text.indexOf(' ', i + 1)) {
            words += count;
        }
        words += count;
        if (Double.isNaN(number)) {
            firstUnreadable = firstUnreadable.isEmpty() ? text : firstUnreadable;
            unreadable++;
            tooLarge += Cell.isTooLarge(text, style) ? count : 0;
        } else {
            numbers += count;
            wholes += number == Math.rint(number) ? count : 0;
            min = Math.min(min, number);
            max = Math.max(max, number);
        }
        boolean digits = isOf(text, "0123456789");
        leadingZeros += digits && text.length() > 1 && text.charAt(0) == '0' ? count : 0;
        longCodes += digits && text.length() > 15 ? count : 0;
        dressed |= !Double.isNaN(number) && !isOf(text, "0123456789.-+eE");
        truths += Cell.isTruth(text) ? count : 0;
        dayFirst += isDate(text, DateText.Order.DAY_FIRST) ? count : 0;
        monthFirst += isDate(text, DateText.Order.MONTH_FIRST) ? count : 0;
    }

    private static boolean isOf(String text, String allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (allowed.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDate(String text, DateText.Order order) {
        double days = DateText.days(text, order);
        // Eight digits are a date only within two centuries.
        return !Double.isNaN(days) && (text.length() != 8 || text.indexOf('-') >= 0 || text.indexOf('.') >= 0
                || text.indexOf('/') >= 0 || days >= -25567 && days < 47482);
    }

    private void count(RawTable table, int column, int[] rows) {
        counting &= rows.length > 1 && wholes == rows.length;
        for (int i = 1; i < rows.length && counting; i++) {
            double before = Cell.number(table.cell(column, rows[i - 1]), style);
            counting = Cell.number(table.cell(column, rows[i]), style) == before + 1;
        }
    }

    int cells() {
        return rows - missing;
    }

    int distinct() {
        return counts.size();
    }

    boolean allDistinct() {
        return counts.size() == cells();
    }

    boolean allNumbers() {
        return numbers == cells() && numbers > 0;
    }

    boolean allWhole() {
        return wholes == cells() && wholes > 0;
    }

    /// Whether the cells are the whole numbers from the least to the greatest, each once.
    boolean isPermutation() {
        return allWhole() && allDistinct() && max - min == cells() - 1;
    }

    /// Dates in at least 95 % of the cells.
    boolean areDates() {
        return 20L * Math.max(dayFirst, monthFirst) >= 19L * cells();
    }

    boolean areYears() {
        return allWhole() && min >= 1900 && max <= 2100;
    }

    /// Many different numbers in at least half of the cells, and among the others at most three texts, such as `n.d.`.
    boolean areNumbersWithGaps() {
        return 2L * numbers >= cells() && distinct() > 13 && unreadable <= 3;
    }

    /// Numbers of nines only, far outside of all others, by which some say that a number is missing: as they are spelled.
    List<String> sentinels() {
        List<String> nines = new ArrayList<>();
        for (String text : counts.keySet()) {
            if ((text.startsWith("9") || text.startsWith("-9")) && NINES.matcher(text).matches()) {
                nines.add(text);
            }
        }
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (String text : nines.isEmpty() ? List.<String>of() : counts.keySet()) {
            double number = Cell.number(text, style);
            if (!Double.isNaN(number) && !nines.contains(text)) {
                least = Math.min(least, number);
                greatest = Math.max(greatest, number);
            }
        }
        double min = least;
        double max = greatest;
        nines.removeIf(text -> !ColumnEncoder.isOutside(Cell.number(text, style), min, max));
        return nines;
    }

    double wordsPerCell() {
        return cells() == 0 ? 0 : (double) words / cells();
    }

    /// Codes that happen to be digits: zeros in front, or for the most part more digits than a number holds.
    boolean areCodes() {
        return leadingZeros > 0 && wholes == numbers || 2L * longCodes > cells() && !areTimes();
    }

    /// Moments of the years 1990 to 2099, counted in microseconds or nanoseconds since 1970.
    boolean areTimes() {
        return allWhole() && (isWithin(6.3e14, 4.1e15) || isWithin(6.3e17, 4.1e18)) && max - min < min / 2;
    }

    private boolean isWithin(double from, double to) {
        return min >= from && max <= to;
    }
}
