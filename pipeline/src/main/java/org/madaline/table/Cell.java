package org.madaline.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.madaline.formats.csv.NumberStyle;

/// A cell as a user hands it in: a text from a file, or a value of Java.
final class Cell {
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "t", "on");
    private static final Set<String> FALSE = Set.of("false", "no", "n", "f", "off");
    /// Greater numbers could not be squared.
    private static final double MAX = 1e150;
    private static final Pattern OVERFLOWING = Pattern.compile("[-+]?[0-9]{1,99}(?:[.,][0-9]{1,99})?[eE]\\+?[0-9]{1,20}|[-+]?[0-9]{151,}");
    private static final double NANOS_OF_DAY = 86_400e9;
    private static final int MAX_SHOWN = 40;

    private Cell() {}

    static boolean isMissing(Object cell, Set<String> spellings) {
        return switch (cell) {
            case null -> true;
            case CharSequence text -> isMissing(text.toString(), spellings);
            case Double number -> number.isNaN();
            case Float number -> number.isNaN();
            default -> false;
        };
    }

    static boolean isMissing(String text, Set<String> spellings) {
        return text.length() < 16 && (text.isBlank() || spellings.contains(text.strip().toLowerCase(Locale.ROOT)));
    }

    /// The number, NaN if the cell is none or is beyond [#MAX].
    static double number(Object cell, NumberStyle style) {
        double number = switch (cell) {
            case Number value -> value.doubleValue();
            case Boolean truth -> truth ? 1 : 0;
            case CharSequence text -> style.parse(text.toString());
            default -> Double.NaN;
        };
        return Math.abs(number) <= MAX ? number : Double.NaN;
    }

    /// Whether a cell is a number that [#number] does not read because it is too large.
    static boolean isTooLarge(Object cell, NumberStyle style) {
        return cell instanceof Number
                || cell instanceof CharSequence text && (Math.abs(style.parse(text.toString())) > MAX || OVERFLOWING.matcher(text).matches());
    }

    /// 1 or 0, NaN if the cell is neither.
    static double truth(Object cell) {
        if (cell instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        String text = text(cell).toLowerCase(Locale.ROOT);
        return TRUE.contains(text) || text.equals("1") ? 1 : FALSE.contains(text) || text.equals("0") ? 0 : Double.NaN;
    }

    /// Whether a text is a word for yes or no; 0 and 1 are numbers.
    static boolean isTruth(String text) {
        String lower = text.length() > 5 ? text : text.toLowerCase(Locale.ROOT);
        return TRUE.contains(lower) || FALSE.contains(lower);
    }

    /// Days since 1970, NaN if the cell is no date.
    static double days(Object cell, DateText.Order order) {
        return switch (cell) {
            case LocalDate date -> date.toEpochDay();
            case LocalDateTime time -> days(time);
            case Instant instant -> days(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
            case CharSequence text -> DateText.days(text.toString().strip(), order);
            default -> Double.NaN;
        };
    }

    private static double days(LocalDateTime time) {
        return time.toLocalDate().toEpochDay() + time.toLocalTime().toNanoOfDay() / NANOS_OF_DAY;
    }

    /// The text, of a whole number without a decimal point.
    static String text(Object cell) {
        return switch (cell) {
            case null -> "";
            case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            case Float number when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            case BigDecimal number -> number.toPlainString();
            default -> cell.toString().strip();
        };
    }

    /// A number in its shortest form, another text as it is: how version 0.1 compared categories.
    static String canonical(String text) {
        double number = plainNumber(text);
        if (Double.isNaN(number)) {
            return text;
        }
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : Double.toString(number);
    }

    /// What version 0.1 read as a number: decimal, with an exponent perhaps, finite as a float.
    static double plainNumber(String text) {
        if (!text.matches("[0-9+.eE-]{1,64}") || "eE".indexOf(text.charAt(0)) >= 0) {
            return Double.NaN;
        }
        try {
            double number = Double.parseDouble(text);
            return Float.isFinite((float) number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /// A cell as it may stand in a message: short, in quotes, without control characters.
    static String shown(Object cell) {
        String text = text(cell);
        var shown = new StringBuilder("'");
        text.codePoints().limit(MAX_SHOWN).forEach(c -> {
            int type = Character.getType(c);
            boolean plain = type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE
                    && type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR;
            shown.append(plain ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", c));
        });
        return shown.append(text.codePointCount(0, text.length()) > MAX_SHOWN ? "...'" : "'").toString();
    }
}
