package org.madaline.plots;

import java.util.ArrayList;
import java.util.List;

/// A line of text with formulas, laid out from the shipped fonts' metrics.
///
/// Between two dollar signs lies a formula: single letters are italic, words such as `tanh` upright, `_` and
/// `^` begin a subscript or superscript of one character or of a group in braces: `"weights $w_{ji}^{[ℓ]}$"`;
/// braces also part letters that are no word: `n{z}`.
/// Between two pairs of asterisks lies bold text. A backslash takes the meaning from the character behind it.
final class Label {
    /// A piece of text in one face; position and size in units of the label's font size.
    record Run(String text, Typeface face, double size, double x, double y, double width) {}

    private static final double SCRIPT = 0.72;

    private final List<Run> runs = new ArrayList<>();
    private final String source;
    private int at;
    private double x;

    private Label(String source, Typeface text) {
        this.source = source;
        boolean math = false;
        boolean bold = false;
        StringBuilder plain = new StringBuilder();
        while (at < source.length()) {
            if (source.charAt(at) == '\\' && at + 1 < source.length()) {
                int c = source.codePointAt(at + 1);
                plain.appendCodePoint(c);
                at += 1 + Character.charCount(c);
            } else if (source.charAt(at) == '$' || source.startsWith("**", at)) {
                emit(plain, bold ? Typeface.BOLD : text, 1, 0);
                math = source.charAt(at) == '$';
                bold ^= !math;
                at += math ? 1 : 2;
                if (math) {
                    formula('$', 1, 0);
                }
            } else {
                int c = source.codePointAt(at);
                plain.appendCodePoint(c);
                at += Character.charCount(c);
            }
        }
        emit(plain, bold ? Typeface.BOLD : text, 1, 0);
    }

    static Label of(String source) {
        return new Label(source, Typeface.REGULAR);
    }

    static Label bold(String source) {
        return new Label(source, Typeface.BOLD);
    }

    List<Run> runs() {
        return runs;
    }

    /// The width at font size 1.
    double width() {
        return x;
    }

    /// The text without markup.
    String plain() {
        StringBuilder all = new StringBuilder();
        runs.forEach(run -> all.append(run.text()));
        return all.toString();
    }

    /// Reads up to and past the closing character.
    private void formula(char close, double size, double y) {
        while (at < source.length() && source.charAt(at) != close) {
            char c = source.charAt(at);
            if (c == '_' || c == '^') {
                scripts(size, y);
            } else if (c == '{') {
                at++;
                formula('}', size, y);
            } else if (Character.isLetter(c) && c < 0x250) {
                int start = at;
                while (at < source.length() && Character.isLetter(source.charAt(at)) && source.charAt(at) < 0x250) {
                    at++;
                }
                String word = source.substring(start, at);
                emit(new StringBuilder(word), word.length() == 1 ? Typeface.ITALIC : Typeface.REGULAR, size, y);
            } else {
                int point = source.codePointAt(at);
                at += Character.charCount(point);
                boolean greek = point >= 0x3b1 && point <= 0x3c9;
                emit(new StringBuilder().appendCodePoint(point), greek ? Typeface.ITALIC : Typeface.REGULAR, size, y);
            }
        }
        at++;
    }

    /// A subscript, a superscript, or both above each other.
    private void scripts(double size, double y) {
        double start = x;
        double widest = x;
        while (at < source.length() && (source.charAt(at) == '_' || source.charAt(at) == '^')) {
            double shift = (source.charAt(at) == '_' ? 0.28 : -0.42) * size;
            at++;
            x = start;
            if (source.startsWith("{", at)) {
                at++;
                formula('}', size * SCRIPT, y + shift);
            } else {
                int end = at + Character.charCount(source.codePointAt(at));
                Label inner = new Label("$" + source.substring(at, end) + "$", Typeface.REGULAR);
                at = end;
                inner.runs.forEach(run -> emit(new StringBuilder(run.text()), run.face(), size * SCRIPT, y + shift));
            }
            widest = Math.max(widest, x);
        }
        x = widest + 0.03 * size;
    }

    /// Appends the text, split where another face must draw a character, and empties it.
    private void emit(StringBuilder text, Typeface wanted, double size, double y) {
        int i = 0;
        while (i < text.length()) {
            Typeface face = wanted.forCharacter(text.codePointAt(i));
            int start = i;
            double width = 0;
            while (i < text.length() && wanted.forCharacter(text.codePointAt(i)) == face) {
                int c = text.codePointAt(i);
                width += face.advance(c) * size;
                i += Character.charCount(c);
            }
            append(new Run(text.substring(start, i), face, size, x, y, width));
            x += width;
        }
        text.setLength(0);
    }

    /// Neighbours of the same face become one run, so that SVG text stays whole.
    private void append(Run run) {
        Run last = runs.isEmpty() ? null : runs.getLast();
        if (last != null
                && last.face() == run.face()
                && last.size() == run.size()
                && last.y() == run.y()
                && Math.abs(last.x() + last.width() - run.x()) < 1e-9) {
            runs.set(
                    runs.size() - 1,
                    new Run(
                            last.text() + run.text(),
                            last.face(),
                            last.size(),
                            last.x(),
                            last.y(),
                            last.width() + run.width()));
        } else {
            runs.add(run);
        }
    }
}
