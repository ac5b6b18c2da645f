package org.madaline.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Days and times in texts: `2026-11-29`, `2026/11/29`, `20261129`, `29.11.2026`, `11/29/2026`, each perhaps with a time behind
/// a `T` or a blank, `13:45`, `13:45:10.5`, `1:45 PM`, and a zone, `Z` or `+01:00`; `29-Nov-2026`, `29 November 2026`,
/// `Nov 29, 2026`; a time alone, which is that of the first day.
final class DateText {
    private static final Pattern YEAR_FIRST = Pattern.compile("([0-9]{4})([-/.]?)([0-9]{1,2})\\2([0-9]{1,2})(?:[T ]+(.+))?");
    private static final Pattern YEAR_LAST = Pattern.compile("([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{4})(?:[T ]+(.+))?");
    private static final Pattern MONTH_SECOND = Pattern.compile("([0-9]{1,2})[- ]([A-Za-z]{3,9})[-, ]{1,2}([0-9]{4})(?:[T ]+(.+))?");
    private static final Pattern MONTH_FIRST = Pattern.compile("([A-Za-z]{3,9})[- ]([0-9]{1,2})[-, ]{1,2}([0-9]{4})(?:[T ]+(.+))?");
    private static final List<String> MONTHS = List.of(
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december");
    private static final Pattern TIME = Pattern.compile(
            "([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}(?:\\.[0-9]{1,9})?))?\\s*([AaPp][Mm])?\\s*(Z|UTC|[+-][0-9]{2}:?[0-9]{2})?");
    private static final int MAX_LENGTH = 48;

    /// Which number of a day that ends in the year is the month.
    enum Order {
        DAY_FIRST,
        MONTH_FIRST
    }

    private DateText() {}

    /// Days since 1970, with the time of day as a fraction; NaN if the text is no date.
    static double days(String text, Order order) {
        if (!mayBe(text)) {
            return Double.NaN;
        }
        Matcher first = YEAR_FIRST.matcher(text);
        if (first.matches()) {
            boolean compact = first.group(2).isEmpty();
            if (compact && (first.group(3).length() < 2 || first.group(4).length() < 2)) {
                return Double.NaN;
            }
            return days(first.group(1), first.group(3), first.group(4), first.group(5));
        }
        Matcher last = YEAR_LAST.matcher(text);
        if (!last.matches()) {
            return text.indexOf(':') <= 2 && text.indexOf(':') > 0 ? fraction(text) : named(text);
        }
        return order == Order.DAY_FIRST
                ? days(last.group(4), last.group(3), last.group(1), last.group(5))
                : days(last.group(4), last.group(1), last.group(3), last.group(5));
    }

    /// A day whose month has a name, an English one, perhaps cut to three letters.
    private static double named(String text) {
        Matcher second = MONTH_SECOND.matcher(text);
        if (second.matches()) {
            return days(second.group(3), month(second.group(2)), second.group(1), second.group(4));
        }
        Matcher first = MONTH_FIRST.matcher(text);
        return first.matches() ? days(first.group(3), month(first.group(1)), first.group(2), first.group(4)) : Double.NaN;
    }

    /// The number of a month, 0 for what is none.
    private static String month(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return String.valueOf(1 + IntStream.range(0, MONTHS.size())
                .filter(m -> MONTHS.get(m).equals(lower) || MONTHS.get(m).substring(0, 3).equals(lower))
                .findFirst()
                .orElse(-1));
    }

    private static double days(String year, String month, String day, String time) {
        try {
            long date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)).toEpochDay();
            return time == null ? date : date + fraction(time.strip());
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }

    private static double fraction(String time) {
        Matcher matcher = TIME.matcher(time);
        if (!matcher.matches()) {
            return Double.NaN;
        }
        int hour = Integer.parseInt(matcher.group(1));
        int minute = Integer.parseInt(matcher.group(2));
        double second = matcher.group(3) == null ? 0 : Double.parseDouble(matcher.group(3));
        if (matcher.group(4) != null) {
            boolean afternoon = Character.toUpperCase(matcher.group(4).charAt(0)) == 'P';
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        if (hour > 23 || minute > 59 || second >= 61) {
            return Double.NaN;
        }
        double seconds = hour * 3600 + minute * 60 + second;
        String zone = matcher.group(5);
        if (zone != null && (zone.charAt(0) == '+' || zone.charAt(0) == '-')) {
            String digits = zone.substring(1).replace(":", "");
            int offset = Integer.parseInt(digits.substring(0, 2)) * 3600 + Integer.parseInt(digits.substring(2)) * 60;
            seconds += zone.charAt(0) == '+' ? -offset : offset;
        }
        return seconds / 86400;
    }

    /// Whether digits and separators come in the lengths of a day or a time, or letters may name a month: most texts end here, before
    /// patterns are tried.
    private static boolean mayBe(String text) {
        if (text.length() > MAX_LENGTH || text.length() < 4) {
            return false;
        }
        int first = digits(text, 0);
        if (first <= 2) {
            char mark = text.charAt(first);
            if (first > 0 && mark == ':') {
                return digits(text, first + 1) == 2;
            }
            int letters = first == 0 ? 0 : first + 1;
            if ((first == 0 || mark == '-' || mark == ' ') && text.length() >= 10 && Character.isLetter(text.charAt(letters))) {
                return digits(text, text.length() - 4) == 4 || text.indexOf(':') > 0;
            }
        }
        if (text.length() < 8) {
            return false;
        }
        if (first == 8) {
            return true;
        }
        int second = digits(text, first + 1);
        return (first == 4 || first == 1 || first == 2) && (second == 1 || second == 2);
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i - from;
    }
}
