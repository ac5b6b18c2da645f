package org.madaline.formats.csv;

import java.util.Optional;

/// How numbers are written in a table: `1234.5`, `1,234.5`, `1.234,5`, `1 234,5`, `12 %`, `$ 1,234`, `(12.50)`, `-1e-3`.
///
/// Read are: a sign (also U+2212), decimal digits, one decimal mark, thousands marks between groups of three digits (comma,
/// point, apostrophe, blank, whichever is not the decimal mark, one kind in a number), an exponent, a currency sign or
/// code before or behind, brackets around for a negative number, a percent sign, which divides by 100. Not read are
/// Java's own notations (`1f`, `0x1p3`), infinities, and what overflows a double.
///
/// @param decimal   the decimal mark, `.` or `,`
/// @param thousands the only thousands mark that is read; empty: any
public record NumberStyle(char decimal, Optional<Character> thousands) {
    /// Decimal point, any thousands mark.
    public static final NumberStyle POINT = new NumberStyle('.', Optional.empty());

    /// Decimal comma, any thousands mark.
    public static final NumberStyle COMMA = new NumberStyle(',', Optional.empty());

    /// A longer text is no number.
    private static final int MAX_LENGTH = 128;

    private static final String MARKS = ",.'\u2019 \u00a0\u2009\u202f";
    private static final String CURRENCIES = "$€£¥₹";
    private static final String[] CODES = {"USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR"};

    /// A style of numbers.
    ///
    /// @throws IllegalArgumentException if the decimal mark is another, or is the thousands mark, too
    public NumberStyle {
        if (decimal != '.' && decimal != ',') {
            throw new IllegalArgumentException("the decimal mark is . or , not '" + decimal + "'");
        }
        if (thousands.isPresent() && (thousands.get() == decimal || MARKS.indexOf(thousands.get()) < 0)) {
            throw new IllegalArgumentException("the thousands mark is a comma, point, apostrophe or blank, and not the decimal mark, "
                    + "not '" + thousands.get() + "'");
        }
    }

    /// {@return the number that a text is, NaN if it is none}
    ///
    /// @param text a cell, blanks around it are passed over
    public double parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Double.NaN;
        }
        return isPlain(text) ? decimal(text) : dressed(stripped(text));
    }

    /// Only digits, signs, a point where it is the decimal mark, and an exponent: no need to look for marks.
    private boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '-' && c != '+' && c != 'e' && c != 'E' && (c != '.' || decimal != '.')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static double decimal(String text) {
        char first = text.charAt(0);
        if (first == 'e' || first == 'E') {
            return Double.NaN;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isInfinite(number) ? Double.NaN : number;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /// Without blanks at its ends, those that do not break lines among them.
    static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00a0' || c == '\u2009' || c == '\u202f' || c == '\u2007' || c == '\ufeff' || c == '\u3000';
    }

    private double dressed(String text) {
        if (text.isEmpty()) {
            return Double.NaN;
        }
        boolean negative = text.charAt(0) == '(' && text.charAt(text.length() - 1) == ')' && text.length() > 2;
        String rest = negative ? stripped(text.substring(1, text.length() - 1)) : text;
        boolean percent = rest.endsWith("%");
        rest = percent ? stripped(rest.substring(0, rest.length() - 1)) : rest;
        // The sign stands before the currency or behind it.
        boolean minus = isMinus(rest);
        boolean signed = minus || rest.startsWith("+");
        rest = signed ? stripped(rest.substring(1)) : rest;
        String bare = withoutCurrency(rest);
        if (!signed && isMinus(bare)) {
            minus = true;
            bare = stripped(bare.substring(1));
        }
        if (negative && minus || bare.isEmpty() || "0123456789.,".indexOf(bare.charAt(0)) < 0) {
            return Double.NaN;
        }
        String digits = digits(bare);
        double number = digits == null ? Double.NaN : decimal(percent ? shifted(digits) : digits);
        return negative || minus ? -number : number;
    }

    private static boolean isMinus(String text) {
        return text.startsWith("-") || text.startsWith("\u2212");
    }

    private static String withoutCurrency(String text) {
        for (String code : CODES) {
            if (text.startsWith(code)) {
                return stripped(text.substring(3));
            }
            if (text.endsWith(code)) {
                return stripped(text.substring(0, text.length() - 3));
            }
        }
        if (!text.isEmpty() && CURRENCIES.indexOf(text.charAt(0)) >= 0) {
            return stripped(text.substring(1));
        }
        return !text.isEmpty() && CURRENCIES.indexOf(text.charAt(text.length() - 1)) >= 0
                ? stripped(text.substring(0, text.length() - 1))
                : text;
    }

    /// Divided by 100 in decimal, so that 5.6 % is the double nearest to 0.056.
    private static String shifted(String digits) {
        int e = digits.indexOf('e');
        try {
            return e < 0 ? digits + "e-2" : digits.substring(0, e + 1) + (Integer.parseInt(digits.substring(e + 1)) - 2);
        } catch (NumberFormatException tooLarge) {
            return digits;
        }
    }

    /// The number in Java's digits, without marks; null if it is none.
    private String digits(String text) {
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        String mantissa = e < 0 ? text : text.substring(0, e);
        int point = mantissa.indexOf(decimal);
        String whole = point < 0 ? mantissa : mantissa.substring(0, point);
        String fraction = point < 0 ? "" : mantissa.substring(point + 1);
        String grouped = ungrouped(whole);
        if (grouped == null || !isDigits(fraction) || grouped.isEmpty() && fraction.isEmpty()) {
            return null;
        }
        String exponent = "";
        if (e >= 0) {
            String power = text.substring(e + 1);
            boolean sign = power.startsWith("-") || power.startsWith("+");
            if (!isDigits(sign ? power.substring(1) : power) || power.length() == (sign ? 1 : 0)) {
                return null;
            }
            exponent = "e" + power;
        }
        return grouped + (fraction.isEmpty() ? "" : "." + fraction) + exponent;
    }

    /// The digits of a whole part without its thousands marks; null if they do not stand between groups of three, or if
    /// the first group begins with 0.
    private String ungrouped(String whole) {
        int first = 0;
        while (first < whole.length() && isDigit(whole.charAt(first))) {
            first++;
        }
        if (first == whole.length()) {
            return whole;
        }
        char mark = whole.charAt(first);
        boolean allowed = MARKS.indexOf(mark) >= 0 && mark != decimal && (thousands.isEmpty() || thousands.get() == mark);
        if (!allowed || first == 0 || first > 3 || whole.charAt(0) == '0' || (whole.length() - first) % 4 != 0) {
            return null;
        }
        var digits = new StringBuilder(whole.substring(0, first));
        for (int at = first; at < whole.length(); at += 4) {
            String group = whole.substring(at + 1, at + 4);
            if (whole.charAt(at) != mark || !isDigits(group)) {
                return null;
            }
            digits.append(group);
        }
        return digits.toString();
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
