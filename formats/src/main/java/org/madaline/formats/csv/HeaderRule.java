package org.madaline.formats.csv;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whether the first record of a table holds names. It does, if
///
/// - none of its cells is a number, and one stands over a column of numbers or none is met again in its own column; or
/// - more of its texts stand over columns of numbers than there are numbers in it; or
/// - its numbers are such as name columns (years over other numbers; 0, 1, 2 ... or 1, 2, 3 ...), and its texts, if any,
///   are not met again below.
///
/// It does not, if a text in it is met again in its own column, or a number in it is none that names columns.
final class HeaderRule {
    private final List<String> first;
    private final List<List<String>> below;
    private final NumberStyle numbers;

    HeaderRule(List<List<String>> records, NumberStyle numbers) {
        this.first = records.isEmpty() ? List.of() : records.getFirst();
        this.below = records.isEmpty() ? List.of() : records.subList(1, records.size());
        this.numbers = numbers;
    }

    boolean holds() {
        int texts = 0;
        int numbersAbove = 0;
        int metAgain = 0;
        int overNumbers = 0;
        for (int c = 0; c < first.size(); c++) {
            String name = NumberStyle.stripped(first.get(c));
            if (name.isEmpty()) {
                continue;
            }
            if (isNumber(name)) {
                numbersAbove++;
                continue;
            }
            texts++;
            metAgain += isMetAgain(c, name) ? 1 : 0;
            overNumbers += !isMissing(name) && isOverNumbers(c) ? 1 : 0;
        }
        if (below.isEmpty()) {
            return numbersAbove == 0;
        }
        if (numbersAbove == 0) {
            return overNumbers > 0 || metAgain == 0;
        }
        if (overNumbers > 0 && metAgain == 0) {
            return numbersName() || overNumbers > numbersAbove;
        }
        return metAgain == 0 && numbersName() && (texts > 0 || numbersAbove > 1);
    }

    private boolean isNumber(String cell) {
        return !Double.isNaN(numbers.parse(cell));
    }

    private static boolean isMissing(String cell) {
        return Set.of("", "?", "NA", "NaN", "nan", "null", "NULL", "N/A", "n/a", "-").contains(cell);
    }

    private boolean isMetAgain(int c, String name) {
        return below.stream().anyMatch(record -> c < record.size() && NumberStyle.stripped(record.get(c)).equals(name));
    }

    /// Whether there are cells below, and at least four in five of them are numbers.
    private boolean isOverNumbers(int c) {
        int cells = 0;
        int count = 0;
        for (List<String> record : below) {
            String cell = c < record.size() ? NumberStyle.stripped(record.get(c)) : "";
            if (!isMissing(cell)) {
                cells++;
                count += isNumber(cell) ? 1 : 0;
            }
        }
        return cells > 0 && 5L * count >= 4L * cells;
    }

    /// Whether all numbers of the first record are such as name columns.
    private boolean numbersName() {
        return isCounted() || allYears();
    }

    /// 0, 1, 2 ... or 1, 2, 3 ..., at least three, while the next record is not counted likewise.
    private boolean isCounted() {
        return isCounted(first, 0) && !isCounted(below.getFirst(), 1);
    }

    private boolean isCounted(List<String> record, int tolerance) {
        double last = Double.NaN;
        int count = 0;
        for (String cell : record) {
            double number = numbers.parse(NumberStyle.stripped(cell));
            if (Double.isNaN(number)) {
                continue;
            }
            boolean begins = count == 0 && (number == 0 || number == 1 || tolerance > 0);
            if (!begins && number != last + 1) {
                return false;
            }
            last = number;
            count++;
        }
        return count >= 3;
    }

    /// Whole numbers from 1900 to 2100, no two alike, each over a column that holds others.
    private boolean allYears() {
        Set<String> seen = new HashSet<>();
        for (int c = 0; c < first.size(); c++) {
            String name = NumberStyle.stripped(first.get(c));
            if (name.isEmpty() || !isNumber(name)) {
                continue;
            }
            int column = c;
            boolean others = below.stream()
                    .anyMatch(record -> column < record.size() && !isYear(NumberStyle.stripped(record.get(column))));
            if (!isYear(name) || !seen.add(name) || !others) {
                return false;
            }
        }
        return true;
    }

    private static boolean isYear(String text) {
        return text.matches("(19|20)[0-9][0-9]|2100");
    }
}
